/** People in the order of their prices, and how many of them share the lowest. */
export type Order = { order: Int32Array; lowest: number };

export function orderByPrice(price: Float64Array, from: number, size: number): Order {
  const order = Int32Array.from({ length: size }, (_, k) => from + k).sort((a, b) => price[a]! - price[b]! || a - b);
  let lowest = 0;
  while (lowest < size && price[order[lowest]!] === price[order[0]!]) lowest++;
  return { order, lowest };
}

/** The `count` with the lowest prices, lowest first. */
export function lowestFew(nodes: number[], price: Float64Array, count: number): number[] {
  const few: number[] = [];
  for (const node of nodes) {
    if (few.length === count && price[node]! >= price[few[count - 1]!]!) continue;
    let at = Math.min(few.length, count - 1);
    for (; at > 0 && price[few[at - 1]!]! > price[node]!; at--) few[at] = few[at - 1]!;
    few[at] = node;
  }
  return few;
}
