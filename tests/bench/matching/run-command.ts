/**
 * The command of `npm run match` and what it took, as one line of JSON on standard output. Its own words go to standard
 * error. In a process of its own, so that its memory is its own: node tests/bench/matching/run-command.ts --people …
 */
import { enableCompileCache } from 'node:module';
import { performance } from 'node:perf_hooks';

export type Taken = { code: number; seconds: number; wallSeconds: number; peakMegabytes: number };

// As src/cli/match.ts has it.
enableCompileCache();
const { runMatchCommand } = await import('../../../src/cli/match/run.ts');

const say = (line: string) => console.error(line);
const began = performance.now();
const before = process.cpuUsage();
const code = runMatchCommand(process.argv.slice(2), { out: say, err: say });
const { user, system } = process.cpuUsage(before);
const taken: Taken = {
  code,
  seconds: (user + system) / 1e6,
  wallSeconds: (performance.now() - began) / 1000,
  // Kilobytes on every platform that Node runs on.
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(taken));
