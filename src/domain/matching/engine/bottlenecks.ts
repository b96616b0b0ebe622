/**
 * Why having candidates was not enough. From everyone without a partner, follow 'their candidates, those candidates'
 * partners, their candidates …'. Whoever is found shares the candidates found on the way, whose places are fewer: a set
 * as Hall's theorem has it. (Each partner found has no other, or there would be a way to find places for more people.)
 * Sets that meet are told as one.
 * Cost: one look at the candidates of each person found.
 * Reference: Hall, J. London Math. Soc. 10 (1935).
 */
import type { Bottleneck, MatchRole } from '../match-types.ts';
import { leftOver, type Run } from './run.ts';

export type Bottlenecks = {
  sets: Bottleneck[];
  /** Place in `sets` of each person without a partner who had candidates, by node. */
  of: Map<number, number>;
};

export function bottlenecks(run: Run): Bottlenecks {
  const { rows, cols } = run.sides;
  const all: Bottlenecks = { sets: [], of: new Map() };
  // A set proves something only where no more people can have a partner.
  if (!run.found.people.complete) return all;
  const left = leftOver(run);
  const isRow = (node: number) => node < rows.size;
  for (const [role, people] of [
    [rows.role, left.filter(isRow)],
    [cols.role, left.filter((node) => !isRow(node))],
  ] as const) {
    for (const { starts, ...set } of setsAround(run, role, people)) {
      for (const node of starts) all.of.set(node, all.sets.length);
      all.sets.push(set);
    }
  }
  return all;
}

function setsAround(run: Run, role: MatchRole, starts: number[]): (Bottleneck & { starts: number[] })[] {
  const { sides, problem, found } = run;
  const { rows, cols } = sides;
  const { count } = problem.places;
  const setOf = new Int32Array(count.length).fill(-1);
  // Sets that met point at one another; the last one in the line speaks for all.
  const joined = starts.map((_, set) => set);
  const speakerFor = (set: number): number => (joined[set] === set ? set : (joined[set] = speakerFor(joined[set]!)));
  const people = starts.slice();
  const partners: number[] = [];
  starts.forEach((node, set) => (setOf[node] = set));
  for (const person of people) {
    for (const partner of candidates(person)) {
      if (setOf[partner] !== -1) {
        joined[speakerFor(setOf[partner]!)] = speakerFor(setOf[person]!);
        continue;
      }
      setOf[partner] = setOf[person]!;
      partners.push(partner);
      for (let k = 0; k < found.answer.degree[partner]!; k++) {
        const next = found.answer.partnerOf(partner, k);
        setOf[next] = setOf[person]!;
        people.push(next);
      }
    }
  }
  const idOf = (node: number) =>
    (node < rows.size ? rows.enrolments[node]! : cols.enrolments[node - rows.size]!).personId;
  const within = (nodes: number[]) => Map.groupBy(nodes, (node) => speakerFor(setOf[node]!));
  const [peopleOf, startsOf] = [within(people), within(starts)];
  return [...within(partners)].map(([set, opposite]) => ({
    role,
    people: peopleOf.get(set)!.map(idOf).sort(),
    partners: opposite.map(idOf).sort(),
    places: opposite.reduce((sum, node) => sum + count[node]!, 0),
    starts: startsOf.get(set)!,
  }));

  function candidates(node: number): number[] {
    const isRow = node < rows.size;
    const cells = isRow ? run.source.row(node) : run.source.col(node - rows.size);
    const from = isRow ? rows.size : 0;
    const found: number[] = [];
    for (let k = 0; k < cells.length; k++) if (cells[k]! > 0 && count[from + k]! > 0) found.push(from + k);
    return found;
  }
}
