import { deliverLetter } from '../../../src/domain/letters/deliver-letter.ts';
import type { Messenger, Post, PostedMail } from '../../../src/domain/letters/ports.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { beginSend } from '../../../src/domain/meetings/booking/spend-budget.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
let day = new Date('2026-12-01T09:00:00Z');
beforeAll(async () => (line = await thinLine()));
/** Each test on a day of its own, with a budget that nobody has touched. */
beforeEach(async () => {
  day = new Date(day.getTime() + 2 * 86_400_000);
  line.setNow(day.toISOString());
  await line.transact(systemScope, ({ sends }) => sends.prune(day));
});
afterAll(() => line.close());

type Outcome = Awaited<ReturnType<Post['send']>>;
const mailbox = 'mentoring@contoso.example';

const noChat = (): never => {
  throw new Error('a guest has no chat');
};
const messenger: Messenger = { openChat: noChat, send: noChat, replace: noChat };

/** Exchange as this test wants it to answer; `sent` is what would have reached somebody. */
function exchange(answer: Outcome | (() => Promise<Outcome>)) {
  const sent: PostedMail[] = [];
  const post: Post = {
    async send(mail) {
      sent.push(mail);
      return typeof answer === 'function' ? answer() : answer;
    },
  };
  return { sent, deliver: deliverLetter({ ...line.deps, messenger, post }) };
}

async function invitation() {
  const programmeId = await line.openWith([{ personId: line.organisation.guest, role: 'mentee' }]);
  const [letter] = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  const now = async () => (await line.transact(systemScope, (stores) => stores.letters.get(letter!.id)))!;
  return { letterId: letter!.id, programmeId, now };
}

/** What the mailbox's budget holds. */
const spent = () =>
  line.transact(systemScope, async ({ sends }) => {
    const since = new Date(line.clock.now().getTime() - 86_400_000);
    return (await sends.sent(mailbox, since)).map(({ recipients, settledAt }) => ({ recipients, open: !settledAt }));
  });

test('a guest’s invitation goes by mail, once, and counts as sent by its mailbox', async () => {
  const { letterId, now } = await invitation();
  const { sent, deliver } = exchange({ outcome: 'sent' });
  value(await deliver({ letterId }));
  value(await deliver({ letterId }));
  expect(sent).toEqual([
    expect.objectContaining({
      from: mailbox,
      to: { mail: 'board.guest@contoso.example', name: 'Board guest' },
      subject: 'Counterpart conversation: you are invited',
    }),
  ]);
  // Neither the programme's name, nor its goal, nor a topic: a mail lies open elsewhere.
  expect(JSON.stringify(sent)).not.toMatch(/Inclusion|Hear what work|Data|Digital/);
  expect(sent[0]!.html).toContain('href="https://counterpart.example/tab/home"');
  expect(await now()).toMatchObject({ state: 'sent', activityId: null });
  expect(await spent()).toEqual([{ recipients: 1, open: false }]);
});

test('an answer that was lost leaves the letter unknown, counted as sent, and it is not sent again (R6)', async () => {
  const { letterId, now } = await invitation();
  const { sent, deliver } = exchange({ outcome: 'unknown' });
  value(await deliver({ letterId }));
  value(await deliver({ letterId }));
  expect(sent).toHaveLength(1);
  expect(await now()).toMatchObject({ state: 'unknown', reason: 'answer-lost' });
  expect(await spent()).toEqual([{ recipients: 1, open: false }]);
});

test('a process that dies in mid-attempt leaves the letter unknown', async () => {
  const { letterId, now } = await invitation();
  const dying = exchange(async () => {
    throw new Error('killed');
  });
  await expect(dying.deliver({ letterId })).rejects.toThrow('killed');
  line.setNow(new Date(day.getTime() + 300_000).toISOString());
  const { sent, deliver } = exchange({ outcome: 'sent' });
  value(await deliver({ letterId }));
  expect(sent).toEqual([]);
  expect(await now()).toMatchObject({ state: 'unknown', reason: 'killed' });
  expect(await spent()).toEqual([{ recipients: 1, open: true }]);
});

test('told to come back later, or refused, it has spent nothing', async () => {
  const { letterId, now } = await invitation();
  value(await exchange({ outcome: 'later', retryAfterMs: 5000 }).deliver({ letterId }));
  expect(await now()).toMatchObject({ state: 'waiting' });
  expect(await spent()).toEqual([]);
  value(await exchange({ outcome: 'refused', reason: 'mail-refused' }).deliver({ letterId }));
  expect(await now()).toMatchObject({ state: 'failed', reason: 'mail-refused' });
  expect(await spent()).toEqual([]);
});

test('a mailbox that has sent what it may keeps the letter waiting, and nothing is sent', async () => {
  const { letterId, now } = await invitation();
  await line.transact(systemScope, async ({ sends }) => {
    for (let one = 0; one < 4; one++) {
      const send = { id: line.deps.newId(), mailbox, seriesId: null, messages: 1, recipients: 2 };
      expect(await beginSend(sends, send, line.deps.limits, line.clock.now())).toBe('begun');
    }
  });
  const { sent, deliver } = exchange({ outcome: 'sent' });
  value(await deliver({ letterId }));
  expect(sent).toEqual([]);
  expect(await now()).toMatchObject({ state: 'waiting' });
});

test('whoever has gone from the directory is not written to, and that is shown', async () => {
  const { letterId, now } = await invitation();
  const directory = { ...line.deps.directory, look: async () => [] };
  const post = { send: noChat };
  value(await deliverLetter({ ...line.deps, messenger, post, directory })({ letterId }));
  expect(await now()).toMatchObject({ state: 'failed', reason: 'gone' });
  expect(await spent()).toEqual([]);
});

test('two workers with the same job send one mail', async () => {
  const { letterId } = await invitation();
  const { sent, deliver } = exchange(async () => {
    await new Promise((done) => setTimeout(done, 50));
    return { outcome: 'sent' };
  });
  await Promise.all([deliver({ letterId }), deliver({ letterId })]);
  expect(sent).toHaveLength(1);
});

test('a guest who has joined is written to by mail, a member never', async () => {
  const { guest, seniors } = line.organisation;
  const programmeId = await line.openWith([
    { personId: guest, role: 'mentee' },
    { personId: seniors[0]!, role: 'mentee' },
  ]);
  await line.join(programmeId, guest, 'mentee');
  await line.join(programmeId, seniors[0]!, 'mentee');
  await line.transact(systemScope, async ({ outbox }) => {
    for (const to of [guest, seniors[0]!]) {
      await outbox.add({ key: `unmatched:${to}`, to, programmeId, about: { kind: 'unmatched', programmeId } });
    }
  });
  const { sent, deliver } = exchange({ outcome: 'sent' });
  const letters = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  const unmatched = (to: string) => letters.find((one) => one.to === to && one.about.kind === 'unmatched')!.id;
  value(await deliver({ letterId: unmatched(guest) }));
  await expect(deliver({ letterId: unmatched(seniors[0]!) })).rejects.toThrow('a guest has no chat');
  expect(sent.map((mail) => [mail.to.name, mail.subject])).toEqual([
    ['Board guest', 'Counterpart conversation: no partner this time'],
  ]);
});
