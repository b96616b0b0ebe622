import type { MatchSettings, Term } from '../match-types.ts';
import { postings, type Postings } from './postings.ts';
import type { Facing, Side } from './roster.ts';
import { closeness } from './zones.ts';

/** Writes the score of a row with every column, allowed or not. */
export type ScoreRow = (row: number, scores: Int32Array) => void;

const unknownCloseness = 1;
const wishValue = (rank: number): number => 4 - rank;

/**
 * Scores by rows: two facts are looked up for every column, the rest is added only where it is not 0, from lists of the
 * columns that offer a topic, want it, or share an area or site. Cost per row: columns + matches found.
 */
export function rowScorer(sides: Facing, weights: MatchSettings['weights']): ScoreRow {
  const { rows, cols, rowsAreMentors, roster } = sides;
  const offering = postings(cols.offers);
  const wanting = postings(cols.wants);
  const single = (words: Int32Array) => postings(Array.from(words, (word) => (word === 0 ? [] : [word])));
  const inArea = single(cols.area);
  const atLocation = single(cols.location);
  const near = closenessTable(roster.offsets, weights.timeZone);
  const rowWants = rowsAreMentors ? weights.mentorWants : weights.menteeWants;
  const colWants = rowsAreMentors ? weights.menteeWants : weights.mentorWants;
  const wishes = wishesByRow(sides);

  return (row, scores) => {
    const nearRow = near[rows.offset[row]!]!;
    const department = rows.department[row]!;
    const different = department === 0 ? 0 : weights.differentDepartment;
    for (let col = 0; col < cols.size; col++) {
      const other = cols.department[col]!;
      scores[col] = nearRow[cols.offset[col]!]! + (other !== 0 && other !== department ? different : 0);
    }
    for (const topic of rows.wants[row]!) addAt(offering, topic, rowWants, scores);
    for (const topic of rows.offers[row]!) addAt(wanting, topic, colWants, scores);
    addAt(inArea, rows.area[row]!, weights.area, scores);
    addAt(atLocation, rows.location[row]!, weights.sameLocation, scores);
    for (const { col, value } of wishes.get(row) ?? []) scores[col]! += value * weights.wish;
  };
}

/** No pair of these people can score more. */
export function highestPossible({ rows, cols }: Facing, weights: MatchSettings['weights']): number {
  const mostWanted = (side: Side) => side.wants.reduce((most, wants) => Math.max(most, wants.length), 0);
  const topics = Math.max(weights.menteeWants, weights.mentorWants) * (mostWanted(rows) + mostWanted(cols));
  const facts = weights.area + weights.differentDepartment + weights.sameLocation + 3 * weights.timeZone;
  return topics + facts + 2 * wishValue(1) * weights.wish;
}

function addAt(columns: Postings, word: number, value: number, scores: Int32Array): void {
  const end = columns.start[word + 1] ?? 0;
  for (let k = columns.start[word] ?? 0; k < end; k++) scores[columns.to[k]!]! += value;
}

function closenessTable(offsets: number[], weight: number): Int32Array[] {
  return offsets.map((a, numberA) =>
    Int32Array.from(offsets, (b, numberB) => {
      return weight * (numberA === 0 || numberB === 0 ? unknownCloseness : closeness(a, b));
    }),
  );
}

function wishesByRow({ rows, cols, colOf }: Facing): Map<number, { col: number; value: number }[]> {
  const byRow = new Map<number, { col: number; value: number }[]>();
  const add = (row: number, col: number, rank: number) => {
    const list = byRow.get(row) ?? [];
    if (list.length === 0) byRow.set(row, list);
    list.push({ col, value: wishValue(rank) });
  };
  rows.wishes.forEach((wishes, row) => {
    wishes.forEach((person, k) => {
      if (colOf[person]! >= 0) add(row, colOf[person]!, k + 1);
    });
  });
  const rowOf = new Map(Array.from(rows.person, (person, row) => [person, row]));
  cols.wishes.forEach((wishes, col) => {
    wishes.forEach((person, k) => {
      const row = rowOf.get(person);
      if (row !== undefined) add(row, col, k + 1);
    });
  });
  return byRow;
}

/** One pair's score, part by part, with the words behind each part. The parts add up to what `rowScorer` writes. */
export type PairTerms = { terms: Record<Term, number>; menteeFinds: string[]; mentorFinds: string[] };

export function pairTerms(sides: Facing, row: number, col: number, weights: MatchSettings['weights']): PairTerms {
  const { rows, cols, rowsAreMentors, roster } = sides;
  const rowFinds = inCommon(rows.wants[row]!, cols.offers[col]!);
  const colFinds = inCommon(cols.wants[col]!, rows.offers[row]!);
  const words = (topics: number[]) => topics.map((topic) => roster.topics.words[topic]!).sort();
  const menteeFinds = words(rowsAreMentors ? colFinds : rowFinds);
  const mentorFinds = words(rowsAreMentors ? rowFinds : colFinds);
  const equal = (a: number, b: number) => (a !== 0 && a === b ? 1 : 0);
  const [a, b] = [rows.department[row]!, cols.department[col]!];
  const [rowOffset, colOffset] = [rows.offset[row]!, cols.offset[col]!];
  const unknown = rowOffset === 0 || colOffset === 0;
  const near = unknown ? unknownCloseness : closeness(roster.offsets[rowOffset]!, roster.offsets[colOffset]!);
  const rank = (wishes: Int32Array, person: number) => {
    const place = wishes.indexOf(person);
    return place < 0 ? 0 : wishValue(place + 1);
  };
  const wish = rank(rows.wishes[row]!, cols.person[col]!) + rank(cols.wishes[col]!, rows.person[row]!);
  const terms = {
    menteeWants: weights.menteeWants * menteeFinds.length,
    mentorWants: weights.mentorWants * mentorFinds.length,
    area: weights.area * equal(rows.area[row]!, cols.area[col]!),
    differentDepartment: weights.differentDepartment * (a !== 0 && b !== 0 && a !== b ? 1 : 0),
    sameLocation: weights.sameLocation * equal(rows.location[row]!, cols.location[col]!),
    timeZone: weights.timeZone * near,
    wish: weights.wish * wish,
  };
  return { terms, menteeFinds, mentorFinds };
}

function inCommon(a: Int32Array, b: Int32Array): number[] {
  return Array.from(a).filter((word) => b.includes(word));
}
