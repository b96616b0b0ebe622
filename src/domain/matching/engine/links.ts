/** For each of `start.length − 1` sources, the targets to[start[s]] … to[start[s + 1] − 1], ascending, each once. */
export type Links = { start: Int32Array; to: Int32Array };

/** `pairs` holds source, target, source, target, … */
export function linksOf(sources: number, pairs: number[]): Links {
  const bySource: (number[] | undefined)[] = [];
  for (let k = 0; k < pairs.length; k += 2) {
    const source = pairs[k]!;
    (bySource[source] ??= []).push(pairs[k + 1]!);
  }
  const start = new Int32Array(sources + 1);
  const to: number[] = [];
  for (let s = 0; s < sources; s++) {
    const targets = bySource[s];
    if (targets) for (const target of new Set(targets.sort((a, b) => a - b))) to.push(target);
    start[s + 1] = to.length;
  }
  return { start, to: Int32Array.from(to) };
}

/** The same in both directions. */
export function mutualLinks(size: number, pairs: number[]): Links {
  const both: number[] = [];
  for (let k = 0; k < pairs.length; k += 2) both.push(pairs[k]!, pairs[k + 1]!, pairs[k + 1]!, pairs[k]!);
  return linksOf(size, both);
}

/** Sources grouped by their key, as targets of that key; a negative key belongs to no group. */
export function groupBy(keys: Int32Array, groups: number): Links {
  const start = new Int32Array(groups + 1);
  for (const key of keys) if (key >= 0) start[key + 1]!++;
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
  const fill = start.slice();
  const to = new Int32Array(start[groups]!);
  keys.forEach((key, source) => {
    if (key >= 0) to[fill[key]!++] = source;
  });
  return { start, to };
}
