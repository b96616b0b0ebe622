import type { Edit, LiveMatch } from './engine/live-match.ts';
import { scoreAt } from './engine/problem.ts';
import type { MatchChange, MatchRole, MentorMentee, WhatIf } from './match-types.ts';

/** Pairs of a live match by row and column, with their scores; the locked ones among them. */
function pairsOf({
  sides,
  source,
  total,
  locked,
}: LiveMatch): { row: number; col: number; score: number; locked: boolean }[] {
  const { state } = total.settled;
  const pairs = locked.map(({ row, col, score }) => ({ row, col, score, locked: true }));
  for (let row = 0; row < source.rows; row++) {
    for (let k = 0; k < state.degree[row]!; k++) {
      // A pair in force is worth a little more than its score, but less than one point.
      const score = scoreAt(total.problem, state.worthWith(row, k));
      pairs.push({ row, col: state.partnerOf(row, k) - sides.rows.size, score, locked: false });
    }
  }
  return pairs;
}

/** The pairs of a live match by id. */
export function answerOf(live: LiveMatch): MentorMentee[] {
  return pairsOf(live).map(({ row, col }) => named(live, row, col));
}

function named({ sides }: LiveMatch, row: number, col: number): MentorMentee {
  const [ofRow, ofCol] = [sides.rows.enrolments[row]!.personId, sides.cols.enrolments[col]!.personId];
  return sides.rowsAreMentors ? { mentorId: ofRow, menteeId: ofCol } : { mentorId: ofCol, menteeId: ofRow };
}

/** What is different after an edit. */
export function difference(before: LiveMatch, after: LiveMatch, { locked }: Edit, change: MatchChange): WhatIf {
  const [old, young] = [figuresOf(before), figuresOf(after)];
  const both = <Key extends keyof typeof old>(key: Key) => ({ before: old[key], after: young[key] });
  return {
    places: both('places'),
    waiting: both('waiting'),
    lowest: both('lowest'),
    total: both('total'),
    breaks: change.kind === 'lock' ? (locked.at(-1)?.breaks ?? []) : [],
    changes: changesOf(before, after),
  };
}

function figuresOf(live: LiveMatch): { places: number; waiting: number; lowest: number | null; total: number } {
  const { rows, cols } = live.sides;
  const [rowHas, colHas] = [new Uint8Array(rows.size), new Uint8Array(cols.size)];
  let [total, lowest] = [0, Infinity];
  for (const { row, col, score, locked } of pairsOf(live)) {
    rowHas[row] = 1;
    colHas[col] = 1;
    total += score;
    if (!locked && score < lowest) lowest = score;
  }
  const sum = (has: Uint8Array, of: (k: number) => number) => has.reduce((n, one, k) => n + one * of(k), 0);
  return {
    places: sum(rowHas, () => 1) + sum(colHas, () => 1),
    waiting: sum(rowHas, (row) => rows.waiting[row]!) + sum(colHas, (col) => cols.waiting[col]!),
    lowest: live.balanced && lowest < Infinity ? lowest : null,
    total,
  };
}

function changesOf(before: LiveMatch, after: LiveMatch): WhatIf['changes'] {
  const key = (pair: { row: number; col: number }) => pair.row * (after.sides.cols.size + 1) + pair.col;
  const [old, young] = [pairsOf(before), pairsOf(after)];
  const [oldKeys, youngKeys] = [new Set(old.map(key)), new Set(young.map(key))];
  const concerned = [
    ...old.filter((pair) => !youngKeys.has(key(pair))),
    ...young.filter((pair) => !oldKeys.has(key(pair))),
  ];
  const [rows, cols] = [new Set(concerned.map(({ row }) => row)), new Set(concerned.map(({ col }) => col))];
  const partnersIn = (live: LiveMatch, pairs: typeof old, role: MatchRole) => {
    const of = new Map<string, string[]>();
    for (const { row, col } of pairs) {
      if (!rows.has(row) && !cols.has(col)) continue;
      const { mentorId, menteeId } = named(live, row, col);
      const [own, partner] = role === 'mentor' ? [mentorId, menteeId] : [menteeId, mentorId];
      of.set(own, [...(of.get(own) ?? []), partner].sort());
    }
    return of;
  };
  const roles = [after.sides.rows, after.sides.cols];
  return roles
    .flatMap(({ role, enrolments }, side) => {
      const [was, is] = [partnersIn(before, old, role), partnersIn(after, young, role)];
      return [...(side === 0 ? rows : cols)].map((at) => {
        const { personId } = enrolments[at]!;
        return { personId, role, before: was.get(personId) ?? [], after: is.get(personId) ?? [] };
      });
    })
    .sort((a, b) => compare(a.personId, b.personId) || compare(a.role, b.role));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
