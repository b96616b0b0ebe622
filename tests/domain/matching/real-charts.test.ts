import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { match } from '../../../src/domain/matching/match.ts';
import type { MatchEnrolment, MatchInput, MatchPerson } from '../../../src/domain/matching/match-types.ts';
import { inputFiles } from './files-of.ts';
import { problemsOf } from './independent-check.ts';
import { rowsOf } from './independent-rules.ts';
import { outputFiles } from '../../../src/cli/match/write-files.ts';
import { enrolment, input } from './instances.ts';

const wanted = 300;
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
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
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

function programme(file: string): MatchInput {
  const people = organisation(file);
  const random = randomFrom(people.length);
  const byId = new Map(people.map((one) => [one.id, one]));
  const depth = ({ managerId }: MatchPerson): number => (managerId === null ? 0 : 1 + depth(byId.get(managerId)!));
  const seniorFirst = people.map((one) => ({ id: one.id, depth: depth(one) })).sort((a, b) => a.depth - b.depth);
  const draw = <T>(list: T[], count: number): T[] => {
    const left = [...list];
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(Math.floor(random() * left.length), 1)[0]!,
    );
  };
  const answers = (): Partial<MatchEnrolment> => ({
    offers: draw(topics, 3),
    wants: draw(topics, 3),
    languages: random() < 0.2 ? ['English', 'Welsh'] : ['English'],
    ...(random() < 0.1 && { waitingSince: '2026-06-01' }),
  });
  const seniors = seniorFirst.slice(0, wanted);
  const juniors = draw(seniorFirst.slice(people.length / 2), wanted);
  return input(
    {
      people,
      enrolments: [
        ...juniors.map(({ id }) => enrolment(id, 'mentor', answers())),
        ...seniors.map(({ id }) => enrolment(id, 'mentee', answers())),
      ],
      past: juniors.slice(0, 50).map(({ id }, k) => ({ mentorId: id, menteeId: seniors[k % seniors.length]!.id })),
    },
    { rules: { ...input({}).settings.rules, minLevelGap: 1 } },
  );
}

test.each(['cps-2011-03-31.csv', 'ho-2012-09-30.csv', 'hmrc-2011-03-31.csv'])(
  '%s: 300 pairs, every figure and the proof hold',
  (file) => {
    const asked = programme(file);
    const result = match(asked);
    if (!result.ok) throw new Error(JSON.stringify(result.fault.slice(0, 3)));
    const files = { ...inputFiles(asked), ...outputFiles(result.value, {}, {}) };
    expect(problemsOf(files)).toEqual([]);
    expect(result.value.report.counts.pairs).toBeGreaterThan(200);

    const turned = match({
      ...asked,
      people: [...asked.people].reverse(),
      enrolments: [...asked.enrolments].reverse(),
    });
    expect(turned.ok && outputFiles(turned.value, {}, {})).toEqual(outputFiles(result.value, {}, {}));
  },
);
