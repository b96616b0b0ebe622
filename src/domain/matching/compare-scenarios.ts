import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import { noSuchScenario } from './change-scenario.ts';
import type { MatchedPair, MatchRole } from './match-types.ts';
import { withoutOwn } from './own-pair.ts';
import type { ScenarioStore } from './ports.ts';
import { pairKey, type PairOfIds, type Scenario } from './scenario.ts';

type Deps = { transact: Transact<{ scenarios: ScenarioStore }> };
type Input = { programmeId: ProgrammeId; scenarioId: ScenarioId; otherId: ScenarioId; by: PersonId };

type ScoredPair = PairOfIds & { score: number };
type Seat = { personId: PersonId; role: MatchRole };

export type Comparison = {
  a: Scenario;
  b: Scenario;
  onlyInA: ScoredPair[];
  onlyInB: ScoredPair[];
  inBoth: (PairOfIds & { scoreInA: number; scoreInB: number })[];
  /** People with a partner in one of the two only. */
  matchedOnlyInA: Seat[];
  matchedOnlyInB: Seat[];
};

/** Two results side by side, without the reader's own pair. Fault: `no-result` while one of them has none. */
export const compareScenarios =
  (deps: Deps) =>
  async ({ programmeId, scenarioId, otherId, by }: Input): Promise<Result<Comparison>> =>
    deps.transact({ kind: 'programme', programmeId }, async ({ scenarios }) => {
      const [a, b] = [await scenarios.get(programmeId, scenarioId), await scenarios.get(programmeId, otherId)];
      if (!a || !b) return noSuchScenario();
      const ofA = await scenarios.result(programmeId, a.id);
      const ofB = await scenarios.result(programmeId, b.id);
      if (!ofA || !ofB) {
        return fault('no-result', `${ofA ? b.name : a.name} has not been run yet, so there is nothing to compare.`);
      }
      return ok({ a, b, ...compare(ofA.outcome.pairs, ofB.outcome.pairs, by) });
    });

function compare(allOfA: MatchedPair[], allOfB: MatchedPair[], reader: PersonId): Omit<Comparison, 'a' | 'b'> {
  const [a, b] = [withoutOwn(allOfA, reader), withoutOwn(allOfB, reader)];
  const [inA, inB] = [byKey(a), byKey(b)];
  const only = (pairs: MatchedPair[], others: Map<string, MatchedPair>): ScoredPair[] =>
    pairs
      .filter((pair) => !others.has(pairKey(pair)))
      .map(({ mentorId, menteeId, score }) => ({ mentorId, menteeId, score }));
  // The reader's own partner must not seem to have nobody.
  const [allSeatsA, allSeatsB] = [seatsOf(allOfA), seatsOf(allOfB)];
  const onlySeats = (seats: Map<string, Seat>, others: Map<string, Seat>): Seat[] =>
    [...seats].filter(([key]) => !others.has(key)).map(([, seat]) => seat);
  return {
    onlyInA: only(a, inB),
    onlyInB: only(b, inA),
    inBoth: a.flatMap((pair) => {
      const other = inB.get(pairKey(pair));
      const { mentorId, menteeId, score } = pair;
      return other ? [{ mentorId, menteeId, scoreInA: score, scoreInB: other.score }] : [];
    }),
    matchedOnlyInA: onlySeats(seatsOf(a), allSeatsB),
    matchedOnlyInB: onlySeats(seatsOf(b), allSeatsA),
  };
}

const byKey = (pairs: MatchedPair[]): Map<string, MatchedPair> => new Map(pairs.map((pair) => [pairKey(pair), pair]));

const seatsOf = (pairs: MatchedPair[]): Map<string, Seat> =>
  new Map(
    pairs
      .flatMap(({ mentorId, menteeId }): Seat[] => [
        { personId: mentorId, role: 'mentor' },
        { personId: menteeId, role: 'mentee' },
      ])
      .map((seat) => [`${seat.role} ${seat.personId}`, seat]),
  );
