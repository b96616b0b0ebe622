import type { Grid } from './grid.ts';
import { createMarks, type Marks } from './marks.ts';
import { eachSeries, noSeries, type Choice, type PairSeries } from './pair-series.ts';
import { isLess, MOST_MEETINGS, MOST_PAIRS, SECOND_ON_DAY, type Cost } from './weights.ts';

export type GroupAnswer = { choices: Choice[]; proven: boolean };

/** How many candidates a group may hold, and how often one may be looked at, before the best so far is taken. */
export type WorkAllowed = { candidates: number; looks: number };

/** The cheapest series beside those that stand; `limit` is what it has to undercut. */
export function cheapestBeside(pair: PairSeries, marks: Marks | null, limit: Cost = noSeries(pair)): Choice {
  const least = { high: limit.high, low: limit.low };
  let best = noSeries(pair);
  eachSeries(pair, least, (choice) => {
    const seconds = marks?.secondsOf(pair, choice) ?? 0;
    const high = choice.high + seconds * SECOND_ON_DAY;
    if (seconds === -1 || !isLess({ high, low: choice.low }, least)) return;
    best = choice;
    least.high = high;
    least.low = choice.low;
  });
  return best;
}

/**
 * The best series for a few pairs together.
 *
 * Method: a first answer by placing one after the other and then each anew beside the rest. What is left of it when the
 * other pairs are given their own least costs is the most that a pair's series may cost in a better answer, so that few
 * candidates remain. Then depth first, the pair with fewest candidates first, each from the cheapest up; the bound is
 * what stands, plus each remaining pair's cheapest candidate that fits beside it. Exact, unless the work allowed ends.
 */
export function searchGroup(grid: Grid, pairs: PairSeries[], alone: Choice[], work: WorkAllowed): GroupAnswer {
  const marks = createMarks(grid, sharedPeople(pairs));
  const first = placeInTurns(pairs, marks);
  if (pairs.length > MOST_PAIRS || pairs.length * pairs[0]!.count > MOST_MEETINGS) {
    return { choices: first.choices, proven: false };
  }
  const lists = candidatesUnder(pairs, alone, first.total, work.candidates);
  if (!lists) return { choices: first.choices, proven: false };
  return descend(pairs, lists, marks, first, work.looks);
}

/** People who are in more than one of the pairs. */
export function sharedPeople(pairs: PairSeries[]): Set<number> {
  const people = pairs.flatMap((pair) => pair.seats.map(({ person }) => person));
  const seen = new Set<number>();
  return new Set(people.filter((person) => seen.has(person) || !seen.add(person)));
}

type Standing = { choices: Choice[]; total: Cost };

/** A good answer, not always the best: each pair once as the first, the rest in turn, then each anew beside the rest. */
function placeInTurns(pairs: PairSeries[], marks: Marks): Standing {
  let best: Standing | undefined;
  for (let start = 0; start < Math.min(pairs.length, 4); start++) {
    const choices: Choice[] = [];
    for (let k = 0; k < pairs.length; k++) {
      const at = (start + k) % pairs.length;
      choices[at] = cheapestBeside(pairs[at]!, marks);
      marks.put(pairs[at]!, choices[at]);
    }
    improve(pairs, choices, marks);
    pairs.forEach((pair, at) => marks.take(pair, choices[at]!));
    const total = totalOf(pairs, choices, marks);
    if (!best || isLess(total, best.total)) best = { choices, total };
  }
  return best!;
}

/** Places each pair anew beside the rest, until nobody gains; `choices` stand in the marks before and after. */
export function improve(pairs: PairSeries[], choices: Choice[], marks: Marks): void {
  for (let gained = true, round = 0; gained && round < 4; round++) {
    gained = false;
    pairs.forEach((pair, at) => {
      const before = choices[at]!;
      marks.take(pair, before);
      const seconds = marks.secondsOf(pair, before);
      const cost = { high: before.high + seconds * SECOND_ON_DAY, low: before.low };
      const found = cheapestBeside(pair, marks, cost);
      if (found.base !== -1) {
        choices[at] = found;
        gained = true;
      }
      marks.put(pair, choices[at]!);
    });
  }
}

