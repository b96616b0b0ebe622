/**
 * A solved match that follows small changes exactly: someone joins or leaves, a pair is locked, unlocked, forbidden or
 * allowed. Each level of the objective (see `assign`) follows; then, if as many people as can be no longer reach the same
 * lowest score, or reach a higher one, the levels move to another floor. A change is tried in place, and then kept or
 * undone.
 *
 * Cost: a search among the people whom the change concerns, and a few passes over all people; where the lowest score
 * moves, besides a search for each pair that it takes away, a few times over; see `live-floors.ts`.
 */
import { headcount, isSame, type Settled } from '../assign.ts';
import type { BMatching, Places } from '../b-matching.ts';
import type { Field } from '../field.ts';
import { judge, type Judge } from '../judge.ts';
import { keptColumns } from './kept-columns.ts';
import { atLowestScore } from './live-floors.ts';
import { LiveLevel, type Concerned, type Ends } from './live-level.ts';
import type { LockedPair } from '../locks.ts';
import { NodePairs } from '../node-pairs.ts';
import type { SurveyedSource } from '../pair-source.ts';
import { largestWorth, scoreAt, type Problem, type Worths } from '../problem.ts';
import type { Facing, VisitPair } from '../roster.ts';
import type { Run } from '../run.ts';

/** What is different: who is concerned (as a row or a column), and what they may have now. */
export type Edit = {
  sides: Facing;
  source: SurveyedSource;
  locked: LockedPair[];
  concerned: { isRow: boolean; at: number; count: number; hasPartner: boolean; waits: boolean }[];
  /** Barred from now on, and no longer. */
  bar: RowCol | null;
  unbar: RowCol | null;
};
type RowCol = { row: number; col: number };

/** `beyond`: the match must be solved afresh. */
export type Followed = 'done' | 'stopped' | 'beyond';

type Levels = { people: LiveLevel; above: LiveLevel | null; total: LiveLevel };

/** A match to begin with, in another numbering: its columns begin at `firstCol`, its worths are to be `scale` times as much. */
type Start = {
  sides: Facing;
  source: SurveyedSource;
  locked: LockedPair[];
  firstCol: number;
  places: Places;
  worths: Worths;
  scale: number;
  barred: Iterable<RowCol>;
  inForce: Iterable<RowCol>;
  levels: { people: Stand; above: Stand | null; total: Stand };
  balanced: boolean;
  ties: Ties;
};
/** Ties go to pairs `given`, or to the match's `own` last pairs; `undecided`: to these, but numbers would be too large. */
type Ties = 'given' | 'own' | 'undecided';
type Stand = Pick<Settled, 'level' | 'state'>;

/** Room for so many to join on each side, with so many places each. */
const joiners = 64;
const placesOfJoiner = 4;

export class LiveMatch {
  readonly field: Field;
  readonly balanced: boolean;
  sides: Facing;
  locked: LockedPair[];
  private source: SurveyedSource;
  private levels: Levels;
  /** The levels before the changes that are neither kept nor undone yet. */
  private before: Levels;
  private lockedBefore: LockedPair[];
  private undoing: (() => void)[] = [];
  private lastJudge: Judge | undefined;
  private readonly room: Int32Array;
  private readonly ties: Ties;

