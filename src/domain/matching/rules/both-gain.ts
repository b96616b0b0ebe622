import type { Facing } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import { postings, singlePostings, type Postings } from '../engine/postings.ts';

const rowGains = 1;
const colGains = 2;

/** The mentee finds a topic they want; the mentor finds a topic they want, or the same area. */
export function bothGain({ rows, cols, rowsAreMentors, roster }: Facing): Rule {
  const offering = postings(cols.offers, roster.topics.words.length);
  const wanting = postings(cols.wants, roster.topics.words.length);
  const inArea = singlePostings(cols.area, roster.areas.words.length);
  const gains = new Uint8Array(cols.size);
  const note = (columns: Postings, word: number, gain: number) => {
    for (let k = columns.start[word]!; k < columns.start[word + 1]!; k++) gains[columns.to[k]!]! |= gain;
  };
  return {
    name: 'bothGain',
    form: 'pairs',
    mark(row, bit, fails) {
      gains.fill(0);
      for (const topic of rows.wants[row]!) note(offering, topic, rowGains);
      for (const topic of rows.offers[row]!) note(wanting, topic, colGains);
      if (rows.area[row] !== 0) note(inArea, rows.area[row]!, rowsAreMentors ? rowGains : colGains);
      let count = 0;
      for (let col = 0; col < cols.size; col++) {
        if (gains[col] === (rowGains | colGains)) continue;
        fails[col]! |= bit;
        count++;
      }
      return count;
    },
  };
}
