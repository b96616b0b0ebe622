import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMatchCommand } from '../../../src/cli/match/run.ts';
import { charts, draw, programme, randomFrom } from './chart-programmes.ts';
import { inputFiles } from './input-files.ts';
import { problemsOf, type Report } from './independent-check.ts';
import type { Files } from './independent-rules.ts';
import { longRun } from './runs.ts';

/** What `npm run match` writes for these files. */
function matched(files: Files): Files {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-match-'));
  try {
    const given = Object.keys(files).filter((name) => name !== 'current.csv');
    for (const name of given) writeFileSync(join(folder, name), files[name]!);
    const said: string[] = [];
    const options = given.flatMap((name) => [`--${name.replace(/\..*/, '')}`, join(folder, name)]);
    const say = (line: string) => said.push(line);
    const code = runMatchCommand([...options, '--out', join(folder, 'out')], { out: say, err: say });
    if (code !== 0) throw new Error(said.slice(0, 5).join('\n'));
    const written = ['pairs.csv', 'unmatched.csv', 'report.json', 'certificate.json'];
    return Object.fromEntries(written.map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same files, the rows below each header in another order. */
function shuffled(files: Files): Files {
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
const lasting = (files: Files) => {
  const { seconds: _, inputs: __, ...report } = JSON.parse(files['report.json']!) as Record<string, unknown>;
  return { ...files, 'report.json': JSON.stringify(report) };
};

describe.each(longRun ? [500, 2_000, 6_000] : [500])('%i pairs wanted', (pairs) => {
  test.each(charts)('%s: no forbidden pair, everyone accounted for, proven, the same bytes in any order', (chart) => {
    const files = inputFiles(programme(chart, pairs));
    const written = matched(files);
    const { proven, counts } = JSON.parse(written['report.json']!) as Report;
    expect(proven).toBe(true);
    // Fewer than wanted: where 6,000 of 10,625 people count as senior, few juniors are a level below them.
    expect(counts['pairs']).toBeGreaterThan(pairs / 4);
    expect(lasting(matched(shuffled(files)))).toEqual(lasting(written));
    expect(problemsOf({ ...files, ...written })).toEqual([]);
  });
});
