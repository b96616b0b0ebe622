import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatchEnrolment, MatchInput, MatchPerson } from '../../../src/domain/matching/match-types.ts';
import { rowsOf } from './independent-rules.ts';
import { enrolment, input } from './instances.ts';

/** Programmes drawn from real charts: the same one for the same chart and size, on any machine. */

export const charts = ['cps-2011-03-31.csv', 'ho-2012-09-30.csv', 'hmrc-2011-03-31.csv'];

const topics = [
  'data',
  'ai',
  'cloud',
  'inclusion',
  'social media',
  'accessibility',
  'budgets',
  'policy',
  'law',
  'speaking',
];
const zones = ['Europe/London', 'Europe/London', 'Europe/London', 'Asia/Kolkata', undefined];

/** mulberry32 */
export function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The first so many of the list once shuffled. */
export function draw<T>(list: readonly T[], count: number, random: () => number): T[] {
  const left = [...list];
  const most = Math.min(count, left.length);
  for (let k = 0; k < most; k++) {
    const other = k + Math.floor(random() * (left.length - k));
    [left[k], left[other]] = [left[other]!, left[k]!];
  }
  return left.slice(0, most);
}

/** One person per post: a row of several junior posts becomes so many people under the same manager. */
function organisation(file: string): MatchPerson[] {
  const text = readFileSync(join('src/sandbox/data/org', file), 'utf8');
  return rowsOf(text).flatMap((row, k) => {
    const headcount = Math.round(Number(row['headcount']));
    const one = { managerId: row['manager_id'] || null, grade: row['grade']!, department: row['unit']! };
    const zone = zones[k % zones.length];
    return Array.from({ length: Math.max(1, headcount) }, (_, copy) => ({
      id: headcount > 1 ? `${row['id']}.${copy}` : row['id']!,
      ...one,
      ...(zone !== undefined && { timeZone: zone }),
    }));
  });
}

/**
 * So many mentors, juniors, and as many mentees, the most senior; in a small chart some people are both. A few have place
 * for two, a few pairs are locked, and mentors of last year are not given again.
 */
export function programme(file: string, pairs: number): MatchInput {
  const people = organisation(file);
  const random = randomFrom(people.length + pairs);
  const managers = new Map(people.map(({ id, managerId }) => [id, managerId]));
  const depth = (id: string): number => {
    const above = managers.get(id);
    return above ? 1 + depth(above) : 0;
  };
  const byDepth = people.map(({ id }) => ({ id, depth: depth(id) })).sort((a, b) => a.depth - b.depth);
  const seniors = byDepth.slice(0, pairs).map(({ id }) => id);
  const juniors = draw(byDepth.slice(-Math.max(people.length / 2, pairs)), pairs, random).map(({ id }) => id);
  const answers = (): Partial<MatchEnrolment> => ({
    offers: draw(topics, 3, random),
    wants: draw(topics, 3, random),
    languages: random() < 0.2 ? ['English', 'Welsh'] : ['English'],
    capacity: random() < 0.1 ? 2 : 1,
    ...(random() < 0.1 && { waitingSince: '2026-06-01' }),
  });
  const facing = (k: number) => ({ mentorId: juniors[k]!, menteeId: seniors[k]! });
  const apart = (k: number) => juniors[k] !== seniors[k];
  return input(
    {
      people,
      enrolments: [
        ...juniors.map((id) => enrolment(id, 'mentor', answers())),
        ...seniors.map((id) => enrolment(id, 'mentee', answers())),
      ],
      past: Array.from({ length: 50 }, (_, k) => k)
        .filter(apart)
        .map(facing),
      locked: [60, 70, 80].filter(apart).map((k) => ({ ...facing(k), reason: 'agreed before' })),
    },
    { rules: { ...input({}).settings.rules, minLevelGap: 1 } },
  );
}
