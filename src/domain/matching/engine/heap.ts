/** A binary heap of nodes by distance, in which a node's distance can be lowered. Nodes are numbered below `nodes`. */
export class Heap {
  private readonly keys: Float64Array;
  private readonly items: Int32Array;
  private readonly place: Int32Array;
  private size = 0;

  constructor(nodes: number) {
    this.keys = new Float64Array(nodes);
    this.items = new Int32Array(nodes);
    this.place = new Int32Array(nodes).fill(-1);
  }

  clear(): void {
    for (let k = 0; k < this.size; k++) this.place[this.items[k]!] = -1;
    this.size = 0;
  }

  /** The smallest distance; Infinity when empty. */
  get least(): number {
    return this.size === 0 ? Infinity : this.keys[0]!;
  }

  /** Puts a node in, or lowers its distance. */
  put(key: number, item: number): void {
    const { keys, items, place } = this;
    let at = place[item]! < 0 ? this.size++ : place[item]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      place[(items[at] = items[up]!)] = at;
      at = up;
    }
    keys[at] = key;
    items[at] = item;
    place[item] = at;
  }

  /** The node at the smallest distance; the heap must not be empty. */
  pop(): number {
    const { keys, items, place } = this;
    const top = items[0]!;
    place[top] = -1;
    const size = --this.size;
    if (size === 0) return top;
    const key = keys[size]!;
    const item = items[size]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down++;
      if (keys[down]! >= key) break;
      keys[at] = keys[down]!;
      place[(items[at] = items[down]!)] = at;
      at = down;
    }
    keys[at] = key;
    items[at] = item;
    place[item] = at;
    return top;
  }
}
