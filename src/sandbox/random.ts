/** Random numbers that a seed repeats exactly. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of the items, all equally likely. */
  pick<T>(items: readonly T[]): T;
};

/** sfc32 (Chris Doty-Humphrey's Small Fast Chaotic generator), its state filled from one seed, number or text. */
export function seededRandom(seed: number | string): Random {
  let hash = 2166136261;
  for (const character of String(seed)) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
  let [a, b, c, counter] = [hash, hash ^ 0x9e3779b9, 0xdeadbeef, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (items) => items[below(items.length)]! };
}
