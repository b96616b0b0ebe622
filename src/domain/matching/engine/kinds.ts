import type { Rule } from './rule.ts';

/**
 * A rule that looks at nothing but one fact of each, of which few different ones exist: asked once per row and kind,
 * then read for every column.
 */
export function markByKind(
  rowKind: Int32Array,
  colKind: Int32Array,
  kinds: number,
  holds: (rowKind: number, colKind: number) => boolean,
): Rule['mark'] {
  const excluded: (Uint8Array | undefined)[] = [];
  return (row, bit, fails) => {
    const kind = rowKind[row]!;
    const out = (excluded[kind] ??= Uint8Array.from({ length: kinds }, (_, other) => (holds(kind, other) ? 0 : 1)));
    let count = 0;
    for (let col = 0; col < colKind.length; col++) {
      if (out[colKind[col]!] === 0) continue;
      fails[col]! |= bit;
      count++;
    }
    return count;
  };
}
