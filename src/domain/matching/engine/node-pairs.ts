/** A set of pairs of nodes, to be asked from either end. */
export class NodePairs {
  private readonly byNode = new Map<number, Set<number>>();
  size = 0;

  add(a: number, b: number): void {
    if (this.of(a)?.has(b)) return;
    this.size++;
    this.put(a, b);
    this.put(b, a);
  }

  delete(a: number, b: number): void {
    if (!this.byNode.get(a)?.delete(b)) return;
    this.byNode.get(b)!.delete(a);
    this.size--;
  }

  has(a: number, b: number): boolean {
    return this.byNode.get(a)?.has(b) ?? false;
  }

  /** Whom a node is paired with. */
  of(node: number): ReadonlySet<number> | undefined {
    return this.byNode.get(node);
  }

  *[Symbol.iterator](): Generator<[number, number]> {
    for (const [a, others] of this.byNode) for (const b of others) if (a < b) yield [a, b];
  }

  private put(a: number, b: number): void {
    const others = this.byNode.get(a);
    if (others) others.add(b);
    else this.byNode.set(a, new Set([b]));
  }
}
