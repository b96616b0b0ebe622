import type { ChartRow } from './chart.ts';
import { rank } from './grades.ts';

/** One place in the chart for one person. */
export type Seat = { key: string; managerKey: string | null; grade: string; unit: string; title: string };

const SPAN = 10;
/** So many of a group's highest grade report to the senior post, as the chart says; above that they form teams. */
const TOP_SPAN = 20;

/**
 * One seat per person. The charts say of junior people only which senior post they belong to, so a middle layer is
 * INVENTED: within a senior post's unit, people of one grade manage those of the next grade down, at most ten each;
 * when a grade is too many for that, some of it lead the others, again at most ten each.
 */
export function seatPeople(rows: ChartRow[]): Seat[] {
  const seats: Seat[] = [];
  const groups = new Map<string, ChartRow[]>();
  for (const row of rows) {
    if (/-j\d+$/.test(row.id) && row.managerId !== null) {
      const name = `${row.managerId} ${row.unit}`;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [row]);
      else group.push(row);
    } else seats.push(...seatsOf(row));
  }
  for (const group of groups.values()) seats.push(...layered(group));
  return seats;
}

function seatsOf({ id, managerId, grade, unit, title, headcount }: ChartRow): Seat[] {
  return Array.from({ length: headcount }, (_, at) => {
    return { key: headcount === 1 ? id : `${id}/${at + 1}`, managerKey: managerId, grade, unit, title };
  });
}

function layered(rows: ChartRow[]): Seat[] {
  const layers = new Map<number, Seat[]>();
  for (const row of rows) {
    const layer = layers.get(rank(row.grade)) ?? [];
    layer.push(...seatsOf(row));
    layers.set(rank(row.grade), layer);
  }
  let above: Seat[] = [];
  for (const [, layer] of [...layers].sort(([one], [other]) => one - other)) {
    const capacity = above.length === 0 ? TOP_SPAN : above.length * SPAN;
    const leaders = Math.max(0, Math.ceil((layer.length - capacity) / SPAN));
    layer.forEach((seat, at) => {
      if (at >= capacity) seat.managerKey = layer[Math.floor((at - capacity) / SPAN)]!.key;
      else if (above.length > 0) seat.managerKey = above[at % above.length]!.key;
    });
    // Whoever already leads ten of their own grade manages nobody of the next.
    above = layer.slice(leaders);
  }
  return [...layers.values()].flat();
}
