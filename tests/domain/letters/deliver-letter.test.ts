import { deliverLetter } from '../../../src/domain/letters/deliver-letter.ts';
import type { LetterFacts } from '../../../src/domain/letters/letters.ts';
import type { Messenger } from '../../../src/domain/letters/ports.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { declineInvitation } from '../../../src/domain/programme/decline-invitation.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

type Outcome = Awaited<ReturnType<Messenger['send']>>;

/** Teams as this test wants it to answer; `sent` is what would have reached a person. */
function teams(answer: Outcome | (() => Promise<Outcome>)) {
  const sent: LetterFacts[] = [];
  const messenger: Messenger = {
    openChat: async (personId) => ({ conversationId: `chat-${personId}` }),
    replace: async () => true,
    send: async (_conversation, facts) => {
      sent.push(facts);
      return typeof answer === 'function' ? answer() : answer;
    },
  };
  return { sent, deliver: deliverLetter({ ...line.deps, messenger }) };
}

async function invitation() {
  const [person = ''] = line.organisation.juniors;
  const programmeId = await line.openWith([{ personId: person, role: 'mentor' }]);
  const [letter] = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  if (!letter) throw new Error('no letter');
  const now = async () => (await line.transact(systemScope, (stores) => stores.letters.get(letter.id)))?.state;
  return { letterId: letter.id, programmeId, person, now };
}

test('a confirmed letter is sent once, however often its job runs', async () => {
  const { letterId, now } = await invitation();
  const { sent, deliver } = teams({ outcome: 'sent', activityId: 'a1' });
  value(await deliver({ letterId }));
  value(await deliver({ letterId }));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ kind: 'invitation', programmeName: 'Inclusion pilot', role: 'mentor' });
  expect(await now()).toBe('sent');
});

test('an answer that was lost leaves the letter unknown, and it is not sent again (R6)', async () => {
  const { letterId, now } = await invitation();
  const { sent, deliver } = teams({ outcome: 'unknown' });
  value(await deliver({ letterId }));
  value(await deliver({ letterId }));
  expect(sent).toHaveLength(1);
  expect(await now()).toBe('unknown');
});

test('a process that dies in mid-attempt leaves the letter unknown', async () => {
  const { letterId, now } = await invitation();
  const dying = teams(async () => {
    throw new Error('killed');
  });
  await expect(dying.deliver({ letterId })).rejects.toThrow('killed');
  expect(await now()).toBe('sending');
  const { sent, deliver } = teams({ outcome: 'sent', activityId: 'a1' });
  value(await deliver({ letterId }));
  expect(await now()).toBe('sending');
  line.setNow('2026-12-01T09:05:00Z');
  value(await deliver({ letterId }));
  expect(sent).toEqual([]);
  expect(await now()).toBe('unknown');
});

test('told to come back later, it waits and is then sent', async () => {
  const { letterId, now } = await invitation();
  value(await teams({ outcome: 'later', retryAfterMs: 5000 }).deliver({ letterId }));
  expect(await now()).toBe('waiting');
  const { sent, deliver } = teams({ outcome: 'sent', activityId: 'a2' });
  value(await deliver({ letterId }));
  expect(sent).toHaveLength(1);
});

test('an invitation that was answered meanwhile is not sent', async () => {
  const { letterId, programmeId, person, now } = await invitation();
  value(await declineInvitation(line.deps)({ programmeId, personId: person }));
  const { sent, deliver } = teams({ outcome: 'sent', activityId: 'a3' });
  value(await deliver({ letterId }));
  expect(sent).toEqual([]);
  expect(await now()).toBe('failed');
});

test('two workers with the same job send one card', async () => {
  const { letterId } = await invitation();
  const { sent, deliver } = teams(async () => {
    await new Promise((done) => setTimeout(done, 50));
    return { outcome: 'sent', activityId: 'a4' };
  });
  await Promise.all([deliver({ letterId }), deliver({ letterId })]);
  expect(sent).toHaveLength(1);
});