  constructor(start: Start) {
    const { sides, source, locked, scale, worths } = start;
    this.sides = sides;
    this.source = source;
    this.locked = this.lockedBefore = locked;
    this.balanced = start.balanced;
    this.ties = start.ties;
    const firstCol = source.rows + joiners;
    const size = firstCol + source.cols + joiners;
    const nodeOf = (node: number) => (node < start.firstCol ? node : node - start.firstCol + firstCol);
    const places = { count: new Int32Array(size), first: new Float64Array(size) };
    this.room = new Int32Array(size).fill(placesOfJoiner);
    for (let node = 0; node < start.places.count.length; node++) {
      const here = nodeOf(node);
      const isSomebody = node < start.firstCol ? node < source.rows : here < firstCol + source.cols;
      if (!isSomebody) continue;
      places.count[here] = this.room[here] = start.places.count[node]!;
      places.first[here] = start.places.first[node]! * scale;
    }
    for (const { row, col } of locked) for (const node of [row, firstCol + col]) this.room[node]!++;
    const pairs = (list: Iterable<RowCol>) => {
      const set = new NodePairs();
      for (const { row, col } of list) set.add(row, firstCol + col);
      return set;
    };
    this.field = {
      source,
      firstCol,
      places,
      side: new Uint8Array(size).fill(1, firstCol),
      worths: {
        placeValue: worths.placeValue * scale,
        waitingValue: worths.waitingValue * scale,
        scoreValue: worths.scoreValue * scale,
        currentValue: worths.currentValue,
        pairCost: worths.pairCost * scale,
        mostScores: worths.mostScores * scale + scale - 1,
      },
      barred: pairs(start.barred),
      inForce: pairs(start.inForce),
    };
    const live = ({ level, state }: Stand) =>
      new LiveLevel(this.field, { ...level, floor: level.floor * scale }, this.room, state, nodeOf, scale);
    const { people, above, total } = start.levels;
    this.levels = { people: live(people), above: above && live(above), total: live(total) };
    this.before = this.levels;
    if (scale > 1) {
      for (let row = 0; row < source.rows; row++) this.levels.total.touch(row);
      this.keep();
    }
  }

  /** Makes a change, which is then to be kept or undone. */
  follow(edit: Edit, mayGoOn: () => boolean): Followed {
    const { people, above, total } = this.levels;
    const levels = above ? [people, above, total] : [people, total];
    const concerned = this.concernedBy(edit);
    const [bar, unbar] = [this.ends(edit.bar), this.ends(edit.unbar)];
    for (const level of levels) level.lean(concerned, bar);
    this.change(edit, concerned, bar, unbar);
    if (!this.worthsStillHold()) return 'beyond';
    for (const level of levels) if (!level.follow(concerned, bar, unbar, mayGoOn)) return 'stopped';
    return this.moveFloors(mayGoOn);
  }

  keep(): void {
    if (this.ties === 'own') this.preferPairsMade();
    for (const level of Object.values(this.levels)) level?.keep();
    this.before = this.levels;
    this.lockedBefore = this.locked;
    this.undoing = [];
  }

  undo(): void {
    for (const undo of this.undoing.reverse()) undo();
    this.levels = this.before;
    for (const level of Object.values(this.levels)) level?.undo();
    this.undoing = [];
  }

  /** Whether a change can be kept: pairs made now must be able to decide ties from then on. */
  get canKeep(): boolean {
    return this.ties !== 'undecided';
  }

  /** Whether whoever joins, or has more places, finds room; else go on with `roomier`. */
  hasRoom({ concerned }: Edit): boolean {
    const { firstCol, side } = this.field;
    return concerned.every(({ isRow, at, count }) => {
      const node = this.node(isRow, at);
      return node < (isRow ? firstCol : side.length) && count <= this.room[node]!;
    });
  }

  /** The same with room for more people. */
  roomier(): LiveMatch {
    const { sides, source, locked, balanced, ties, field, levels } = this;
    const { firstCol, places, worths } = field;
    const stand = ({ level, now }: LiveLevel): Stand => ({ level, state: now });
    const { people, above, total } = levels;
    return new LiveMatch({
      ...{ sides, source, locked, balanced, ties, firstCol, places, worths, scale: 1 },
      barred: this.rowCols(field.barred),
      inForce: this.rowCols(field.inForce),
      levels: { people: stand(people), above: above && stand(above), total: stand(total) },
    });
  }

  isBarred(row: number, col: number): boolean {
    return this.field.barred.has(row, this.field.firstCol + col);
  }

  /** What is asked of it now: the pairs of everyone in `sides`. */
  get pairs(): SurveyedSource {
    return this.source;
  }

  /** The rules and the score for everyone in `sides`. */
  get judged(): Judge {
    if (this.lastJudge?.sides !== this.sides) this.lastJudge = judge(this.sides, this.sides.roster.input.settings);
    return this.lastJudge;
  }

