import type { MatchPerson } from '../match-types.ts';

/** Where everyone is in a list of people. */
export type PeopleIndex = {
  /** Of several people with one id, the first. */
  rowOf: Map<string, number>;
  /** Row of each person's manager; −1 for none, −2 for somebody who is not in the list. */
  manager: Int32Array;
};

export function indexOf(people: MatchPerson[]): PeopleIndex {
  const rowOf = new Map<string, number>();
  for (let row = people.length - 1; row >= 0; row--) rowOf.set(people[row]!.id, row);
  const manager = Int32Array.from(people, ({ managerId }) => (managerId === null ? -1 : (rowOf.get(managerId) ?? -2)));
  return { rowOf, manager };
}
