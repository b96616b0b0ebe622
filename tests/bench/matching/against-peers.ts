import { geometricMean, race, type Contender, type Solved } from './measure.ts';
import { munkresPeer } from './munkres-peer.ts';
import { ours, oursDense } from './kernel.ts';
import { dense, kinds, picky, sparse, type KindName, type SparseProblem } from './problems.ts';
import { openScipy, type Scipy } from './scipy.ts';
import { inSeconds, table, times, whole } from './table.ts';

const rounds = 5;
const degree = 100;
const names = Object.keys(kinds) as KindName[];

/** The sparse solver against SciPy's. */
export async function sparseScene(seed: number, sizes = [10_000, 50_000]): Promise<string> {
  const scipy = await openScipy();
  if (scipy === null) return 'No Python with SciPy here, and no npm package solves sparse problems of this size.';
  const rows: string[][] = [];
  const ratios: number[] = [];
  const add = async (what: string, problem: SparseProblem): Promise<void> => {
    const best = await race([ours(problem), await scipy.sparse(problem)], rounds, 20);
    const [mine, theirs] = [best.get('ours')!, best.get('SciPy')!];
    ratios.push(theirs.seconds / mine.seconds);
    rows.push([what, inSeconds(mine.seconds), inSeconds(theirs.seconds), times(ratios.at(-1)!)]);
    console.error(rows.at(-1)!.join('  '));
  };
  for (const size of sizes) {
    for (const [balance, cols] of [
      ['', size],
      [' of a quarter more', 1.25 * size],
    ] as const) {
      for (const name of names) {
        const worth = kinds[name]({ rows: size, cols }, seed);
        await add(`${whole(size)} × ${degree}${balance}, ${name}`, sparse(size, cols, degree, worth, seed + 1));
      }
    }
    const worth = kinds.questionnaire({ rows: size, cols: size }, seed);
    await add(
      `${whole(size)} × best ${degree} of 2,000, questionnaire`,
      picky({ rows: size, cols: size, degree, met: 2000 }, worth, seed + 1),
    );
  }
  scipy.close();
  rows.push(['geometric mean', '', '', times(geometricMean(ratios))]);
  return [
    `Sparse: rows × candidates each; processor time of the solve call, best of ${rounds} alternated, seed ${seed}; peer: SciPy`,
    `${scipy.version} \`min_weight_full_bipartite_matching\`. Every answer had the same total.\n`,
    table(['problem', 'ours', 'SciPy', 'ratio'], rows),
  ].join('\n');
}

/** The dense solver against SciPy's and the fastest from npm. */
export async function denseScene(seed: number, sizes = [2000, 5000]): Promise<string> {
  const scipy = await openScipy();
  const rows: string[][] = [];
  const ratios = { SciPy: [] as number[], munkres: [] as number[] };
  const ratio = (best: Map<string, Solved>, name: 'SciPy' | 'munkres'): string[] => {
    const peer = best.get(name);
    if (!peer) return ['', ''];
    ratios[name].push(peer.seconds / best.get('ours')!.seconds);
    return [inSeconds(peer.seconds), times(ratios[name].at(-1)!)];
  };
  for (const size of sizes) {
    for (const name of names) {
      const problem = dense(size, size, kinds[name]({ rows: size, cols: size }, seed));
      const contenders = [oursDense(problem), munkresPeer(problem), ...(await scipyDense(scipy, problem))];
      const best = await race(contenders, rounds, 30);
      const mine = inSeconds(best.get('ours')!.seconds);
      rows.push([`${whole(size)} × ${whole(size)}, ${name}`, mine, ...ratio(best, 'SciPy'), ...ratio(best, 'munkres')]);
      console.error(rows.at(-1)!.join('  '));
    }
  }
  scipy?.close();
  const mean = (list: number[]) => (list.length > 0 ? times(geometricMean(list)) : '');
  rows.push(['geometric mean', '', '', mean(ratios.SciPy), '', mean(ratios.munkres)]);
  return [
    `Dense: processor time of the solve call, best of ${rounds} alternated, seed ${seed}; peers: SciPy`,
    `${scipy?.version ?? '(not here)'} \`linear_sum_assignment\` and npm \`munkres\`. Every answer had the same total.\n`,
    table(['problem', 'ours', 'SciPy', 'ratio', 'munkres', 'ratio'], rows),
  ].join('\n');
}

const scipyDense = async (scipy: Scipy | null, problem: Parameters<Scipy['dense']>[0]): Promise<Contender[]> =>
  scipy === null ? [] : [await scipy.dense(problem)];
