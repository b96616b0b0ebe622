/** For each of `start.length − 1` sources, the targets to[start[s]] … to[start[s + 1] − 1], ascending, each once. */
export type Links = { start: Int32Array; to: Int32Array };

/** From `sources[k]` to `targets[k]`; both are below `size`. */
export function linksOf(size: number, sources: ArrayLike<number>, targets: ArrayLike<number>): Links {
  // Grouped by target first: whoever then goes to their source arrive in ascending order.
  const byTarget = groupBy(targets, size);
  const bySource = groupBy(
    byTarget.to.map((k) => sources[k]!),
    size,
  );
  const to = bySource.to.map((k) => targets[byTarget.to[k]!]!);
  const start = new Int32Array(size + 1);
  let kept = 0;
  for (let s = 0; s < size; s++) {
    for (let k = bySource.start[s]!; k < bySource.start[s + 1]!; k++) {
      if (kept === start[s] || to[kept - 1] !== to[k]) to[kept++] = to[k]!;
    }
    start[s + 1] = kept;
  }
  return { start, to: to.slice(0, kept) };
}

/** The same in both directions. */
export const mutualLinks = (size: number, sources: number[], targets: number[]): Links =>
  linksOf(size, [...sources, ...targets], [...targets, ...sources]);

/** Places in `keys` grouped by their key, as targets of that key; a negative key belongs to no group. */
export function groupBy(keys: ArrayLike<number>, groups: number): Links {
  const start = new Int32Array(groups + 1);
  for (let k = 0; k < keys.length; k++) if (keys[k]! >= 0) start[keys[k]! + 1]!++;
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
  const fill = start.slice();
  const to = new Int32Array(start[groups]!);
  for (let k = 0; k < keys.length; k++) if (keys[k]! >= 0) to[fill[keys[k]!]!++] = k;
  return { start, to };
}
