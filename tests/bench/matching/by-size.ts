/**
 * How long a match takes, by size: node tests/bench/matching/by-size.ts [pairs …], default 500 2000.
 * Seeded questionnaires (three of thirty topics each way, eight areas) in an organisation ten times as large; default
 * settings but a level gap of 1. Seconds of processor time in this process, so that neighbours matter less.
 */
import { performance } from 'node:perf_hooks';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchEnrolment, MatchInput, MatchPerson } from '../../../src/domain/matching/match-types.ts';
import { match } from '../../../src/domain/matching/match.ts';

const sizes = process.argv.slice(2).map(Number);
const zones = ['Europe/London', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata'];

for (const pairs of sizes.length > 0 ? sizes : [500, 2000]) {
  for (const objective of ['balanced', 'total'] as const) {
    const input = programme(pairs, objective);
    const seconds: Record<string, number> = {};
    let [phase, since] = ['', processor()];
    const onPhase = (next: string) => {
      const now = processor();
      if (phase !== '') seconds[phase] = Math.round((seconds[phase] ?? 0) * 1000 + (now - since) * 1000) / 1000;
      [phase, since] = [next, now];
    };
    const began = performance.now();
    const result = match(input, { onPhase });
    onPhase('end');
    if (!result.ok) throw new Error(JSON.stringify(result.fault[0]));
    const { counts, objective: reached, proven } = result.value.report;
    console.log(`\n${pairs} × ${pairs} of ${input.people.length}, ${objective}`);
    console.table(seconds);
    console.log({
      wallSeconds: Math.round(performance.now() - began) / 1000,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
      pairs: counts.pairs,
      allowedPairs: counts.allowedPairs,
      total: reached.total.value,
      lowest: reached.lowest?.value ?? null,
      proven,
    });
  }
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function programme(pairs: number, objective: 'balanced' | 'total'): MatchInput {
  const random = randomFrom(pairs);
  const below = (limit: number) => Math.floor(random() * limit);
  const three = () => Array.from({ length: 3 }, () => `topic ${below(30)}`);
  const people = Array.from({ length: 10 * pairs }, (_, k): MatchPerson => ({
    id: `p${k}`,
    managerId: k === 0 ? null : `p${Math.floor((k - 1) / (3 + (k % 7)))}`,
    department: `department ${below(20)}`,
    location: `site ${below(12)}`,
    timeZone: zones[below(zones.length)]!,
  }));
  const enrol = (personId: string, role: MatchEnrolment['role']): MatchEnrolment => ({
    personId,
    role,
    offers: three(),
    wants: three(),
    area: `area ${below(8)}`,
    languages: ['English'],
    capacity: 1,
    avoid: [],
    wishes: [],
  });
  const settings = { ...defaultMatchSettings, objective, rules: { ...defaultMatchSettings.rules, minLevelGap: 1 } };
  const lists = { past: [], forbidden: [], locked: [], history: [], together: [], current: [] };
  const seniors = people.slice(0, 2 * pairs).filter((_, k) => k % 2 === 0);
  const juniors = people.slice(5 * pairs).filter((_, k) => k % 5 === 0);
  const enrolments = [...juniors.map(({ id }) => enrol(id, 'mentor')), ...seniors.map(({ id }) => enrol(id, 'mentee'))];
  return { people, enrolments, ...lists, settings };
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
