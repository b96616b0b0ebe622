import type { ProgrammeId } from '../kernel/ids.ts';
import type { ChartStore, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore } from '../programme/ports.ts';
import type { MatchInput, MatchPerson, MatchSettings } from './match-types.ts';
import type { PairStore } from './ports.ts';

export type SnapshotStores = {
  enrolments: EnrolmentStore;
  chart: ChartStore;
  participants: ParticipantStore;
  pairs: PairStore;
};

/** All that the matcher looks at, as it is in this transaction: the whole chart, and what those who joined said. */
export async function matchSnapshot(
  stores: SnapshotStores,
  programmeId: ProgrammeId,
  settings: MatchSettings,
): Promise<MatchInput> {
  const enrolments = (await stores.enrolments.inProgramme(programmeId)).filter((e) => e.state === 'active');
  const ids = enrolments.map((enrolment) => enrolment.personId);
  const details = new Map((await stores.participants.list(ids)).map((person) => [person.id, person]));
  const chart = await stores.chart.all();
  const inChart = new Set(chart.map((person) => person.id));
  const outside = ids.filter((id) => !inChart.has(id)).map((id) => ({ id, managerId: null }));
  return {
    people: [...chart, ...outside].map(({ id, managerId }) => {
      const known = details.get(id);
      // A manager who has left is nobody's manager any more.
      const person = { id, managerId: managerId !== null && inChart.has(managerId) ? managerId : null };
      if (!known) return person;
      return {
        ...person,
        ...(known.department === null ? {} : { department: known.department }),
        ...(known.officeLocation === null ? {} : { location: known.officeLocation }),
        ...(known.timeZone === null ? {} : { timeZone: known.timeZone }),
        ...(known.worksFrom === null ? {} : { worksFrom: known.worksFrom }),
        ...(known.worksTo === null ? {} : { worksTo: known.worksTo }),
      };
    }),
    enrolments: enrolments.map((enrolment) => ({
      personId: enrolment.personId,
      role: enrolment.role,
      offers: enrolment.offers,
      wants: enrolment.wants,
      ...(enrolment.area === null ? {} : { area: enrolment.area }),
      languages: enrolment.languages,
      capacity: 1,
      avoid: [],
      wishes: [],
      ...(enrolment.waitingSince === null ? {} : { waitingSince: enrolment.waitingSince.toISOString().slice(0, 10) }),
    })),
    past: await stores.pairs.past(ids),
    forbidden: [],
    locked: [],
    history: (await stores.chart.formerManagers(ids)).map(({ personId, managerId, until }) => ({
      personId,
      managerId,
      until: until.toISOString().slice(0, 10),
    })),
    together: [],
    settings,
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
    people: byKey(concerned.values(), (person) => person.id),
    enrolments: byKey(input.enrolments, (enrolment) => `${enrolment.personId} ${enrolment.role}`),
    past: byKey(input.past, (pair) => `${pair.mentorId} ${pair.menteeId}`),
    history: byKey(input.history, (entry) => `${entry.personId} ${entry.managerId} ${entry.until ?? ''}`),
  };
  return JSON.stringify(ordered, withSortedKeys);
}

/** Settings that have been kept in the database come back with their names in another order. */
const withSortedKeys = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
