/**
 * Why having candidates was not enough. From everyone without a partner, follow 'their candidates, those candidates'
 * partners, their candidates …'. Whoever is found shares the candidates found on the way, whose places are fewer: a set
 * as Hall's theorem has it. (Each partner found has no other, or there would be a way to find places for more people.)
 * Sets that meet are told as one.
 * Cost: for each person found, one look at those opposite whom nobody met before, and at all of them while there are
 * several sets.
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
  const { sides, source, problem, found } = run;
  const { rows, cols } = sides;
  const { count } = problem.places;
  const ofRows = role === rows.role;
  const firstOpposite = ofRows ? rows.size : 0;
  const cellsOf = (node: number) => (ofRows ? source.row(node) : source.col(node - rows.size));
  const setOf = new Int32Array(count.length).fill(-1);
  // Sets that met point at one another; the last one in the line speaks for all.
  const joined = starts.map((_, set) => set);
  const speakerFor = (set: number): number => (joined[set] === set ? set : (joined[set] = speakerFor(joined[set]!)));
  /** Sets that others may still meet: those without a candidate never do. */
  let apart = starts.length;
  const join = (a: number, b: number) => {
    const [one, other] = [speakerFor(a), speakerFor(b)];
    if (one === other) return;
    joined[one] = other;
    apart--;
  };
  const people = starts.slice();
  const partners: number[] = [];
  const meet = (partner: number, set: number) => {
    setOf[partner] = set;
    partners.push(partner);
    for (let k = 0; k < found.answer.degree[partner]!; k++) {
      const next = found.answer.partnerOf(partner, k);
      setOf[next] = set;
      people.push(next);
    }
  };
  starts.forEach((node, set) => (setOf[node] = set));
  /** Those opposite with a place; the first `unmet` of the list are the ones nobody has met yet. */
  const open = Int32Array.from({ length: (ofRows ? cols : rows).size }, (_, k) => k).filter(
    (k) => count[firstOpposite + k]! > 0,
  );
  let unmet = open.length;
  for (let at = 0; at < people.length && (unmet > 0 || apart > 1); at++) {
    const cells = cellsOf(people[at]!);
    const own = setOf[people[at]!]!;
    let hasCandidates = false;
    for (let k = 0, end = apart > 1 ? partners.length : 0; k < end; k++) {
      if (cells[partners[k]! - firstOpposite] === 0) continue;
      hasCandidates = true;
      if (setOf[partners[k]!] !== own) join(setOf[partners[k]!]!, own);
    }
    let left = 0;
    for (let k = 0, end = unmet; k < end; k++) {
      if (cells[open[k]!] === 0) open[left++] = open[k]!;
      else meet(firstOpposite + open[k]!, own);
    }
    if (at < starts.length && !hasCandidates && left === unmet) apart--;
    unmet = left;
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
}
