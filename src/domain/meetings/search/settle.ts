import type { Grid } from './grid.ts';
import { createMarks } from './marks.ts';
import { noSeries, slotOf, type Choice, type PairSeries } from './pair-series.ts';
import { cheapestBeside, improve, searchGroup, sharedPeople, type WorkAllowed } from './search-group.ts';

export type Settled = { choices: Choice[]; proven: boolean[] };

/** A group that grows beyond so many pairs is placed one after the other. */
const MOST_TOGETHER = 10;

/**
 * The best series for any number of pairs.
 *
 * Method: independence detection (Standley, 'Finding optimal solutions to cooperative pathfinding problems', AAAI
 * 2010). Each pair gets its own best series as if it were alone. Pairs whose series disturb each other are then searched
 * together, as a group; groups that disturb each other become one; the rest stay as they are. Once nothing disturbs
 * anything, no answer is cheaper, since no group could be cheaper even by itself.
 *
 * A group that is too large, or whose search ran out of the work allowed, is not called proven, nor is one that it
 * disturbs: at the end their pairs are placed one after the other beside all the rest, until none of them gains.
 */
export function settle(grid: Grid, pairs: PairSeries[], work: WorkAllowed): Settled {
  const alone = pairs.map((pair) => cheapestBeside(pair, null));
  const choices = [...alone];
  const proven = pairs.map(() => true);
  const groups = pairs.map((_, at) => [at]);
  const groupOf = [...pairs.keys()];
  const neighbours = neighboursOf(pairs);

  for (let isSettled = false; !isSettled;) {
    const grown = new Set<number>();
    isSettled = true;
    for (const [a, b] of neighbours) {
      const [one, other] = [groupOf[a]!, groupOf[b]!];
      if (one === other || (!proven[a] && !proven[b])) continue;
      // A group that grows in this round will get other series: who is disturbed by those is seen in the next.
      if (grown.has(one) || grown.has(other)) continue;
      if (!disturb(grid, pairs[a]!, choices[a]!, pairs[b]!, choices[b]!)) continue;
      isSettled = false;
      if (proven[a] && proven[b]) grown.add(unite(one, other));
      else for (const at of groups[proven[a] ? one : other]!) proven[at] = false;
    }
    for (const group of grown) searchTogether(groups[group]!.sort((a, b) => a - b));
  }
  placeUnproven();
  return { choices, proven };

  function unite(one: number, other: number): number {
    const [into, from] = one < other ? [one, other] : [other, one];
    groups[into]!.push(...groups[from]!);
    for (const at of groups[from]!) groupOf[at] = into;
    groups[from] = [];
    return into;
  }

  function searchTogether(members: number[]): void {
    const answer =
      members.length <= MOST_TOGETHER
        ? searchGroup(
            grid,
            members.map((at) => pairs[at]!),
            members.map((at) => alone[at]!),
            work,
          )
        : null;
    members.forEach((at, k) => {
      if (answer) choices[at] = answer.choices[k]!;
      proven[at] = answer?.proven ?? false;
    });
  }

  function placeUnproven(): void {
    if (!proven.includes(false)) return;
    const marks = createMarks(grid, sharedPeople(pairs));
    pairs.forEach((pair, at) => {
      if (proven[at]) marks.put(pair, choices[at]!);
    });
    const rest = [...pairs.keys()].filter((at) => !proven[at]);
    for (const at of rest) {
      // What a group's search has found stands where it fits.
      if (marks.secondsOf(pairs[at]!, choices[at]!) === -1) choices[at] = noSeries(pairs[at]!);
      marks.put(pairs[at]!, choices[at]!);
    }
    const found = rest.map((at) => choices[at]!);
    improve(
      rest.map((at) => pairs[at]!),
      found,
      marks,
    );
    rest.forEach((at, k) => (choices[at] = found[k]!));
  }
}

/** Every two pairs who share a person. */
function neighboursOf(pairs: PairSeries[]): [number, number][] {
  const pairsOf = new Map<number, number[]>();
  pairs.forEach(({ seats }, at) => {
    for (const { person } of seats) pairsOf.set(person, [...(pairsOf.get(person) ?? []), at]);
  });
  return [...pairsOf.values()].flatMap((among) =>
    among.flatMap((a, k) => among.slice(k + 1).map((b): [number, number] => [a, b])),
  );
}

/** Whether two series overlap for a person who is in both, or meet on a day of a senior. */
function disturb(grid: Grid, one: PairSeries, a: Choice, other: PairSeries, b: Choice): boolean {
  if (a.base === -1 || b.base === -1) return false;
  const isShared = (person: number): boolean => other.seats.some((seat) => seat.person === person);
  return one.seats.some(({ person, slots, isSenior }) => {
    if (!isShared(person)) return false;
    for (let i = 0; i < one.count; i++) {
      const mine = slotOf(one, a, i);
      for (let j = 0; j < other.count; j++) {
        const theirs = slotOf(other, b, j);
        if (Math.abs(mine - theirs) < grid.reach) return true;
        if (isSenior && slots.days[mine] === slots.days[theirs]) return true;
      }
    }
    return false;
  });
}
