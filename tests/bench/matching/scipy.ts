import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DenseProblem, SparseProblem } from './problems.ts';
import type { Contender, Solved } from './measure.ts';

/** SciPy in a process of its own, given each problem once by binary files. */
export type Scipy = {
  version: string;
  sparse: (problem: SparseProblem) => Promise<Contender>;
  dense: (problem: DenseProblem) => Promise<Contender>;
  close: () => void;
};

/** null where there is no Python with SciPy. */
export async function openScipy(): Promise<Scipy | null> {
  const child = spawn('python3', [join(import.meta.dirname, 'peer.py')], { stdio: ['pipe', 'pipe', 'ignore'] });
  const missing = new Promise<boolean>((resolve) => child.once('error', () => resolve(true)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<object> => {
    const line = await lines.next();
    if (line.done) throw new Error('SciPy ended without an answer');
    return JSON.parse(line.value) as object;
  };
  const hello = await Promise.race([missing.then(() => null), answer().catch(() => null)]);
  if (hello === null) return null;

  const folder = mkdtempSync(join(tmpdir(), 'counterpart-scipy-'));
  const ask = async (command: object): Promise<object> => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return answer();
  };
  const file = (name: string, numbers: Int32Array | Float64Array): string => {
    writeFileSync(join(folder, name), numbers);
    return join(folder, name);
  };
  const load = async (command: object, values: Int32Array | Float64Array): Promise<Contender> => {
    const highest = highestOf(values);
    // Sparse costs must not be 0: SciPy takes those for pairs that are not there.
    await ask({ do: 'load', ...command, value: file('value', values), ceiling: highest + 1 });
    return { name: 'SciPy', solve: async () => (await ask({ do: 'solve' })) as Solved };
  };
  return {
    version: (hello as { version: string }).version,
    sparse: ({ rows, cols, start, col, value }) =>
      load({ kind: 'sparse', rows, cols, start: file('start', start), col: file('col', col) }, value),
    dense: ({ rows, cols, value }) => load({ kind: 'dense', rows, cols }, value),
    close: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function highestOf(values: Int32Array | Float64Array): number {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
