import { join } from 'node:path';
import { charts, draw, programme, randomFrom } from '../../domain/matching/chart-programmes.ts';
import { problemsOf, type Report } from '../../domain/matching/independent-check.ts';
import { inputFiles } from '../../domain/matching/input-files.ts';
import { argumentsFor, commandInChild, filesIn, inFolder, type Files } from './files.ts';
import { inSeconds, table, whole } from './table.ts';

/** Programmes drawn from three real charts, through the command line; throws if anything about an answer is wrong. */
export async function realChartsScene(sizes = [500, 2000, 6000]): Promise<string> {
  const rows: string[][] = [];
  for (const chart of charts) {
    for (const pairs of sizes) {
      const row = await inFolder((folder) => oneChart(chart, pairs, folder));
      rows.push(row);
      console.error(row.join('  '));
    }
  }
  return [
    'Each through the command line twice, in cold processes, the second time with all rows of all files shuffled. Every answer',
    'checked by code that shares nothing with the engine: no forbidden pair, everyone accounted for, every figure, the proof.\n',
    table(['chart', 'people', 'enrolled', 'pairs', 'processor', 'peak memory', 'shuffled', 'faults'], rows),
  ].join('\n');
}

async function oneChart(chart: string, pairs: number, folder: string): Promise<string[]> {
  const input = programme(chart, pairs);
  const { 'current.csv': _none, ...files } = inputFiles(input);
  const run = async (given: Files, name: string) => {
    const out = join(folder, name, 'out');
    const taken = await commandInChild([...argumentsFor(given, join(folder, name)), '--out', out]);
    if (taken?.code !== 0) throw new Error(`${chart} with ${pairs} pairs: nothing written`);
    return { taken, written: filesIn(out) };
  };
  const { taken, written } = await run(files, 'in-order');
  const again = await run(shuffledRows(files), 'shuffled');
  const { proven, counts } = JSON.parse(written['report.json']!) as Report;
  const faults = problemsOf({ ...inputFiles(input), ...written });
  if (faults.length > 0) throw new Error(`${chart} with ${pairs} pairs: ${faults.join('; ')}`);
  const same = JSON.stringify(lasting(again.written)) === JSON.stringify(lasting(written));
  if (!same || !proven) throw new Error(`${chart} with ${pairs} pairs: other bytes in another order, or not proven`);
  return [
    chart.replace('.csv', ''),
    whole(input.people.length),
    `${whole(counts['mentors']!)} + ${whole(counts['mentees']!)}`,
    `${whole(counts['pairs']!)}, proven`,
    inSeconds(taken.seconds),
    `${taken.peakMegabytes.toFixed(0)} MB`,
    'same bytes',
    String(faults.length),
  ];
}

function shuffledRows(files: Files): Files {
  const random = randomFrom(7);
  const turn = (text: string) => {
    const [header, ...rows] = text.trimEnd().split('\n');
    return [header, ...draw(rows, rows.length, random), ''].join('\n');
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, name.endsWith('.csv') ? turn(text) : text]),
  );
}

/** All that may not depend on the order of rows, or on the machine. */
function lasting(files: Files): Files {
  const { seconds: _, inputs: __, ...report } = JSON.parse(files['report.json']!) as Record<string, unknown>;
  return { ...files, 'report.json': JSON.stringify(report) };
}
