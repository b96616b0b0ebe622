import type { Random } from '../random.ts';
import type { Seat } from './seats.ts';

/**
 * A connected top part of the chart with `limit` seats: half of it the upper levels one after the other, the other
 * half people from anywhere with everybody above them, so that juniors of every depth are there.
 */
export function topPart(seats: Seat[], limit: number, random: Random): Seat[] {
  if (seats.length <= limit) return seats;
  const byKey = new Map(seats.map((seat) => [seat.key, seat]));
  const chosen = new Set<string>();
  const add = (seat: Seat): void => {
    if (chosen.size < limit) chosen.add(seat.key);
  };
  const depths = seats.map((seat) => ({ seat, depth: lineAbove(seat, byKey).length }));
  depths.sort((one, other) => one.depth - other.depth);
  for (const { seat } of depths.slice(0, Math.ceil(limit / 2))) add(seat);
  while (chosen.size < limit) {
    const seat = random.pick(seats);
    for (const above of lineAbove(seat, byKey).reverse()) add(above);
    add(seat);
  }
  return seats.filter((seat) => chosen.has(seat.key));
}

/** Everybody above a seat, the nearest first. */
function lineAbove(seat: Seat, byKey: Map<string, Seat>): Seat[] {
  const line: Seat[] = [];
  for (let at = seat; at.managerKey !== null;) {
    at = byKey.get(at.managerKey)!;
    line.push(at);
  }
  return line;
}