/** With the second sessions that they bring each other. Leaves the marks as they were. */
function totalOf(pairs: PairSeries[], choices: Choice[], marks: Marks): Cost {
  const total = { high: 0, low: 0 };
  pairs.forEach((pair, at) => {
    total.high += choices[at]!.high + marks.secondsOf(pair, choices[at]!) * SECOND_ON_DAY;
    total.low += choices[at]!.low;
    marks.put(pair, choices[at]!);
  });
  pairs.forEach((pair, at) => marks.take(pair, choices[at]!));
  return total;
}

/** All series that a better answer could hold, the cheapest first; null where they are too many. */
function candidatesUnder(pairs: PairSeries[], alone: Choice[], total: Cost, most: number): Choice[][] | null {
  const least = { high: 0, low: 0 };
  for (const choice of alone) {
    least.high += choice.high;
    least.low += choice.low;
  }
  const lists: Choice[][] = [];
  let count = 0;
  for (const [at, pair] of pairs.entries()) {
    const own = alone[at]!;
    const limit = { high: total.high - least.high + own.high, low: total.low - least.low + own.low };
    const list: Choice[] = [];
    eachSeries(pair, { ...limit }, (choice) => {
      if (count++ < most) list.push(choice);
    });
    if (count > most) return null;
    if (isLess(noSeries(pair), limit)) list.push(noSeries(pair));
    lists.push(list.sort((a, b) => a.high - b.high || a.low - b.low));
  }
  return lists;
}

function descend(pairs: PairSeries[], lists: Choice[][], marks: Marks, first: Standing, looks: number): GroupAnswer {
  const order = [...pairs.keys()].sort((a, b) => lists[a]!.length - lists[b]!.length || a - b);
  const chosen: Choice[] = [];
  let best = first;
  let left = looks;

  /** `from`, `bounds`: of each pair that remains, the first candidate that may fit, and the least cost of one. */
  function place(depth: number, standing: Cost, from: number[], bounds: Cost[]): void {
    const at = order[depth]!;
    const rest = { ...standing };
    for (const later of order.slice(depth + 1)) {
      rest.high += bounds[later]!.high;
      rest.low += bounds[later]!.low;
    }
    const list = lists[at]!;
    for (let k = from[at]!; k < list.length; k++) {
      const choice = list[k]!;
      if (!isLess({ high: rest.high + choice.high, low: rest.low + choice.low }, best.total)) return;
      if (--left < 0) return;
      const seconds = marks.secondsOf(pairs[at]!, choice);
      if (seconds === -1) continue;
      const own = { high: choice.high + seconds * SECOND_ON_DAY, low: choice.low };
      if (!isLess({ high: rest.high + own.high, low: rest.low + own.low }, best.total)) continue;
      const after = { high: standing.high + own.high, low: standing.low + own.low };
      chosen[at] = choice;
      if (depth === order.length - 1) {
        best = { choices: [...chosen], total: after };
        continue;
      }
      marks.put(pairs[at]!, choice);
      const next = boundsBeside(depth, after, from, bounds);
      if (next) place(depth + 1, after, next.from, next.bounds);
      marks.take(pairs[at]!, choice);
    }
  }

  /** Null where no answer beside what stands is better than the best. */
  function boundsBeside(depth: number, standing: Cost, from: number[], bounds: Cost[]) {
    const sum = { ...standing };
    const remaining = order.slice(depth + 1);
    for (const at of remaining) {
      sum.high += bounds[at]!.high;
      sum.low += bounds[at]!.low;
    }
    const next = { from: [...from], bounds: [...bounds] };
    for (const at of remaining) {
      const others = { high: sum.high - bounds[at]!.high, low: sum.low - bounds[at]!.low };
      const limit = { high: best.total.high - others.high, low: best.total.low - others.low };
      const list = lists[at]!;
      let least: Cost | undefined;
      for (let k = from[at]!; k < list.length; k++) {
        const choice = list[k]!;
        if (!isLess(choice, least ?? limit) || --left < 0) break;
        const seconds = marks.secondsOf(pairs[at]!, choice);
        if (seconds === -1) continue;
        if (!least) next.from[at] = k;
        const cost = { high: choice.high + seconds * SECOND_ON_DAY, low: choice.low };
        if (!least || isLess(cost, least)) least = cost;
      }
      if (!least || !isLess(least, limit)) return null;
      next.bounds[at] = least;
      sum.high = others.high + least.high;
      sum.low = others.low + least.low;
    }
    return next;
  }

  const none = { high: 0, low: 0 };
  place(
    0,
    none,
    lists.map(() => 0),
    lists.map((list) => list[0] ?? none),
  );
  return { choices: best.choices, proven: left >= 0 };
}