  /** All pairs made now, the locked ones among them. */
  eachPair(visit: VisitPair): void {
    const { firstCol, worths } = this.field;
    const { now } = this.levels.total;
    for (const { row, col, score } of this.locked) visit(row, col, score, true);
    for (let row = 0; row < this.sides.rows.size; row++) {
      for (let k = 0; k < now.degree[row]!; k++) {
        // A pair in force is worth a little more than its score, but less than one point.
        visit(row, now.partnerOf(row, k) - firstCol, scoreAt(worths, now.worthWith(row, k)), false);
      }
    }
  }

  /** Whose partners are others since the last change was kept: their numbers, and those of their partners. */
  changes(): { isRow: boolean; at: number; before: number[]; after: number[] }[] {
    const { firstCol } = this.field;
    const { total } = this.levels;
    const old = this.before.total.before;
    const { now } = total;
    const isAsBefore = (node: number): boolean => {
      if (old.degree[node] !== now.degree[node]) return false;
      for (let k = 0; k < old.degree[node]!; k++) if (!now.linked(node, old.partnerOf(node, k))) return false;
      return true;
    };
    const nodes = new Set(total.changed.filter((node) => !isAsBefore(node)));
    for (const pair of this.lockedBefore === this.locked ? [] : [...this.lockedBefore, ...this.locked]) {
      nodes.add(pair.row);
      nodes.add(firstCol + pair.col);
    }
    return [...nodes].flatMap((node) => {
      const [before, after] = [partners(old, this.lockedBefore, node), partners(now, this.locked, node)];
      if (before.length === after.length && before.every((other, k) => other === after[k])) return [];
      const isRow = node < firstCol;
      const number = (other: number) => (isRow ? other - firstCol : other);
      return [{ isRow, at: isRow ? node : node - firstCol, before: before.map(number), after: after.map(number) }];
    });

    function partners(state: BMatching, locked: LockedPair[], node: number): number[] {
      const list = Array.from({ length: state.degree[node]! }, (_, k) => state.partnerOf(node, k));
      for (const { row, col } of locked) {
        if (row === node) list.push(firstCol + col);
        if (firstCol + col === node) list.push(row);
      }
      return list.sort((a, b) => a - b);
    }
  }

  /** Pairs made now, and locked ones, decide ties from now on; those that are no longer made don't. */
  private preferPairsMade(): void {
    const { firstCol, inForce, worths } = this.field;
    const { total } = this.levels;
    for (const { row, col } of this.locked) inForce.add(row, firstCol + col);
    const isLocked = new Set(this.locked.map(({ row, col }) => row * total.now.degree.length + firstCol + col));
    for (const row of [...total.changed]) {
      if (row >= firstCol) continue;
      for (const col of [...(inForce.of(row) ?? [])]) {
        if (!total.now.linked(row, col) && !isLocked.has(row * total.now.degree.length + col)) inForce.delete(row, col);
      }
      for (let k = 0; k < total.now.degree[row]!; k++) {
        const col = total.now.partnerOf(row, k);
        if (inForce.has(row, col)) continue;
        inForce.add(row, col);
        total.now.revalue(row, col, total.now.worthWith(row, k) + worths.currentValue);
        total.touch(col);
      }
    }
  }

  private moveFloors(mayGoOn: () => boolean): Followed {
    const { people, above, total } = this.levels;
    if (!above) return 'done';
    const { worths, places } = this.field;
    const count = ({ now }: LiveLevel) => headcount({ places, placeValue: worths.placeValue }, now);
    const most = count(people);
    if (most.places === 0) return 'beyond';
    const moved = atLowestScore({ people, above, total }, worths, (level) => isSame(count(level), most), mayGoOn);
    if (!moved) return 'stopped';
    this.levels = moved;
    return 'done';
  }

