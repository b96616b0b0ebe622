import type { ProgrammeId } from '../kernel/ids.ts';
import type { Participant } from '../people/people.ts';
import type { ChartStore, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, PairListStore, PartnerRequestStore, ProgrammeStore } from '../programme/ports.ts';
import type { Enrolment, ListedPair, PairListName, PartnerRequests } from '../programme/programme.ts';
import type { MatchInput, MatchPerson, MatchSettings, MentorMentee } from './match-types.ts';
import type { PairStore } from './ports.ts';

export type SnapshotStores = {
  programmes: ProgrammeStore;
  enrolments: EnrolmentStore;
  partnerRequests: PartnerRequestStore;
  pairLists: PairListStore;
  chart: ChartStore;
  participants: ParticipantStore;
  pairs: PairStore;
};

/**
 * All that the matcher looks at, as it is in this transaction: those who joined, what they said, and everybody above them
 * in the chart. Who else is in it makes no difference to any pair.
 */
export async function matchSnapshot(
  stores: SnapshotStores,
  programmeId: ProgrammeId,
  settings: MatchSettings,
): Promise<MatchInput> {
  const active = (await stores.enrolments.inProgramme(programmeId)).filter((e) => e.state === 'active');
  // Whoever has left the organisation is still enrolled until somebody says so, and must not get a partner.
  const left = await stores.chart.leavers(active.map((enrolment) => enrolment.personId));
  const enrolments = active.filter((enrolment) => !left.has(enrolment.personId));
  const ids = enrolments.map((enrolment) => enrolment.personId);
  const details = new Map((await stores.participants.list(ids)).map((person) => [person.id, person]));
  const chart = await stores.chart.linesOf(ids);
  const inChart = new Set(chart.map((person) => person.id));
  const outside = ids.filter((id) => !inChart.has(id)).map((id) => ({ id, managerId: null }));
  const programme = await stores.programmes.get(programmeId);
  const requests = new Map((await stores.partnerRequests.inProgramme(programmeId)).map((one) => [one.personId, one]));
  const named = await namedOutside(stores.chart, requests.values(), new Set([...inChart, ...ids]));
  const isKnown = new Set([...inChart, ...ids, ...named]);
  const listed = pairsOn(await stores.pairLists.inProgramme(programmeId), enrolments);
  return {
    people: [...chart, ...outside, ...named.map((id) => ({ id, managerId: null }))].map((seat) =>
      withDetails(seat, details.get(seat.id)),
    ),
    enrolments: enrolments.map((enrolment) => ({
      personId: enrolment.personId,
      role: enrolment.role,
      offers: enrolment.offers,
      wants: enrolment.wants,
      ...(enrolment.area === null ? {} : { area: enrolment.area }),
      languages: enrolment.languages,
      // The coordinator may have lowered the largest since.
      capacity: Math.min(enrolment.capacity, programme?.largestCapacity[enrolment.role] ?? 1),
      avoid: (requests.get(enrolment.personId)?.avoid ?? []).filter((id) => isKnown.has(id)),
      wishes: (requests.get(enrolment.personId)?.wishes ?? []).filter((id) => isKnown.has(id)),
      ...(enrolment.waitingSince === null ? {} : { waitingSince: enrolment.waitingSince.toISOString().slice(0, 10) }),
    })),
    past: [...(await stores.pairs.past(ids)), ...listed.asPairs('paired-before')],
    forbidden: listed.asPairs('never-pair'),
    locked: [],
    history: (await stores.chart.formerManagers(ids)).map(({ personId, managerId, until }) => ({
      personId,
      managerId,
      until: until.toISOString().slice(0, 10),
    })),
    together: listed.on('works-together').map(({ one, other }) => ({ a: one, b: other })),
    current: [],
    settings,
  };
}

