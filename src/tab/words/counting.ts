const number = new Intl.NumberFormat('en-GB');

/** 12345 → '12,345'. */
export const figure = (n: number): string => number.format(n);

/** (1, 'person', 'people') → '1 person'; (3, …) → '3 people'. */
export const count = (n: number, one: string, many: string): string => `${figure(n)} ${n === 1 ? one : many}`;

/** ['A', 'B', 'C'] → 'A, B and C'. */
export const list = (items: string[]): string => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
