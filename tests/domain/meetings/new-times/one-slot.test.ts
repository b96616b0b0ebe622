import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { chooseTime, type ChooseOutcome } from '../../../../src/domain/meetings/new-times/choose-time.ts';
import type { TimeProposal } from '../../../../src/domain/meetings/new-times/time-proposals.ts';
import { value } from '../../../support/thin-line.ts';
import { meetingHouse } from '../met-pair.ts';

/** R9 in full: ROUNDS=100 TAPS=200. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
const TAPS = Number(process.env['TAPS'] ?? 40);
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STATEMENT_TIMEOUT = '57014';
const patience = 60_000 + ROUNDS * TAPS * 200;

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeAll(async () => {
  house = await meetingHouse();
});
afterAll(() => house.close());

const hourOf = (round: number) => {
  const startsAt = new Date(Date.parse('2027-02-15T11:00:00Z') + round * 7200_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 3600_000), checked: true };
};

const proposalFor = (pairId: string, occurrenceId: string): TimeProposal => ({
  id: randomUUID(),
  programmeId: house.programme.id,
  pairId,
  occurrenceId,
  because: 'asked',
  raisedBy: 'system',
  raisedAt: house.clock.now(),
  movedFrom: null,
  wished: null,
  state: 'open',
  round: 1,
  hours: [],
  refused: [],
  agreedStart: null,
  askedAt: null,
  closedAt: null,
});

/** Whoever can't be served in time, with so many before them, taps again. */
async function confirm(proposalId: string, by: string, startsAt: Date): Promise<ChooseOutcome> {
  for (;;) {
    try {
      return value(await chooseTime(house.deps)({ proposalId, round: 1, by, suits: [startsAt], via: 'card' }));
    } catch (error) {
      // No connection, or no lock, in time: nothing was changed.
      const { message, code } = error as Error & { code?: string };
      if (!/^timeout exceeded/.test(message) && code !== STATEMENT_TIMEOUT) throw error;
    }
  }
}

const movesOrdered = async () => (await house.jobsNamed('move-occurrence')).length;

test(
  'one proposal, confirmed by both at once and again and again: one agreement, one move',
  async () => {
    const { pair, meetings } = await house.bookedPair();
    for (let round = 0; round < ROUNDS; round++) {
      const hour = hourOf(round);
      const before = await movesOrdered();
      const proposal = { ...proposalFor(pair.id, meetings[1]!.id), hours: [hour] };
      await house.transact(systemScope, ({ timeProposals }) => timeProposals.add(proposal));
      const outcomes = await Promise.all(
        Array.from({ length: TAPS }, (_, at) =>
          confirm(proposal.id, at % 2 === 0 ? pair.mentorId : pair.menteeId, hour.startsAt),
        ),
      );
      expect(outcomes.filter((one) => one === 'agreed')).toHaveLength(1);
      expect(await movesOrdered()).toBe(before + 1);
      const { state, ...agreed } = await house.proposal(proposal.id);
      expect(state).toBe('agreed');
      await house.transact(systemScope, ({ timeProposals }) =>
        timeProposals.save({ ...agreed, state: 'over', closedAt: house.clock.now() }),
      );
    }
  },
  patience,
);

test(
  'one hour of a senior, confirmed for many pairs at once: exactly one of them has it',
  async () => {
    const menteeId = randomUUID();
    const rivals: { mentorId: string; proposal: TimeProposal }[] = [];
    for (let at = 0; at < TAPS; at++) {
      const { pair, meetings } = await house.bookedPair({ menteeId });
      rivals.push({ mentorId: pair.mentorId, proposal: proposalFor(pair.id, meetings[1]!.id) });
    }
    for (let round = 0; round < ROUNDS; round++) {
      const hour = hourOf(round);
      const before = await movesOrdered();
      await house.transact(systemScope, async ({ timeProposals }) => {
        for (const { mentorId, proposal } of rivals) {
          proposal.id = randomUUID();
          await timeProposals.add({ ...proposal, hours: [hour] });
          const said = { personId: mentorId, answeredBy: mentorId, via: 'card' as const, at: house.clock.now() };
          const choice = { proposalId: proposal.id, round: 1, suits: [hour.startsAt], ...said };
          await timeProposals.saveChoice(choice, house.programme.id);
        }
      });
      const outcomes = await Promise.all(rivals.map(({ proposal }) => confirm(proposal.id, menteeId, hour.startsAt)));
      expect(outcomes.filter((one) => one === 'agreed')).toHaveLength(1);
      expect(outcomes.filter((one) => one === 'looking')).toHaveLength(TAPS - 1);
      expect(await movesOrdered()).toBe(before + 1);
      await house.transact(systemScope, async ({ timeProposals }) => {
        for (const { proposal } of rivals) {
          await timeProposals.save({ ...proposal, hours: [hour], state: 'over', closedAt: house.clock.now() });
        }
      });
    }
  },
  patience,
);
