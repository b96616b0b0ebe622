import type { PersonId } from '../kernel/ids.ts';

/** Someone to whom concerns can be told in confidence. `awayUntil` is the last day of an absence (YYYY-MM-DD). */
export type SupportContact = { personId: PersonId; awayUntil: string | null };

/** The two for a pair; without a first there is no second. */
export type SupportChoice = { first: PersonId | null; second: PersonId | null };

type PairOfPeople = { mentorId: PersonId; menteeId: PersonId };

/** What decides who may be whose contact. */
export type SupportCircumstances = {
  /** In the coordinators' order. */
  contacts: SupportContact[];
  coordinators: PersonId[];
  leavers: ReadonlySet<PersonId>;
  /** YYYY-MM-DD where the programme is. */
  today: string;
  /** Everybody of the pairs, all contacts, and everybody above them. */
  seats: { id: PersonId; managerId: PersonId | null }[];
  /** Every live pair of the programme, these among them. */
  pairs: PairOfPeople[];
};

/**
 * The first two of the list who are there and stand apart from both: not one of the two, nor a partner of theirs, nor in
 * either's reporting line at any depth in either direction, nor a coordinator. Whoever is away is passed over for the
 * next, until they are back. In the order of `pairs`.
 */
export function chooseSupport<Pair extends PairOfPeople>(
  pairs: Pair[],
  circumstances: SupportCircumstances,
): (Pair & SupportChoice)[] {
  const { contacts, coordinators, leavers, today } = circumstances;
  const above = linesIn(circumstances.seats);
  const partnersOf = partnersIn([...circumstances.pairs, ...pairs]);
  const present = contacts.filter(
    ({ personId, awayUntil }) =>
      (awayUntil === null || awayUntil < today) && !coordinators.includes(personId) && !leavers.has(personId),
  );
  const inLine = (a: PersonId, b: PersonId): boolean => above(a).has(b) || above(b).has(a);
  return pairs.map((pair) => {
    const two = [pair.mentorId, pair.menteeId];
    const near = new Set(two.flatMap((id) => [id, ...(partnersOf.get(id) ?? [])]));
    const eligible = (personId: PersonId): boolean =>
      !near.has(personId) && !two.some((member) => inLine(member, personId));
    const chosen: PersonId[] = [];
    for (const { personId } of present) {
      if (chosen.length < 2 && eligible(personId)) chosen.push(personId);
    }
    return { ...pair, first: chosen[0] ?? null, second: chosen[1] ?? null };
  });
}

/** Of these pairs those who would have no support contact, or no second one. */
export const supportGaps = <Pair extends PairOfPeople>(
  pairs: Pair[],
  circumstances: SupportCircumstances,
): (Pair & { contacts: 0 | 1 })[] =>
  chooseSupport(pairs, circumstances).flatMap(({ first, second, ...pair }) =>
    second === null ? [{ ...(pair as unknown as Pair), contacts: first === null ? (0 as const) : (1 as const) }] : [],
  );

/** Everybody above a person; a circle of managers is walked once. */
function linesIn(seats: SupportCircumstances['seats']): (id: PersonId) => ReadonlySet<PersonId> {
  const managerOf = new Map(seats.map(({ id, managerId }) => [id, managerId]));
  const lines = new Map<PersonId, Set<PersonId>>();
  return (id) => {
    const known = lines.get(id);
    if (known) return known;
    const line = new Set<PersonId>();
    for (let at = managerOf.get(id) ?? null; at !== null && !line.has(at); at = managerOf.get(at) ?? null) line.add(at);
    lines.set(id, line);
    return line;
  };
}

function partnersIn(pairs: PairOfPeople[]): Map<PersonId, PersonId[]> {
  const partners = new Map<PersonId, PersonId[]>();
  for (const { mentorId, menteeId } of pairs) {
    partners.set(mentorId, [...(partners.get(mentorId) ?? []), menteeId]);
    partners.set(menteeId, [...(partners.get(menteeId) ?? []), mentorId]);
  }
  return partners;
}
