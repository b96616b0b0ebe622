/** What a fact is worth where a rule forbids the pair. */
export const never = -1;

/** How many values are kept for asking again. */
const mostKept = 1_000_000;

/** One thing about each person of which few different kinds exist, and what two kinds are worth to each other. */
export type Fact = {
  ofRow: Int32Array;
  ofCol: Int32Array;
  kinds: number;
  /** What a row of this kind scores with a column of each kind; `never` where the two may not meet. */
  against: (rowKind: number) => Int32Array;
};

export function fact(
  ofRow: Int32Array,
  ofCol: Int32Array,
  kinds: number,
  worth: (rowKind: number, colKind: number) => number,
): Fact {
  const known = new Map<number, Int32Array>();
  const against = (rowKind: number): Int32Array => {
    const kept = known.get(rowKind);
    if (kept) return kept;
    const values = new Int32Array(kinds);
    for (let kind = 0; kind < kinds; kind++) values[kind] = worth(rowKind, kind);
    if ((known.size + 1) * kinds <= mostKept) known.set(rowKind, values);
    return values;
  };
  return { ofRow, ofCol, kinds, against };
}
