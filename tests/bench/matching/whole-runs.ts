import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMatchCommand } from '../../../src/cli/match/run.ts';
import { inputFiles } from '../../domain/matching/input-files.ts';
import { argumentsFor, commandInChild, inFolder } from './files.ts';
import { processorSeconds, timed } from './measure.ts';
import { questionnaires } from './questionnaires.ts';
import { inSeconds, table, whole } from './table.ts';

type Report = { proven: boolean; counts: { pairs: number }; seconds: Record<string, number> };
const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;

const size = (pairs: number) => `${whole(pairs)} × ${whole(pairs)} of ${whole(10 * pairs)}`;
const phasesOf = (seconds: Record<string, number>) =>
  Object.entries(seconds)
    .filter(([, taken]) => taken >= 0.005)
    .map(([phase, taken]) => `${phase} ${inSeconds(taken)}`)
    .join(', ');

/** From files to files in this process, again and again: what a warm server takes. */
export async function smallRuns(pairs = 500, rounds = 7): Promise<string> {
  return inFolder((folder) => {
    const args = [...argumentsFor(inputFiles(questionnaires(pairs)), folder), '--out', join(folder, 'out')];
    const quiet = { out: () => undefined, err: () => undefined, now: () => 1000 * processorSeconds() };
    let [best, phases, first] = [Infinity, '', 0];
    for (let round = 0; round < rounds; round++) {
      const { seconds, value: code } = timed(() => runMatchCommand(args, quiet));
      const { proven, seconds: byPhase } = reportIn(join(folder, 'out'));
      if (code !== 0 || !proven) throw new Error('not written, or not proven');
      if (round === 0) first = seconds;
      if (seconds < best) [best, phases] = [seconds, phasesOf(byPhase)];
    }
    return [
      `The whole command in this process, from files to files; processor time, best of ${rounds} (the first is cold).\n`,
      table(
        ['size', 'first', 'best', 'phases of the best'],
        [[size(pairs), inSeconds(first), inSeconds(best), phases]],
      ),
    ].join('\n');
  });
}

/** The same in a process of its own, with its memory; `limit` seconds at most. */
export async function largeRun(pairs: number, limit = 300): Promise<string> {
  return inFolder(async (folder) => {
    const args = [...argumentsFor(inputFiles(questionnaires(pairs)), folder), '--out', join(folder, 'out')];
    const stop = pairs > 10_000 ? ['--seconds', String(limit)] : [];
    // Once without files: what Node makes of the sources is then kept, as it is after the command's first time.
    await commandInChild([]);
    const taken = await commandInChild([...args, ...stop], 2 * limit);
    if (taken === null) return `${size(pairs)}: nothing written within ${2 * limit} s, or out of memory.`;
    const { proven, counts, seconds } = reportIn(join(folder, 'out'));
    const row = [
      size(pairs),
      inSeconds(taken.seconds),
      inSeconds(taken.wallSeconds),
      `${taken.peakMegabytes.toFixed(0)} MB`,
      proven ? `${whole(counts.pairs)}, proven` : `${whole(counts.pairs)}, not proven`,
      phasesOf(seconds),
    ];
    return [
      'The whole command in a cold process of its own, from files to files; phases by the clock on the wall.\n',
      table(['size', 'processor', 'wall', 'peak memory', 'pairs', 'phases'], [row]),
    ].join('\n');
  });
}
