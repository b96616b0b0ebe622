import type { Programme } from '../programme/programme.ts';
import { matchSnapshot, type SnapshotStores } from './match-snapshot.ts';
import type { MatchEnrolment, MatchInput, MatchRole } from './match-types.ts';
import type { Pair } from './ports.ts';
import {
  byPair,
  isPair,
  matchSettingsOf,
  pairKey,
  type Decision,
  type Lock,
  type PairOfIds,
  type ScenarioSettings,
} from './scenario.ts';

/** What the engine is told of a lock; a coordinator's own words stay out of results. */
export const lockedByCoordinator = 'decided by a coordinator';
export const meetsAlready = 'already meeting';

type Decided = { settings: ScenarioSettings; locked: Lock[]; forbidden: Decision[] };

/** Who plays which role, with the places that they have and those that are taken for good. */
export type Seats = Map<string, { role: MatchRole; capacity: number; meeting: number }>;

export type ScenarioInput = {
  input: MatchInput;
  /** Pairs on the programme's own list of those that are never made. */
  never: PairOfIds[];
  /** All who take part, with or without a place left. */
  everybody: MatchEnrolment[];
  /** Pairs of earlier rounds that go on, all of them locked in `input`. */
  alreadyMeeting: PairOfIds[];
  seats: Seats;
};

/**
 * What the matcher looks at for a scenario, as it is in this transaction (the system's scope). Pairs that meet already
 * are locked, so that a later round adds to them; decisions about people who are gone are left out.
 */
export async function scenarioInput(
  stores: SnapshotStores,
  programme: Programme,
  { settings, locked, forbidden }: Decided,
): Promise<ScenarioInput> {
  const input = await matchSnapshot(stores, programme.id, matchSettingsOf(settings, programme));
  const live = (await stores.pairs.inProgramme(programme.id)).filter((pair) => pair.state === 'live');
  const { enrolments, alreadyMeeting, seats } = seatsOf(input.enrolments, live);
  const meeting = new Set(live.map(pairKey));
  const known = new Set(input.people.map((person) => person.id));
  const isHere = ({ mentorId, menteeId }: PairOfIds) => known.has(mentorId) && known.has(menteeId);
  const never = input.forbidden;
  const ownWord = forbidden.map(pairOnly).filter((one) => !never.some(isPair(one)));
  const locks = locked.filter((lock) => !meeting.has(pairKey(lock)) && isHere(lock));
  return {
    input: {
      ...input,
      enrolments,
      // That they meet now is no reason against their going on.
      past: input.past.filter((pair) => !meeting.has(pairKey(pair))),
      forbidden: [...never, ...ownWord].filter((one) => !meeting.has(pairKey(one)) && isHere(one)),
      locked: [
        ...alreadyMeeting.map((pair) => ({ ...pair, reason: meetsAlready })),
        ...locks.map((lock) => ({
          ...pairOnly(lock),
          ...(lock.overrides.length > 0 && { reason: lockedByCoordinator }),
        })),
      ].sort(byPair),
    },
    never,
    everybody: input.enrolments,
    alreadyMeeting,
    seats,
  };
}

const pairOnly = ({ mentorId, menteeId }: PairOfIds): PairOfIds => ({ mentorId, menteeId });

/**
 * Places less those that are taken: a partner who has left the organisation keeps theirs until the pair is ended, and
 * somebody who took more partners on than they would now keeps these and gets no more.
 */
function seatsOf(
  all: MatchEnrolment[],
  live: Pair[],
): { enrolments: MatchEnrolment[]; alreadyMeeting: PairOfIds[]; seats: Seats } {
  const here = new Set(all.map(({ personId }) => personId));
  const alreadyMeeting = live.filter((pair) => here.has(pair.mentorId) && here.has(pair.menteeId)).map(pairOnly);
  const count = (pairs: PairOfIds[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const id of pairs.flatMap((pair) => [pair.mentorId, pair.menteeId])) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const [meeting, taken] = [count(alreadyMeeting), count(live)];
  const enrolments: MatchEnrolment[] = [];
  const seats: Seats = new Map();
  for (const enrolment of all) {
    const { personId, role } = enrolment;
    const now = meeting.get(personId) ?? 0;
    const capacity = Math.max(now, enrolment.capacity - (taken.get(personId) ?? 0) + now);
    if (capacity > 0) enrolments.push({ ...enrolment, capacity });
    seats.set(personId, { role, capacity, meeting: now });
  }
  return { enrolments, alreadyMeeting: alreadyMeeting.sort(byPair), seats };
}

/** Free places of somebody once this scenario's locks are taken off. */
export function freePlaces({ seats }: ScenarioInput, locked: Lock[], personId: string): number {
  const seat = seats.get(personId);
  if (!seat) return 0;
  const taken = locked.filter((lock) => lock.mentorId === personId || lock.menteeId === personId).length;
  return seat.capacity - seat.meeting - taken;
}

/** Whether these two meet already, from an earlier round. */
export const meets = ({ alreadyMeeting }: ScenarioInput, pair: PairOfIds): boolean => alreadyMeeting.some(isPair(pair));
