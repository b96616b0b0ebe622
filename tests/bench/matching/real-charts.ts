import { join } from 'node:path';
import { charts, draw, programme, randomFrom } from '../../domain/matching/chart-programmes.ts';
import { problemsOf, type Report } from '../../domain/matching/independent-check.ts';
import { pairsOf } from '../../domain/matching/independent-objective.ts';
import { rowsOf, worldOf } from '../../domain/matching/independent-rules.ts';
import { inputFiles } from '../../domain/matching/input-files.ts';
import { argumentsFor, commandInChild, filesIn, inFolder, type Files } from './files.ts';
import { inSeconds, table, whole } from './table.ts';

/** Beyond so many a side, looking at every pair by naive walks takes a quarter of an hour each. */
const mostForAllPairs = 2000;

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
    'Each through the command line twice, in cold processes, the second time with all rows of all files shuffled: the same bytes.',
    `Checked by code that shares nothing with the engine: no forbidden pair, everyone accounted for; up to ${whole(mostForAllPairs)} a`,
    'side also every figure, and the proof against every pair.\n',
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
  const all = { ...inputFiles(input), ...written };
  const faults = pairs > mostForAllPairs ? wrongPairsAndPeople(all) : problemsOf(all);
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

/** Pairs that are not allowed, people who are in neither file or in both, and people with too many partners. */
function wrongPairsAndPeople(files: Files): string[] {
  const world = worldOf(files);
  const pairs = pairsOf(files);
  const unmatched = new Set(rowsOf(files['unmatched.csv']!).map((row) => `${row['role']} ${row['person_id']}`));
  const partners = new Map<string, number>();
  for (const place of pairs.flatMap(({ mentor, mentee }) => [`mentor ${mentor}`, `mentee ${mentee}`])) {
    partners.set(place, (partners.get(place) ?? 0) + 1);
  }
  const broken = pairs
    .filter(({ mentor, mentee, locked }) => !locked && world.broken(mentor, mentee).length > 0)
    .map(({ mentor, mentee }) => `${mentor} ${mentee} is forbidden`);
  const lost = rowsOf(files['enrolments.csv']!)
    .map((row) => ({ place: `${row['role']} ${row['person_id']}`, most: Number(row['capacity']) }))
    .filter(({ place, most }) => unmatched.has(place) === partners.has(place) || (partners.get(place) ?? 0) > most)
    .map(({ place }) => `${place} is not accounted for once`);
  return [...broken, ...lost];
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
