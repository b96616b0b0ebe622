/** One timed solution: seconds of processor time of the solve alone, and what was reached. */
export type Solved = { seconds: number; pairs: number; total: number };
export type Contender = { name: string; solve: () => Solved | Promise<Solved> };

/** Seconds of processor time so far, of this whole process: garbage collection and compilation too. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs `work` and says how many seconds of processor time it took. */
export function timed<Value>(work: () => Value): { seconds: number; value: Value } {
  const began = processorSeconds();
  const value = work();
  return { seconds: processorSeconds() - began, value };
}

/**
 * Each contender in turn, `rounds` times over, so that all meet the same neighbours; the best time of each counts.
 * After `patience` seconds of one contender no further round begins. Throws unless all reach the same answer.
 */
export async function race(contenders: Contender[], rounds: number, patience = 60): Promise<Map<string, Solved>> {
  const best = new Map<string, Solved>();
  const spent = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, solve } of contenders) {
      const solved = await solve();
      const before = best.get(name);
      if (before === undefined || solved.seconds < before.seconds) best.set(name, solved);
      spent.set(name, (spent.get(name) ?? 0) + solved.seconds);
    }
    if (Math.max(...spent.values()) > patience) break;
  }
  const answers = new Set([...best.values()].map(({ pairs, total }) => `${pairs} pairs worth ${total}`));
  if (answers.size > 1) {
    throw new Error(`answers differ: ${[...best].map(([name, s]) => `${name} ${s.pairs} ${s.total}`).join(', ')}`);
  }
  return best;
}

export const geometricMean = (ratios: number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

/** The value that a share of the list is at or below. */
export function quantile(list: number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
