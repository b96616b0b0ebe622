import type { LiveMatch } from './engine/live/live-match.ts';
import { type Facing, type VisitPair } from './engine/roster.ts';
import type { MatchRole, MentorMentee, WhatIf } from './match-types.ts';

export type Figures = { places: number; waiting: number; lowest: number | null; total: number };

/** What an answer reaches. `balanced`: its lowest score counts. */
export function figuresOf({ rows, cols }: Facing, eachPair: (visit: VisitPair) => void, balanced: boolean): Figures {
  const [rowHas, colHas] = [new Uint8Array(rows.size), new Uint8Array(cols.size)];
  let [total, lowest] = [0, Infinity];
  eachPair((row, col, score, locked) => {
    rowHas[row] = colHas[col] = 1;
    total += score;
    if (!locked && score < lowest) lowest = score;
  });
  let [places, waiting] = [0, 0];
  for (const [has, { waiting: waits }] of [[rowHas, rows] as const, [colHas, cols] as const]) {
    for (let k = 0; k < has.length; k++) {
      places += has[k]!;
      waiting += has[k]! & waits[k]!;
    }
  }
  return { places, waiting, lowest: balanced && lowest < Infinity ? lowest : null, total };
}

/** What is different between two answers. */
export function whatChanged(
  before: Figures,
  after: Figures,
  breaks: WhatIf['breaks'],
  changes: WhatIf['changes'],
): WhatIf {
  const both = <Key extends keyof Figures>(key: Key) => ({ before: before[key], after: after[key] });
  return {
    places: both('places'),
    waiting: both('waiting'),
    lowest: both('lowest'),
    total: both('total'),
    breaks,
    changes: changes.sort((a, b) => compare(a.personId, b.personId) || compare(a.role, b.role)),
  };
}

/** Whose partners are others since the last change of a live match was kept. */
export function changesIn(live: LiveMatch): WhatIf['changes'] {
  const { rows, cols } = live.sides;
  return live.changes().map(({ isRow, at, before, after }) => {
    const [own, opposite] = isRow ? [rows, cols] : [cols, rows];
    const names = (list: number[]) => list.map((other) => opposite.enrolments[other]!.personId).sort();
    return { personId: own.enrolments[at]!.personId, role: own.role, before: names(before), after: names(after) };
  });
}

/** Whose partners are others in one list of pairs than in the other. */
export function changesBetween(before: MentorMentee[], after: MentorMentee[]): WhatIf['changes'] {
  const key = ({ mentorId, menteeId }: MentorMentee) => JSON.stringify([mentorId, menteeId]);
  const [old, young] = [new Set(before.map(key)), new Set(after.map(key))];
  const different = [...before.filter((pair) => !young.has(key(pair))), ...after.filter((pair) => !old.has(key(pair)))];
  return (['mentor', 'mentee'] as const).flatMap((role) => {
    const concerned = new Set(different.map((pair) => own(role, pair)));
    const [was, is] = [partnersOf(role, concerned, before), partnersOf(role, concerned, after)];
    return [...concerned].map((personId) => ({
      personId,
      role,
      before: was.get(personId) ?? [],
      after: is.get(personId) ?? [],
    }));
  });
}

const own = (role: MatchRole, pair: MentorMentee): string => (role === 'mentor' ? pair.mentorId : pair.menteeId);
const other = (role: MatchRole, pair: MentorMentee): string => (role === 'mentor' ? pair.menteeId : pair.mentorId);

function partnersOf(role: MatchRole, concerned: Set<string>, pairs: MentorMentee[]): Map<string, string[]> {
  const partners = new Map<string, string[]>();
  for (const pair of pairs) {
    const personId = own(role, pair);
    if (concerned.has(personId)) partners.set(personId, [...(partners.get(personId) ?? []), other(role, pair)].sort());
  }
  return partners;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
