/** The plain data that goes into a match and comes out of it. Every figure can be recomputed from these alone. */

export type MatchRole = 'mentor' | 'mentee';

export type MatchPerson = {
  id: string;
  /** null: the root of a tree. */
  managerId: string | null;
  grade?: string;
  /** Overrides the level that grade or depth would give; larger is more junior. */
  level?: number;
  department?: string;
  location?: string;
  /** IANA name; without one, working hours and time difference are unknown. */
  timeZone?: string;
  /** HH:MM, local; default 09:00. */
  worksFrom?: string;
  /** HH:MM, local; default 17:00. At or before `worksFrom` it ends the next day. */
  worksTo?: string;
};

export type MatchEnrolment = {
  personId: string;
  role: MatchRole;
  offers: string[];
  wants: string[];
  area?: string;
  /** Empty: shares a language with everyone. */
  languages: string[];
  /** How many partners at most. A second one is given only where it serves the total. */
  capacity: number;
  /** People this person must never be matched with, in either role. */
  avoid: string[];
  /** Best first; the first three different ones count. */
  wishes: string[];
  /** ISO date; set: went without a partner in an earlier round. */
  waitingSince?: string;
};

export type MentorMentee = { mentorId: string; menteeId: string; reason?: string };

export type MatchSettings = {
  rules: {
    reportingLine: boolean;
    sameManager: boolean;
    /** Edges in the chart, at least; 0 turns the rule off. */
    minDistance: number;
    sameDepartment: boolean;
    /** level(mentor) − level(mentee), at least; null turns the rule off. */
    minLevelGap: number | null;
    formerLine: boolean;
    worksTogether: boolean;
    pairedBefore: boolean;
    avoid: boolean;
    sharedLanguage: boolean;
    sharedWorkingHour: boolean;
    bothGain: boolean;
    /** Lowest score allowed; null turns the rule off. */
    scoreFloor: number | null;
  };
  levels: { from: 'depth' } | { from: 'grade'; /** most senior first */ order: string[] };
  weights: Record<Term, number>;
  objective: 'balanced' | 'total';
  /** YYYY-MM-DD; offsets from UTC are those at 12:00 UTC of this day. */
  referenceDate: string;
  /** Decides between answers that are equally good. */
  seed: number;
};

export const terms = [
  'menteeWants',
  'mentorWants',
  'area',
  'differentDepartment',
  'sameLocation',
  'timeZone',
  'wish',
] as const;
export type Term = (typeof terms)[number];

/** A rule of the settings, or the coordinator's own list of forbidden pairs. */
export type RuleName = keyof MatchSettings['rules'] | 'forbidden';

export type MatchInput = {
  people: MatchPerson[];
  enrolments: MatchEnrolment[];
  past: MentorMentee[];
  forbidden: MentorMentee[];
  locked: MentorMentee[];
  /** `managerId` managed `personId` until then. */
  history: { personId: string; managerId: string; until?: string }[];
  together: { a: string; b: string }[];
  /** Pairs of the answer now in force: of answers equally good in all else, the one that keeps most of them. */
  current: MentorMentee[];
  settings: MatchSettings;
};

/** One thing wrong with the input. `row` counts from 0 within `table`; null when no single row is to blame. */
export type InputFault = { table: keyof MatchInput; row: number | null; field: string; message: string };
export type InputFaults = InputFault[];

export type MatchedPair = {
  mentorId: string;
  menteeId: string;
  score: number;
  /** Edges between the two in the chart; null in different trees. */
  distance: number | null;
  /** level(mentor) − level(mentee); null when either has none or they can't be compared. */
  levelGap: number | null;
  /** What each part adds to the score. */
  terms: Record<Term, number>;
  /** The same in words, for people. */
  reasons: string;
  locked: boolean;
  lockReason?: string;
};

export type Relaxation = {
  setting: Exclude<RuleName, 'forbidden'>;
  value: number | boolean | null;
  /** Places that the relaxed run fills beyond this one's. */
  more: number;
};

export type Unmatched = {
  personId: string;
  role: MatchRole;
  reason: 'no_candidate' | 'no_level' | 'outnumbered' | 'not_enrolled_opposite';
  /** Those of the opposite role whom no rule takes away, locked ones included. */
  candidates: number;
  /** For each rule, how many of the opposite role it takes away. Rules overlap, so these don't add up. */
  blockedBy: Partial<Record<RuleName, number>>;
  /** Why candidates were not enough: place in `MatchOutcome.bottlenecks`. null without candidates. */
  bottleneck: number | null;
  /** The smallest single change of settings with which a new run matches this person, and more people than now. */
  relaxation: Relaxation | null;
};

