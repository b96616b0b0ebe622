/**
 * How long a match takes, by size: node tests/bench/matching/by-size.ts [pairs …], default 500 2000.
 * Seconds of processor time in this process, so that neighbours matter less.
 */
import { performance } from 'node:perf_hooks';
import { match } from '../../../src/domain/matching/match.ts';
import { processorSeconds } from './measure.ts';
import { questionnaires } from './questionnaires.ts';

const sizes = process.argv.slice(2).map(Number);

for (const pairs of sizes.length > 0 ? sizes : [500, 2000]) {
  for (const objective of ['balanced', 'total'] as const) {
    const input = questionnaires(pairs, objective);
    const seconds: Record<string, number> = {};
    let [phase, since] = ['', processorSeconds()];
    const onPhase = (next: string) => {
      const now = processorSeconds();
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