  private worthsStillHold(): boolean {
    const { source, places, side, worths, inForce } = this.field;
    const { placeValue, waitingValue, scoreValue, currentValue, pairCost, mostScores } = worths;
    const open = [0, 0];
    let waiting = 0;
    for (let node = 0; node < side.length; node++) {
      open[side[node]!]! += places.count[node]!;
      if (places.count[node]! > 0 && places.first[node]! > placeValue) waiting++;
    }
    const pairs = Math.min(open[0]!, open[1]!);
    const ties = inForce.size * currentValue;
    return (
      ties + pairs * pairCost < scoreValue &&
      pairs * source.highest * scoreValue + ties <= mostScores &&
      waiting * waitingValue + mostScores < placeValue
    );
  }

  private change(edit: Edit, concerned: Concerned[], bar: Ends | null, unbar: Ends | null): void {
    const { field, sides, locked, source } = this;
    const { places, barred } = field;
    this.lockedBefore = locked;
    const put = (which: 'before' | 'after') => () => {
      for (const each of concerned) {
        places.count[each.node] = each[which].count;
        places.first[each.node] = each[which].first;
      }
    };
    this.undoing.push(put('before'), () => {
      [this.sides, this.locked] = [sides, locked];
      this.source = field.source = source;
    });
    put('after')();
    [this.sides, this.locked] = [edit.sides, edit.locked];
    this.source = field.source = edit.source;
    if (unbar && barred.has(unbar.row, unbar.col)) {
      barred.delete(unbar.row, unbar.col);
      this.undoing.push(() => barred.add(unbar.row, unbar.col));
    }
    if (bar && !barred.has(bar.row, bar.col)) {
      barred.add(bar.row, bar.col);
      this.undoing.push(() => barred.delete(bar.row, bar.col));
    }
  }

  private concernedBy({ concerned }: Edit): Concerned[] {
    const { places, worths } = this.field;
    return concerned.map(({ isRow, at, count, hasPartner, waits }) => {
      const node = this.node(isRow, at);
      const first = hasPartner ? 0 : worths.placeValue + (waits ? worths.waitingValue : 0);
      return { node, before: { count: places.count[node]!, first: places.first[node]! }, after: { count, first } };
    });
  }

  private node(isRow: boolean, at: number): number {
    return isRow ? at : this.field.firstCol + at;
  }

  private ends(pair: RowCol | null): Ends | null {
    return pair && { row: pair.row, col: this.field.firstCol + pair.col };
  }

  private rowCols(pairs: NodePairs): RowCol[] {
    const { firstCol } = this.field;
    return [...pairs].map(([row, col]) => ({ row, col: col - firstCol }));
  }
}

/**
 * A match that is solved, to be followed from now on; null where that can't be done. Ties go to pairs in force, or
 * without these (`keepsOwn`) to the match's own.
 */
export function liveMatch(
  run: Run,
  locked: LockedPair[],
  lockedInForce: RowCol[],
  balanced: boolean,
  keepsOwn: boolean,
): LiveMatch | null {
  const { sides, source, problem, found } = run;
  if (!found.complete || found.answer !== found.total.state) return null;
  // Where nobody gets a first partner there is no lowest score yet, but after a change there may be.
  if (balanced && !found.above) return null;
  const scale = keepsOwn && problem.current.size === 0 ? scaleFor(problem, found.total.state, locked.length) : 1;
  return new LiveMatch({
    sides,
    source: keptColumns(source),
    locked,
    firstCol: source.rows,
    places: problem.places,
    worths: problem,
    scale,
    barred: problem.barred,
    inForce: problem.keepsCurrent ? [...problem.current, ...lockedInForce] : [],
    levels: found,
    balanced,
    ties: !keepsOwn ? 'given' : scale > 1 || problem.current.size > 0 ? 'own' : 'undecided',
  });
}

/** Everything worth so many times as much, 1 more for each pair made decides ties only. 1: numbers would be too large. */
function scaleFor({ placeValue, pairCost }: Problem, { degree }: BMatching, locked: number): number {
  const made = degree.reduce((sum, one) => sum + one, 0) / 2 + locked;
  const scale = 2 * made + 16;
  // Where each pair costs something, keeping one would have to be worth more than that, and isn't.
  return pairCost > 0 || placeValue * scale > largestWorth ? 1 : scale;
}
