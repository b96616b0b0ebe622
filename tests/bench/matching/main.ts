/**
 * How fast, how large, how sure: node tests/bench/matching/main.ts [scene …], all scenes without arguments.
 * Prints Markdown tables on standard output and each line as it comes on standard error.
 * Times are processor time, so that neighbours on the machine matter less; where there is a peer, both are measured in
 * turn in the same run and the ratio is what counts. A scene throws when a figure would be of a wrong answer.
 */
import { denseScene, sparseScene } from './against-peers.ts';
import { changesScene } from './changes.ts';
import { exclusionsScene } from './exclusions.ts';
import { realChartsScene } from './real-charts.ts';
import { machine } from './table.ts';
import { largeRun, smallRuns } from './whole-runs.ts';
import { worstScene } from './worst.ts';

const seed = 20_270_111;
const scenes: Record<string, (seed: number) => Promise<string> | string> = {
  sparse: (seed) => sparseScene(seed),
  dense: (seed) => denseScene(seed),
  small: () => smallRuns(),
  large: () => largeRun(10_000),
  larger: () => largeRun(50_000),
  exclusions: (seed) => exclusionsScene(seed),
  changes: (seed) => changesScene(seed),
  worst: () => worstScene(),
  charts: () => realChartsScene(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in scenes));
if (unknown.length > 0) {
  console.error(`no scene ${unknown.join(', ')}; there are ${Object.keys(scenes).join(', ')}`);
  process.exit(2);
}
console.log(`Measured on ${machine()}.`);
for (const name of asked.length > 0 ? asked : Object.keys(scenes))
  console.log(`\n### ${name}\n\n${await scenes[name]!(seed)}`);
