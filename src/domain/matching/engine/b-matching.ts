/**
 * The state of a solution: pairs on a bipartite graph where each person has so many places (a 'b-matching'), and prices
 * (dual variables). A person's first place has a worth of its own, further places have none, and no pair is made twice.
 *
 * Whoever changes it keeps these conditions, for all pairs of the graph and for the places that are open:
 *   a pair not made    worth ≤ price + price
 *   a pair made        worth ≥ price + price
 *   an empty place     its worth + price ≤ 0
 *   a filled place     its worth + price ≥ 0
 * They are complementary slackness: while they hold, the pairs are worth most of all that the open places allow, and the
 * prices prove it. A solution is found by opening places one after another (`shortest-path`, `phases`), and may be
 * changed at any time by closing some (`withdraw`) and opening them again.
 *
 * All numbers are integers below 2^53, held exactly.
 * Reference: Ford & Fulkerson, 'Flows in Networks' (1962); Burkard, Dell'Amico & Martello, 'Assignment Problems' (2009).
 */

/** Pairs of one node: to[k] with worth[k], for from ≤ k < end. */
export type Edges = { to: Int32Array; worth: Float64Array; from: number; end: number };

/**
 * Nodes are numbered through both sides. The answer is good until the next call. A graph may leave out pairs that are not
 * shorter than `below`, and keep others back, to be asked for only if a search gets so far; see `Rest`.
 */
export type Graph = { edgesOf: (node: number, below?: number) => Edges; rest?: Rest };

/** The length of a pair is by how much it is worth less than its two prices. */
export type Rest = {
  /** No pair that `edgesOf` keeps back is shorter. */
  least: (node: number) => number;
  /** All pairs that are shorter than this, kept back or not. */
  edgesOf: (node: number, below: number) => Edges;
};

/** Of each node: how many places it has, and what the first is worth. */
export type Places = { count: Int32Array; first: Float64Array };

export class BMatching {
  readonly places: Places;
  /** 0 or 1. */
  readonly side: Uint8Array;
  readonly price: Float64Array;
  /** How many places of each node the problem has so far. */
  readonly opened: Int32Array;
  readonly degree: Int32Array;
  private readonly start: Int32Array;
  private readonly partner: Int32Array;
  private readonly worth: Float64Array;

  /**
   * No place is open yet, so any prices will do that no pair is worth more than. `room`: how many places each node may
   * come to have, where they are yet to change.
   */
  constructor(places: Places, side: Uint8Array, price: Float64Array, room = places.count) {
    const size = side.length;
    this.places = places;
    this.side = side;
    this.price = price;
    this.opened = new Int32Array(size);
    this.degree = new Int32Array(size);
    this.start = new Int32Array(size + 1);
    for (let node = 0; node < size; node++) this.start[node + 1] = this.start[node]! + room[node]!;
    this.partner = new Int32Array(this.start[size]!);
    this.worth = new Float64Array(this.start[size]!);
  }

  /** The k-th partner of a node, k below its degree. */
  partnerOf(node: number, k: number): number {
    return this.partner[this.start[node]! + k]!;
  }

  worthWith(node: number, k: number): number {
    return this.worth[this.start[node]! + k]!;
  }

  linked(node: number, other: number): boolean {
    const from = this.start[node]!;
    const end = from + this.degree[node]!;
    for (let k = from; k < end; k++) if (this.partner[k] === other) return true;
    return false;
  }

  /** What the next place of a node, filled, would add to the two prices of its pair. */
  gainOfPlace(node: number): number {
    return (this.degree[node] === 0 ? this.places.first[node]! : 0) + this.price[node]!;
  }

  /** What the last place of a node is worth while it is filled. */
  worthOfLast(node: number): number {
    return this.degree[node] === 1 ? this.places.first[node]! : 0;
  }

  link(a: number, b: number, worth: number): void {
    this.attach(a, b, worth);
    this.attach(b, a, worth);
  }

  unlink(a: number, b: number): void {
    this.detach(a, b);
    this.detach(b, a);
  }

  /** Unmakes a pair and closes all empty places of both: the one that is empty now may be worth more than its price. */
  withdraw(a: number, b: number): void {
    this.unlink(a, b);
    this.opened[a] = this.degree[a]!;
    this.opened[b] = this.degree[b]!;
  }

  /**
   * Shifts everyone along a path of pairs not made and pairs made in turn, from its end back to its root. A root gains a
   * partner; an end on the root's own side loses one, an end opposite gains one.
   */
  exchange(root: number, end: number, { before, worth }: Path): void {
    let other = end;
    if (this.side[end] === this.side[root]) {
      other = before[end]!;
      this.unlink(end, other);
    }
    for (;;) {
      const node = before[other]!;
      const next = node === root ? -1 : before[node]!;
      if (next >= 0) this.unlink(node, next);
      this.link(node, other, worth[other]!);
      if (next < 0) return;
      other = next;
    }
  }

  /** What a pair that is made is worth from now on. */
  revalue(a: number, b: number, worth: number): void {
    for (const [node, other] of [
      [a, b],
      [b, a],
    ] as const) {
      let at = this.start[node]!;
      while (this.partner[at] !== other) at++;
      this.worth[at] = worth;
    }
  }

  /** Makes one node what it is in a state of the same nodes and room. */
  copyNode(from: BMatching, node: number): void {
    this.price[node] = from.price[node]!;
    this.opened[node] = from.opened[node]!;
    const degree = (this.degree[node] = from.degree[node]!);
    for (let at = this.start[node]!, end = at + degree; at < end; at++) {
      this.partner[at] = from.partner[at]!;
      this.worth[at] = from.worth[at]!;
    }
  }

  private attach(node: number, other: number, worth: number): void {
    const at = this.start[node]! + this.degree[node]!++;
    this.partner[at] = other;
    this.worth[at] = worth;
  }

  private detach(node: number, other: number): void {
    const from = this.start[node]!;
    const last = from + --this.degree[node]!;
    let at = from;
    while (this.partner[at] !== other) at++;
    this.partner[at] = this.partner[last]!;
    this.worth[at] = this.worth[last]!;
  }
}

/** For each node on a path the one before it, and for one opposite the root, what its pair with that is worth. */
export type Path = { before: Int32Array; worth: Float64Array };
