/**
 * Rows of cells that depend on nothing but a few facts, such as zone or level.
 *
 * Few different rows exist in the light of one fact, so its row for each kind of person is worked out once; those of
 * several facts are then combined word by word, four cells at a time, and kept too where several people share them.
 * Cost: a row is a look into a list, or else a pass over its words per fact. At most `mostBytes` are kept.
 */
import { cellsOf, wordsFor, type Layout } from './cells.ts';
import type { Fact } from './fact.ts';

/** Cells before any fact, what a fact's worth makes of a cell, and how two rows come together. */
export type Meaning = {
  initial: number;
  cellOf: (worth: number) => number;
  combine: (into: Int32Array, from: Int32Array) => void;
};

export class KindRows {
  private readonly facts: Fact[];
  private readonly layout: Layout;
  private readonly meaning: Meaning;
  private readonly cols: number;
  private readonly classes: Classes;
  private readonly ofClass: (Int32Array | undefined)[] = [];
  private readonly ofKind: (Int32Array | undefined)[][];
  private readonly bits: Int32Array;
  private readonly initial: Int32Array;
  private readonly scratch: Int32Array;
  private readonly other: Int32Array;
  private room: number;

  constructor(facts: Fact[], rows: number, cols: number, layout: Layout, meaning: Meaning, mostBytes: number) {
    this.facts = facts;
    this.layout = layout;
    this.meaning = meaning;
    this.cols = cols;
    this.room = mostBytes;
    this.classes = classesOf(rows, facts);
    this.ofKind = facts.map(() => []);
    this.bits = new Int32Array(this.classes.size.length).fill(-1);
    this.initial = new Int32Array(wordsFor(layout, cols));
    cellsOf(layout, this.initial).fill(meaning.initial, 0, cols);
    this.scratch = this.initial.slice();
    this.other = this.initial.slice();
  }

  /** Read only, and good until the next call. */
  of(row: number): Int32Array {
    const own = this.classes.of[row]!;
    const kept = this.ofClass[own];
    if (kept) return kept;
    this.scratch.set(this.initial);
    for (let f = 0; f < this.facts.length; f++) this.meaning.combine(this.scratch, this.ofFact(f, row));
    if (this.classes.size[own] === 1 || !this.hasRoom()) return this.scratch;
    return (this.ofClass[own] = this.scratch.slice());
  }

  /** How many bits of a row are set. */
  bitsSet(row: number): number {
    const own = this.classes.of[row]!;
    if (this.bits[own]! < 0) this.bits[own] = countBits(this.of(row));
    return this.bits[own]!;
  }

  private ofFact(f: number, row: number): Int32Array {
    const { ofRow, ofCol, against } = this.facts[f]!;
    const kind = ofRow[row]!;
    const kept = this.ofKind[f]![kind];
    if (kept) return kept;
    const ofKinds = against(kind).map(this.meaning.cellOf);
    const words = this.hasRoom() ? (this.ofKind[f]![kind] = this.other.slice()) : this.other;
    const cells = cellsOf(this.layout, words);
    for (let col = 0, end = this.cols; col < end; col++) cells[col] = ofKinds[ofCol[col]!]!;
    return words;
  }

  private hasRoom(): boolean {
    this.room -= this.scratch.byteLength;
    return this.room >= 0;
  }
}

/** Rows that no fact tells apart share a class. */
type Classes = { of: Int32Array; size: Int32Array };

function classesOf(rows: number, facts: Fact[]): Classes {
  let of = new Int32Array(rows);
  let classes = 1;
  for (const { ofRow } of facts) {
    const numbers = new Map<number, number>();
    of = of.map((before, row) => {
      const key = ofRow[row]! * classes + before;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      return number;
    });
    classes = numbers.size;
  }
  const size = new Int32Array(classes);
  for (const number of of) size[number]!++;
  return { of, size };
}

function countBits(words: Int32Array): number {
  let count = 0;
  for (let k = 0, end = words.length; k < end; k++) {
    let word = words[k]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
