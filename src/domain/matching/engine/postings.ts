import type { Links } from './links.ts';

/** For each word, the columns that have it. Words past the end are had by none. */
export type Postings = Links;

export function postings(wordsOf: ArrayLike<number>[]): Postings {
  let words = 0;
  for (const list of wordsOf) for (let k = 0; k < list.length; k++) words = Math.max(words, list[k]! + 1);
  const start = new Int32Array(words + 1);
  for (const list of wordsOf) for (let k = 0; k < list.length; k++) start[list[k]! + 1]!++;
  for (let w = 0; w < words; w++) start[w + 1]! += start[w]!;
  const fill = start.slice();
  const to = new Int32Array(start[words]!);
  wordsOf.forEach((list, col) => {
    for (let k = 0; k < list.length; k++) to[fill[list[k]!]!++] = col;
  });
  return { start, to };
}

/** The same where each column has at most one word; 0 stands for none. */
export const singlePostings = (words: Int32Array): Postings =>
  postings(Array.from(words, (word, col) => (word === 0 ? [] : words.subarray(col, col + 1))));
