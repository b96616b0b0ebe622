import { createPost } from '../../../src/adapters/graph/post.ts';
import { graphSandbox, mailbox } from '../../support/graph-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
beforeEach(async () => {
  sandbox = await graphSandbox({ people: 40 });
});
afterEach(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
});

const letter = (over: object = {}) => ({
  from: mailbox,
  to: { mail: 'Guest@northbank.example', name: 'A Guest' },
  subject: 'Conversation: you are invited',
  html: '<p>Hello</p>',
  ...over,
});
const control = async (path: string, body?: object) => {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await fetch(`${sandbox.address}/_sandbox${path}`, init)).json() as Promise<Record<string, unknown>>;
};
const guest = () => sandbox.world.directory.list(0, 300).find((one) => one.userType === 'Guest')!;
const inbox = async () => (await control(`/mail?person=${guest().id}`))['mails'] as Record<string, unknown>[];
const toGuest = (over: object = {}) => letter({ to: { mail: guest().mail, name: guest().displayName }, ...over });

test('a mail reaches a guest’s inbox from the programme mailbox, and counts as one of its messages', async () => {
  expect(await createPost(sandbox.graph).send(toGuest())).toEqual({ outcome: 'sent' });
  expect(await inbox()).toMatchObject([
    { kind: 'letter', from: 'Mentoring Programme', subject: 'Conversation: you are invited', html: '<p>Hello</p>' },
  ]);
  const sending = await control(`/calendar/sending?mailbox=${mailbox}`);
  expect(sending).toMatchObject({ messagesLastMinute: 1, recipientsLastDay: 1, refused: 0 });
});

test('a mailbox out of the app’s scope is not written from; it is asked again, as a grant may take an hour', async () => {
  const from = sandbox.world.directory.list(0, 1)[0]!.mail;
  expect(await createPost(sandbox.graph).send(toGuest({ from }))).toMatchObject({ outcome: 'later' });
  expect(await inbox()).toEqual([]);
});

test('an answer that was lost is unknown, and the mail is not sent a second time', async () => {
  await control('/faults', { lostAnswer: 1, paths: 'sendMail' });
  expect(await createPost(sandbox.graph).send(toGuest())).toEqual({ outcome: 'unknown' });
  await control('/faults', { lostAnswer: 0 });
  expect(await inbox()).toHaveLength(1);
});

test('an address that Exchange won’t have is refused for good; a mailbox at its limit may come back later', async () => {
  const post = createPost(sandbox.client({ wait: async () => undefined }));
  expect(await post.send(toGuest({ to: { mail: '', name: 'Nobody' } }))).toEqual({
    outcome: 'refused',
    reason: 'mail-refused',
  });
  await control('/calendar/faults', { messagesPerMinute: 0 });
  expect(await post.send(toGuest())).toMatchObject({ outcome: 'later' });
});
