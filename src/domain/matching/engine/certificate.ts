import type { MatchCertificate, Prices } from '../match-types.ts';
import type { Settled } from './assign.ts';
import { leastCell, scoreAt, worthOf, type Problem } from './problem.ts';
import type { Facing } from './roster.ts';
import type { Side } from './side.ts';
import type { Run } from './run.ts';

/** The proof with ids instead of nodes. */
export function certificateOf({ sides, problem, found }: Run): MatchCertificate {
  const { placeValue, waitingValue, scoreValue, currentValue, pairCost, current } = problem;
  const scoreOf = ({ level }: Settled) => scoreAt(problem, level.floor);
  return {
    placeValue,
    waitingValue,
    scoreValue,
    currentValue: current.size > 0 ? currentValue : 0,
    pairCost,
    people: pricesOf(sides, found.people),
    above: found.above && { score: scoreOf(found.above) - 1, prices: pricesOf(sides, found.above) },
    total: { floor: scoreOf(found.total), prices: pricesOf(sides, found.total) },
  };
}

function pricesOf({ rows, cols, rowsAreMentors }: Facing, { state: { price } }: Settled): Prices {
  const byId = (side: Side, from: number) =>
    Object.fromEntries(
      side.enrolments
        .map(({ personId }, k) => [personId, price[from + k]!] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  const [ofRows, ofCols] = [byId(rows, 0), byId(cols, rows.size)];
  return rowsAreMentors ? { mentors: ofRows, mentees: ofCols } : { mentors: ofCols, mentees: ofRows };
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
