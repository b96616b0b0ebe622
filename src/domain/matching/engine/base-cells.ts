/**
 * What the facts alone make of each row: one cell per column, 0 where a rule forbids it.
 *
 * Few different rows exist in this light (level, languages, hours, zone), and few different columns, so a row's cells
 * are worked out once per kind of row from one value per kind of column, and then copied.
 * Cost: kinds of rows × columns, and as many bytes up to a limit; past it a row's cells are worked out when asked for.
 */
import { never, type Fact } from './fact.ts';
import type { Cells } from './pair-source.ts';

const mostKeptBytes = 24_000_000;

export class BaseCells {
  private readonly facts: Fact[];
  private readonly rowClass: Classes;
  private readonly colClass: Classes;
  private readonly kept: (Cells | undefined)[] = [];
  private readonly allowedOf: Int32Array;
  private readonly classCells: Cells;
  private readonly scratch: Cells;
  private room = mostKeptBytes;

  constructor(facts: Fact[], rows: number, cols: number, empty: (size: number) => Cells) {
    this.facts = facts;
    this.rowClass = classesOf(
      rows,
      facts.map(({ ofRow }) => ofRow),
    );
    this.colClass = classesOf(
      cols,
      facts.map(({ ofCol }) => ofCol),
    );
    this.allowedOf = new Int32Array(this.rowClass.first.length);
    this.classCells = empty(this.colClass.first.length);
    this.scratch = empty(cols);
  }

  /** Read only, and good until the next call. */
  of(row: number): Cells {
    const kind = this.rowClass.of[row]!;
    const kept = this.kept[kind];
    if (kept) return kept;
    const shared = this.rowClass.size[kind]! > 1 && this.room >= this.scratch.byteLength;
    const cells = shared ? this.scratch.slice() : this.scratch;
    this.allowedOf[kind] = this.fill(row, cells);
    if (shared) {
      this.kept[kind] = cells;
      this.room -= cells.byteLength;
    }
    return cells;
  }

  /** How many cells of a row that was asked for are not 0. */
  allowed(row: number): number {
    return this.allowedOf[this.rowClass.of[row]!]!;
  }

  private fill(row: number, cells: Cells): number {
    const { first, of, size } = this.colClass;
    const ofClass = this.classCells.fill(1);
    for (const { ofRow, ofCol, against } of this.facts) {
      const worth = against(ofRow[row]!);
      for (let k = 0; k < first.length; k++) {
        const value = worth[ofCol[first[k]!]!]!;
        if (value === never) ofClass[k] = 0;
        else if (ofClass[k] !== 0) ofClass[k]! += value;
      }
    }
    for (let col = 0; col < of.length; col++) cells[col] = ofClass[of[col]!]!;
    return size.reduce((sum, members, k) => (ofClass[k] === 0 ? sum : sum + members), 0);
  }
}

/** Members that no fact tells apart share a class. */
type Classes = { of: Int32Array; size: Int32Array; /** One member of each. */ first: Int32Array };

function classesOf(members: number, kindsOf: Int32Array[]): Classes {
  let of = new Int32Array(members);
  let classes = 1;
  for (const kinds of kindsOf) {
    const numbers = new Map<number, number>();
    of = of.map((before, k) => {
      const key = kinds[k]! * classes + before;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      return number;
    });
    classes = numbers.size;
  }
  const size = new Int32Array(classes);
  const first = new Int32Array(classes);
  for (let k = members - 1; k >= 0; k--) {
    size[of[k]!]!++;
    first[of[k]!] = k;
  }
  return { of, size, first };
}
