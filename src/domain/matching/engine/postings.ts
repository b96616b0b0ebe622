import { groupBy, type Links } from './links.ts';
import { oncePer } from './once-per.ts';

/** For each word, the columns that have it. */
export type Postings = Links;

const hasAsMany = ({ start }: Postings, words: number): boolean => start.length === words + 1;

/** `words`: how many there are, whether a column has them or not. */
export const postings = oncePer(postingsOf, hasAsMany);

function postingsOf(wordsOf: ArrayLike<number>[], words: number): Postings {
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
export const singlePostings = oncePer(
  (wordOf: Int32Array, words: number): Postings =>
    groupBy(
      wordOf.map((word) => (word === 0 ? -1 : word)),
      words,
    ),
  hasAsMany,
);
