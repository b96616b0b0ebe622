import type { MatchChange, MatchRole, RuleName, WhatIf } from './match-types.ts';
import { pairsOf, scoredPairs, type Solved } from './solve-match.ts';

/** What is different after a change. */
export function whatChanged(before: Solved, after: Solved, change: MatchChange): WhatIf {
  const [old, young] = [figuresOf(before), figuresOf(after)];
  const both = <Key extends keyof Figures>(key: Key) => ({ before: old[key], after: young[key] });
  return {
    places: both('places'),
    waiting: both('waiting'),
    lowest: both('lowest'),
    total: both('total'),
    breaks: change.kind === 'lock' ? breaksOf(after, change.pair) : [],
    changes: changesOf(before, after),
  };
}

type Figures = { places: number; waiting: number; lowest: number | null; total: number };

function figuresOf(solved: Solved): Figures {
  const pairs = scoredPairs(solved);
  const free = pairs.filter((pair) => !pair.locked).map((pair) => pair.score);
  const { mentors, mentees } = solved.run.sides.roster;
  const [withMentor, withMentee] = [new Set(pairs.map((p) => p.mentorId)), new Set(pairs.map((p) => p.menteeId))];
  const waiting = (side: typeof mentors, partnered: Set<string>) =>
    side.enrolments.filter(({ personId }, k) => side.waiting[k] === 1 && partnered.has(personId)).length;
  return {
    places: withMentor.size + withMentee.size,
    waiting: waiting(mentors, withMentor) + waiting(mentees, withMentee),
    lowest:
      solved.run.found.highestLowest === null || free.length === 0
        ? null
        : free.reduce((least, score) => Math.min(least, score), Infinity),
    total: pairs.reduce((sum, { score }) => sum + score, 0),
  };
}

function breaksOf(after: Solved, { mentorId, menteeId }: { mentorId: string; menteeId: string }): RuleName[] {
  const at = after.input.locked.findIndex((lock) => lock.mentorId === mentorId && lock.menteeId === menteeId);
  return after.locked[at]?.breaks ?? [];
}

function changesOf(before: Solved, after: Solved): WhatIf['changes'] {
  const partners = (solved: Solved) => {
    const of = new Map<string, { personId: string; role: MatchRole; partners: string[] }>();
    const note = (personId: string, role: MatchRole, partner: string) => {
      const key = `${role} ${personId}`;
      const entry = of.get(key) ?? { personId, role, partners: [] };
      of.set(key, { ...entry, partners: [...entry.partners, partner].sort() });
    };
    for (const { mentorId, menteeId } of pairsOf(solved)) {
      note(mentorId, 'mentor', menteeId);
      note(menteeId, 'mentee', mentorId);
    }
    return of;
  };
  const [old, young] = [partners(before), partners(after)];
  return [...new Set([...old.keys(), ...young.keys()])]
    .map((key) => {
      const { personId, role } = (old.get(key) ?? young.get(key))!;
      return { personId, role, before: old.get(key)?.partners ?? [], after: young.get(key)?.partners ?? [] };
    })
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
    .sort((a, b) => compare(a.personId, b.personId) || compare(a.role, b.role));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
