import type { MatchCertificate, Prices } from '../match-types.ts';
import type { Settled } from './assign.ts';
import { leastCell, scoreAt, worthOf, type Problem } from './problem.ts';
import type { Facing } from './roster.ts';
import type { Side } from './side.ts';
import type { Run } from './run.ts';

/** The proof with ids instead of nodes. */
export function certificateOf({ sides, problem, found }: Run): MatchCertificate {
  const { placeValue, waitingValue, scoreValue, currentValue, pairCost, current } = problem;
  const pricesOf = pricesBy(sides);
  const scoreOf = ({ level }: Settled) => scoreAt(problem, level.floor);
  return {
    placeValue,
    waitingValue,
    scoreValue,
    currentValue: current.size > 0 ? currentValue : 0,
    pairCost,
    people: pricesOf(found.people),
    above: found.above && { score: scoreOf(found.above) - 1, prices: pricesOf(found.above) },
    total: { floor: scoreOf(found.total), prices: pricesOf(found.total) },
  };
}

/** Everyone of a side by id, in the order of their ids. */
const byId = ({ enrolments }: Side): { id: string; at: number }[] =>
  enrolments.map(({ personId }, at) => ({ id: personId, at })).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

function pricesBy({ rows, cols, rowsAreMentors }: Facing): (settled: Settled) => Prices {
  const [ofRows, ofCols] = [byId(rows), byId(cols)];
  return ({ state: { price } }) => {
    const pricesOf = (people: { id: string; at: number }[], from: number) =>
      Object.fromEntries(people.map(({ id, at }) => [id, price[from + at]!]));
    const [forRows, forCols] = [pricesOf(ofRows, 0), pricesOf(ofCols, rows.size)];
    return rowsAreMentors ? { mentors: forRows, mentees: forCols } : { mentors: forCols, mentees: forRows };
  };
}

/** What no answer on the pairs of this level can be worth more than, as `MatchCertificate` says, from its prices alone. */
export function boundOf(problem: Problem, { level, state, complete }: Settled): bigint {
  const { source, places, barred } = problem;
  const least = leastCell(problem, level.floor);
  const { price, degree } = state;
  const { rows } = source;
  let bound = 0n;
  for (let node = 0; node < price.length; node++) {
    const count = places.count[node]!;
    if (count === 0) continue;
    bound += BigInt(Math.max(0, places.first[node]! + price[node]!));
    if (price[node]! > 0) bound += BigInt(count - 1) * BigInt(price[node]!);
  }
  let excess = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < degree[row]!; k++) {
      excess += Math.max(0, state.worthWith(row, k) - price[row]! - price[state.partnerOf(row, k)]!);
    }
    // Where the level is proven, no other pair has an excess.
    if (complete || places.count[row] === 0) continue;
    const cells = source.row(row);
    for (let col = 0; col < cells.length; col++) {
      if (cells[col]! < least || places.count[rows + col] === 0) continue;
      if (barred.has(row, col) || state.linked(row, rows + col)) continue;
      const worth = level.scored ? worthOf(problem, row, col, cells[col]!) : 0;
      excess += Math.max(0, worth - price[row]! - price[rows + col]!);
    }
  }
  return bound + BigInt(excess);
}