/** What the matcher looks at of a person, beside their place in the chart. */
export function withDetails(seat: Seat, known: Participant | undefined): MatchPerson {
  if (!known) return seat;
  return {
    ...seat,
    ...(known.department === null ? {} : { department: known.department }),
    ...(known.officeLocation === null ? {} : { location: known.officeLocation }),
    ...(known.timeZone === null ? {} : { timeZone: known.timeZone }),
    ...(known.worksFrom === null ? {} : { worksFrom: known.worksFrom }),
    ...(known.worksTo === null ? {} : { worksTo: known.worksTo }),
    ...(known.grade === null ? {} : { grade: known.grade }),
  };
}

/** The coordinator's own lists, as far as both people of a pair have joined. */
function pairsOn(listed: (ListedPair & { list: PairListName })[], enrolments: Enrolment[]) {
  const role = new Map(enrolments.map((enrolment) => [enrolment.personId, enrolment.role]));
  const on = (list: PairListName): ListedPair[] =>
    listed.filter((pair) => pair.list === list && role.has(pair.one) && role.has(pair.other));
  return {
    on,
    /** Those who could be a pair at all. */
    asPairs: (list: PairListName): MentorMentee[] =>
      on(list)
        .filter(({ one, other }) => role.get(one) !== role.get(other))
        .map(({ one, other }) =>
          role.get(one) === 'mentor' ? { mentorId: one, menteeId: other } : { mentorId: other, menteeId: one },
        ),
  };
}

/**
 * All of an input that a result can depend on, as a text: the same whatever the order in which the database tells its
 * rows. Of the chart that is the lines from those who joined up to their roots; who else moved makes no difference.
 */
export function canonicalInput(input: MatchInput): string {
  const byId = new Map(input.people.map((person) => [person.id, person]));
  const concerned = new Map<string, MatchPerson>();
  for (const { personId } of input.enrolments) {
    for (let person = byId.get(personId); person && !concerned.has(person.id);) {
      concerned.set(person.id, person);
      person = person.managerId === null ? undefined : byId.get(person.managerId);
    }
  }
  const byKey = <T>(rows: Iterable<T>, key: (row: T) => string): T[] =>
    [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const ordered = {
    ...input,
    people: byKey(concerned.values(), (person) => person.id).map(({ grade, ...person }) =>
      // Where levels come from the chart, a grade makes no difference.
      grade === undefined || input.settings.levels.from === 'depth' ? person : { ...person, grade },
    ),
    enrolments: byKey(input.enrolments, (enrolment) => `${enrolment.personId} ${enrolment.role}`).map((enrolment) => ({
      ...enrolment,
      offers: enrolment.offers.toSorted(),
      wants: enrolment.wants.toSorted(),
      languages: enrolment.languages.toSorted(),
      avoid: enrolment.avoid.toSorted(),
    })),
    past: byKey(input.past, pairKey),
    forbidden: byKey(input.forbidden, pairKey),
    locked: byKey(input.locked, pairKey),
    current: byKey(input.current, pairKey),
    together: byKey(
      input.together.map(({ a, b }) => (a < b ? { a, b } : { a: b, b: a })),
      ({ a, b }) => `${a} ${b}`,
    ),
    history: byKey(input.history, (entry) => `${entry.personId} ${entry.managerId} ${entry.until ?? ''}`),
  };
  return JSON.stringify(ordered, withSortedKeys);
}

const pairKey = ({ mentorId, menteeId }: MentorMentee): string => `${mentorId} ${menteeId}`;

/** Settings that have been kept in the database come back with their names in another order. */
const withSortedKeys = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

type Seat = { id: string; managerId: string | null };

/** Whom people wished for or asked to avoid keeps a place in their lists while in the organisation, joined or not. */
async function namedOutside(
  chart: ChartStore,
  requests: Iterable<PartnerRequests>,
  known: Set<string>,
): Promise<string[]> {
  const named = new Set(
    [...requests].flatMap(({ avoid, wishes }) => [...avoid, ...wishes]).filter((id) => !known.has(id)),
  );
  if (named.size === 0) return [];
  return (await chart.linesOf([...named])).map(({ id }) => id).filter((id) => named.has(id));
}
