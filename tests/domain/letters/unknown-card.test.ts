import { deliverLetter } from '../../../src/domain/letters/deliver-letter.ts';
import type { Messenger } from '../../../src/domain/letters/ports.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { askForTimes } from '../../../src/domain/meetings/new-times/ask-for-times.ts';
import { chooseTime } from '../../../src/domain/meetings/new-times/choose-time.ts';
import { findTimes } from '../../../src/domain/meetings/new-times/find-times.ts';
import { exchangeLimits } from '../../../src/domain/meetings/booking/mail-budget.ts';
import { showPairs } from '../../../src/domain/overview/show-pairs.ts';
import type { PersonDetails } from '../../../src/domain/people/people.ts';
import type { Directory } from '../../../src/domain/people/ports.ts';
import { participantOf } from '../../adapters/postgres/filled-programme.ts';
import { value } from '../../support/value.ts';
import { meetingHouse } from '../meetings/met-pair.ts';

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeAll(async () => (house = await meetingHouse()));
afterAll(() => house.close());

test('a card of which nobody knows whether it arrived is shown so, not sent again, and a second copy acts on the same record (R6)', async () => {
  const { pair, meetings } = await house.bookedPair();
  const { id: programmeId } = house.programme;
  const { proposalId } = value(await askForTimes(house.deps)({ occurrenceId: meetings[1]!.id, by: pair.menteeId }));
  value(await findTimes(house.deps)({ proposalId }));
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  let sendings = 0;
  const messenger: Messenger = {
    openChat: async (personId) => ({ conversationId: `chat-${personId}` }),
    replace: async () => true,
    send: async () => {
      sendings += 1;
      return { outcome: 'unknown' };
    },
  };
  const deps = {
    ...house.deps,
    messenger,
    directory: { look } as unknown as Directory,
    limits: exchangeLimits,
    post: { send: () => Promise.reject(new Error('nobody here is a guest')) } as never,
    homePage: 'https://home',
    organizerMailboxes: [house.programme.organizerMailbox],
  };
  const letters = await house.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  const letter = letters.find(({ to }) => to === pair.mentorId)!;
  for (let run = 0; run < 3; run += 1) value(await deliverLetter(deps)({ letterId: letter.id }));
  expect(sendings).toBe(1);
  const [shown] = value(await showPairs(deps)({ programmeId, reader: house.coordinator }));
  expect(shown!.cardTroubles).toMatchObject([{ person: { id: pair.mentorId }, card: 'new-times', state: 'unknown' }]);

  // It did arrive, and so did a copy: both are pressed.
  const { round, hours } = await house.proposal(proposalId);
  const answer = { proposalId, round, by: pair.mentorId, suits: [hours[0]!.startsAt], via: 'card' as const };
  for (let copy = 0; copy < 2; copy += 1) expect(value(await chooseTime(house.deps)(answer))).toBe('stored');
  const said = await house.transact(systemScope, ({ timeProposals }) => timeProposals.choices(proposalId, round));
  expect(said).toHaveLength(1);
  expect(value(await chooseTime(house.deps)({ ...answer, by: pair.menteeId }))).toBe('agreed');
  expect(value(await chooseTime(house.deps)(answer))).toBe('settled');
  expect(await house.jobsNamed('move-occurrence')).toHaveLength(1);
});
