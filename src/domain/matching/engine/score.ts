import type { MatchSettings, Term } from '../match-types.ts';
import type { Cells } from './cells.ts';
import { fact, type Fact } from './fact.ts';
import { postings, singlePostings, type Postings } from './postings.ts';
import type { Facing } from './roster.ts';
import type { Side } from './side.ts';
import type { WordNumbers } from './words.ts';
import { closeness } from './zones.ts';

const unknownCloseness = 1;
const wishValue = (rank: number): number => 4 - rank;

/**
 * The score in the forms that are quickest to add up: facts that are looked up for every column, and the rest only where
 * it is not 0, from lists of the columns that offer a topic, want it, or share an area or site.
 */
export type ScoreParts = { facts: Fact[]; listings: Listing[]; wishesOf: (row: number) => Wish[] };

/** A row gains `value` with every column listed under each of its words. */
export type Listing = { wordsOf: (row: number) => number[]; columns: Postings; value: number };
export type Wish = { col: number; value: number };

export function scoreParts(sides: Facing, weights: MatchSettings['weights']): ScoreParts {
  const { rows, cols, rowsAreMentors, roster } = sides;
  const { offsets, topics, areas, locations, departments } = roster;
  const near = fact(rows.offset, cols.offset, offsets.length, (a, b) => {
    return weights.timeZone * (a === 0 || b === 0 ? unknownCloseness : closeness(offsets[a]!, offsets[b]!));
  });
  // Most departments are different, so that is assumed of all that are known, and taken back where they are the same.
  const isKnown = (department: number) => (department === 0 ? 0 : 1);
  const bothKnown = fact(rows.department.map(isKnown), cols.department.map(isKnown), 2, (a, b) => {
    return weights.differentDepartment * a * b;
  });
  const listing = (wordsOf: Listing['wordsOf'], columns: Postings, value: number) => ({ wordsOf, columns, value });
  const one = (ofRow: Int32Array, ofCol: Int32Array, { words }: WordNumbers, value: number) =>
    listing((row) => [ofRow[row]!], singlePostings(ofCol, words.length), value);
  const rowWants = rowsAreMentors ? weights.mentorWants : weights.menteeWants;
  const colWants = rowsAreMentors ? weights.menteeWants : weights.mentorWants;
  const listings = [
    listing((row) => rows.wants[row]!, postings(cols.offers, topics.words.length), rowWants),
    listing((row) => rows.offers[row]!, postings(cols.wants, topics.words.length), colWants),
    one(rows.area, cols.area, areas, weights.area),
    one(rows.location, cols.location, locations, weights.sameLocation),
    one(rows.department, cols.department, departments, -weights.differentDepartment),
  ];
  const wishes = wishesByRow(sides, weights.wish);
  const none: Wish[] = [];
  return {
    facts: [near, bothKnown],
    listings: listings.filter(({ value }) => value !== 0),
    wishesOf: (row) => wishes.get(row) ?? none,
  };
}

/** Writes the score of a row with every column, allowed or not. */
export type ScoreRow = (row: number, scores: Int32Array) => void;

export function rowScorer({ facts, listings, wishesOf }: ScoreParts): ScoreRow {
  return (row, scores) => {
    scores.fill(0);
    for (const { ofRow, ofCol, against } of facts) {
      const worth = against(ofRow[row]!);
      for (let col = 0; col < ofCol.length; col++) scores[col]! += worth[ofCol[col]!]!;
    }
    for (const listing of listings) addListed(listing, row, scores);
    for (const { col, value } of wishesOf(row)) scores[col]! += value;
  };
}

export function addListed({ wordsOf, columns, value }: Listing, row: number, cells: Int32Array | Cells): void {
  const { start, to } = columns;
  // Not a loop around a loop: V8 makes the inner one half as fast then.
  wordsOf(row).forEach((word) => addAt(to, start[word]!, start[word + 1]!, value, cells));
}

/** Adds a value at to[from] … to[end − 1]. */
function addAt(to: Int32Array, from: number, end: number, value: number, cells: Int32Array | Cells): void {
  for (let k = from; k < end; k++) cells[to[k]!]! += value;
}

/** No pair of these people can score more. */
export function highestPossible({ rows, cols, rowsAreMentors }: Facing, weights: MatchSettings['weights']): number {
  const mostWanted = (side: Side) => side.wants.reduce((most, wants) => Math.max(most, wants.length), 0);
  const [mentors, mentees] = rowsAreMentors ? [rows, cols] : [cols, rows];
  const topics = weights.menteeWants * mostWanted(mentees) + weights.mentorWants * mostWanted(mentors);
  const facts = weights.area + weights.differentDepartment + weights.sameLocation + 3 * weights.timeZone;
  return topics + facts + 2 * wishValue(1) * weights.wish;
}

function wishesByRow({ rows, cols, colOf }: Facing, weight: number): Map<number, Wish[]> {
  const byRow = new Map<number, Wish[]>();
  const add = (row: number, col: number, place: number) => {
    const list = byRow.get(row) ?? [];
    if (list.length === 0) byRow.set(row, list);
    list.push({ col, value: weight * wishValue(place + 1) });
  };
  rows.wishes.forEach((wishes, row) => {
    wishes.forEach((person, place) => {
      if (colOf[person]! >= 0) add(row, colOf[person]!, place);
    });
  });
  const rowOf = new Map(Array.from(rows.person, (person, row) => [person, row]));
  cols.wishes.forEach((wishes, col) => {
    wishes.forEach((person, place) => {
      const row = rowOf.get(person);
      if (row !== undefined) add(row, col, place);
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
  const rank = (wishes: number[], person: number) => {
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

function inCommon(a: number[], b: number[]): number[] {
  return a.filter((word) => b.includes(word));
}
