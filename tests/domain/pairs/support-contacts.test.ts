import fc from 'fast-check';
import { chooseSupport, supportGaps, type SupportCircumstances } from '../../../src/domain/pairs/support-contacts.ts';

const today = '2027-03-01';
const size = 12;
const id = (n: number): string => `p${n}`;

/** People below one another, circles among them; some are listed, away, coordinators, gone; pairs of any of them. */
const worlds = fc
  .record({
    managers: fc.array(fc.option(fc.nat(size - 1)), { minLength: size, maxLength: size }),
    listed: fc.uniqueArray(fc.nat(size - 1), { maxLength: 8 }),
    away: fc.array(fc.constantFrom(null, '2027-02-28', today, '2027-03-02'), { minLength: 8, maxLength: 8 }),
    coordinators: fc.uniqueArray(fc.nat(size - 1), { maxLength: 2 }),
    leavers: fc.uniqueArray(fc.nat(size - 1), { maxLength: 2 }),
    pairs: fc.uniqueArray(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a !== b),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ managers, listed, away, coordinators, leavers, pairs }) => {
    const all = pairs.map(([mentor, mentee]) => ({ mentorId: id(mentor), menteeId: id(mentee) }));
    const circumstances: SupportCircumstances = {
      contacts: listed.map((n, k) => ({ personId: id(n), awayUntil: away[k] ?? null })),
      coordinators: coordinators.map(id),
      leavers: new Set(leavers.map(id)),
      today,
      seats: managers.map((manager, n) => ({
        id: id(n),
        managerId: manager === null || manager === n ? null : id(manager),
      })),
      pairs: all,
    };
    return { pairs: all, circumstances };
  });

/** By the words of the rule, person by person; a chain of managers is followed no further than there are people. */
function mayBe(
  contact: string,
  two: string[],
  { coordinators, leavers, seats, pairs, contacts }: SupportCircumstances,
) {
  const isAbove = (upper: string, lower: string): boolean => {
    let at = seats.find((seat) => seat.id === lower)?.managerId ?? null;
    for (let steps = 0; at !== null && steps < size; steps++) {
      if (at === upper) return true;
      at = seats.find((seat) => seat.id === at)?.managerId ?? null;
    }
    return false;
  };
  const awayUntil = contacts.find((one) => one.personId === contact)?.awayUntil ?? null;
  if (coordinators.includes(contact) || leavers.has(contact) || (awayUntil !== null && awayUntil >= today))
    return false;
  return two.every((person) => {
    const isPartner = pairs.some(
      ({ mentorId, menteeId }) =>
        (mentorId === person && menteeId === contact) || (menteeId === person && mentorId === contact),
    );
    return person !== contact && !isPartner && !isAbove(contact, person) && !isAbove(person, contact);
  });
}

test('the first two of the list who may, and nobody who may not; a gap is told exactly where there are fewer', () => {
  fc.assert(
    fc.property(worlds, ({ pairs, circumstances }) => {
      const chosen = chooseSupport(pairs, circumstances);
      const eligible = pairs.map(({ mentorId, menteeId }) =>
        circumstances.contacts
          .map(({ personId }) => personId)
          .filter((one) => mayBe(one, [mentorId, menteeId], circumstances)),
      );
      expect(chosen.map(({ first, second }) => [first, second])).toEqual(
        eligible.map((may) => [may[0] ?? null, may[1] ?? null]),
      );
      expect(supportGaps(pairs, circumstances)).toEqual(
        pairs.flatMap((pair, k) => (eligible[k]!.length < 2 ? [{ ...pair, contacts: eligible[k]!.length }] : [])),
      );
    }),
    { numRuns: 3000, seed: 20261122 },
  );
});