/** People of one role, by id, who have no candidates but these partners, whose free places are fewer: a Hall set. */
export type Bottleneck = { role: MatchRole; people: string[]; partners: string[]; places: number };

/** `gap` 0: proven that nothing better exists. */
export type Proven = { value: number; bound: number; gap: number };

export type MatchReport = {
  counts: {
    people: number;
    mentors: number;
    mentees: number;
    pairs: number;
    locked: number;
    unmatchedMentors: number;
    unmatchedMentees: number;
    /** Mentor × mentee, without anyone × themselves. */
    possiblePairs: number;
    allowedPairs: number;
  };
  objective: {
    /** People with a partner, once per role. */
    places: Proven;
    /** Those of them who waited since an earlier round. */
    waiting: Proven;
    /**
     * Lowest score among the pairs not locked; null when there is none, or when the objective is `total`. Where nobody
     * can get a first partner (all have one by a lock), it is not looked at: further places serve the total alone.
     */
    lowest: Proven | null;
    total: Proven;
  };
  proven: boolean;
  /** For each rule, how many possible pairs it takes away. Rules overlap, so these don't add up. */
  excluded: Partial<Record<RuleName, number>>;
  /** Relaxed runs made for the explanations, and those left out because they would have taken too much work; null: all. */
  relaxations: { tried: number; leftOut: number | null };
  /** Of the pairs in force before, how many are kept. `fewestChanged` false: too large an instance to decide ties by it. */
  current: { pairs: number; kept: number; fewestChanged: boolean };
  /** Pairs not made, of two people who would both score higher with each other than with (one of) their partners. */
  stability: { blockingPairs: number };
  settings: MatchSettings;
};

/** One number per person who enrolled, by id. */
export type Prices = { mentors: Record<string, number>; mentees: Record<string, number> };

/**
 * Proof that the answer is optimal, by the weak duality of linear programming. It speaks of the free places and pairs,
 * that is, all but the locked ones, and can be checked in one pass over the pairs without solving anything.
 *
 * A person's first place is worth `placeValue`, and `waitingValue` more if they wait; further places, and those of
 * someone who is locked already, are worth 0. A pair is worth `scoreValue` × its score − `pairCost`, and `currentValue`
 * more if it is in force now. Whatever the prices, no answer that uses only the pairs P is worth more than
 *
 *   Σ over people   max(0, first place + price) + (free places − 1) × max(0, price)
 * + Σ over P        max(0, worth of the pair − price of its mentor − price of its mentee)
 */
export type MatchCertificate = {
  placeValue: number;
  waitingValue: number;
  scoreValue: number;
  currentValue: number;
  /** 1 where someone may have several partners: none is given who serves nothing. */
  pairCost: number;
  /** P: every pair that may be made, each worth nothing: so many people can have a partner, and so many who wait. */
  people: Prices;
  /** P: the pairs that score above `score`, each worth nothing: fewer people, or fewer who wait. null: there are none. */
  above: { score: number; prices: Prices } | null;
  /** P: the pairs that score at least `floor`. */
  total: { floor: number; prices: Prices };
};

export type MatchOutcome = {
  /** By mentor, then mentee. */
  pairs: MatchedPair[];
  /** By person, then role. */
  unmatched: Unmatched[];
  bottlenecks: Bottleneck[];
  report: MatchReport;
  certificate: MatchCertificate;
};

/** One change to a match that is solved already. */
export type MatchChange =
  | { kind: 'lock' | 'unlock' | 'forbid' | 'allow'; pair: MentorMentee }
  | { kind: 'join'; enrolment: MatchEnrolment }
  | { kind: 'leave'; personId: string; role: MatchRole };

type BeforeAfter<Value> = { before: Value; after: Value };

/** What one change would do. */
export type WhatIf = {
  places: BeforeAfter<number>;
  waiting: BeforeAfter<number>;
  lowest: BeforeAfter<number | null>;
  total: BeforeAfter<number>;
  /** Rules that a forced pair breaks. */
  breaks: RuleName[];
  /** Whose partners are others than before, by person, then role. */
  changes: { personId: string; role: MatchRole; before: string[]; after: string[] }[];
};
