import type { BMatching } from './b-matching.ts';
import type { Core, Level, Picks } from './core.ts';

/** All pairs there are between `rows` and `cols`; nodes are rows first, then columns. */
export type Pairs = {
  rows: number;
  cols: number;
  /** The row's `count` best pairs, scored. */
  best: (row: number, count: number) => Picks;
  gainful: (level: Level, price: Float64Array) => Gainful;
};

/**
 * At the prices and level it was made for: up to `count` pairs of a row, scored, that gain most, being worth more than both
 * prices. Only columns `among` these, by number, if given.
 */
export type Gainful = (row: number, count: number, among?: Int32Array) => Picks | null;

/** So many rows are worked on between two looks at the watch. */
export const betweenQuestions = 64;

/** To look at a few columns one by one takes so many times as long for each as to look through all of them. */
const fewAmongMany = 4;

/**
 * Where pairs are worth nothing, a few that are missing make nearly everyone hopeful, and a few rows can make them: a
 * round ends at so many hopeful rows, and at twice as many the next time.
 */
const fewHopeful = 256;

/** Looks through all pairs for some that would gain, and adds them to the core. */
export class Pricing {
  private readonly pairs: Pairs;
  private readonly core: Core;
  private readonly level: Level;
  private readonly state: BMatching;
  private readonly count: number;
  /** Prices at the last look at all rows: whoever's has not fallen since has no more to gain than then. */
  private checked: Float64Array | undefined;
  /** Rows that had something to gain, then or since. */
  private readonly again = new Set<number>();
  /** Where the next round begins, and after how many hopeful rows it may end. */
  private next = 0;
  private most: number;

  /** `count`: how many pairs a row may gain in one round. `proven`: prices from which no pair gained, if any are known. */
  constructor(pairs: Pairs, core: Core, level: Level, state: BMatching, count: number, proven?: Float64Array) {
    this.pairs = pairs;
    this.core = core;
    this.level = level;
    this.state = state;
    this.count = count;
    this.checked = proven;
    this.most = level.scored ? Infinity : fewHopeful;
  }

  /** Returns the rows that have something to gain; none: no pair has, of all there are; null: stopped on the way. */
  round(mayGoOn: () => boolean): number[] | null {
    const { pairs, state, checked, again } = this;
    const { price, places, degree } = state;
    const gainful = pairs.gainful(this.level, price);
    const cheaper: number[] = [];
    for (let col = 0; checked && col < pairs.cols; col++) {
      if (price[pairs.rows + col]! < checked[pairs.rows + col]!) cheaper.push(col);
    }
    const among = fewAmongMany * cheaper.length < pairs.cols ? Int32Array.from(cheaper) : undefined;
    const hopeful: number[] = [];
    const first = this.next;
    for (let k = 0; k < pairs.rows && hopeful.length < this.most; k++) {
      const row = (first + k) % pairs.rows;
      if (k % betweenQuestions === 0 && !mayGoOn()) return null;
      this.next = row;
      if (places.count[row] === 0) continue;
      const asBefore = checked !== undefined && !again.has(row) && price[row]! >= checked[row]!;
      if (asBefore && cheaper.length === 0) continue;
      const picks = gainful(row, this.count + degree[row]!, asBefore ? among : undefined);
      if (picks && this.addNew(row, picks)) hopeful.push(row);
    }
    if (hopeful.length === this.most) this.most *= 2;
    else {
      this.checked = price.slice();
      again.clear();
      this.next = 0;
    }
    for (const row of hopeful) again.add(row);
    return hopeful;
  }

  /** Pairs that are made may well be worth more than both prices; the others are news. */
  private addNew(row: number, { to, worth }: Picks): boolean {
    const open = to.flatMap((node, k) => (this.state.linked(row, node) ? [] : [k]));
    if (open.length > 0) this.core.add(row, { to: open.map((k) => to[k]!), worth: open.map((k) => worth[k]!) });
    return open.length > 0;
  }
}
