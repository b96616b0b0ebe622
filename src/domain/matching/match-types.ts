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
  /** How many partners at most; only 1 is supported yet. */
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
  /** Why candidates were not enough: so many people, this one among them, share so few partners. null without candidates. */
  bottleneck: { people: number; partners: number } | null;
  /** The smallest single change of settings with which a new run matches this person, and more people than now. */
  relaxation: Relaxation | null;
};

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
    /** Lowest score among the pairs not locked; null when there is none, or when the objective is `total`. */
    lowest: Proven | null;
    total: Proven;
  };
  proven: boolean;
  /** For each rule, how many possible pairs it takes away. Rules overlap, so these don't add up. */
  excluded: Partial<Record<RuleName, number>>;
  /** Relaxed runs made for the explanations, and those left out because they would have taken too much work. */
  relaxations: { tried: number; leftOut: number };
  settings: MatchSettings;
};

/** A set of people, by role, of which every pair it speaks of has at least one: so no more pairs than people. */
export type Cover = { mentors: string[]; mentees: string[] };

/**
 * Proof that the answer is optimal, over the allowed pairs of people who are not locked ('free' pairs).
 * Every claim can be checked in one pass over the pairs, without solving anything.
 */
export type MatchCertificate = {
  /** Each free pair has a member here, so no answer has more free pairs than members. */
  places: Cover;
  /** The same for the pairs of a waiting mentor, and for those of a waiting mentee. */
  waitingMentors: Cover;
  waitingMentees: Cover;
  /** Each free pair that scores above `above` (and, for the waiting, is theirs) has a member here: too few. */
  lowest: { above: number; of: 'places' | 'waitingMentors' | 'waitingMentees'; cover: Cover } | null;
  /**
   * A free pair that scores at least `floor` has the value score + pairValue + waitingValue × its waiting members, and
   * dual(mentor) + dual(mentee) is never less; all duals are ≥ 0. So no answer is worth more than their sum.
   */
  total: {
    floor: number;
    pairValue: number;
    waitingValue: number;
    mentors: Record<string, number>;
    mentees: Record<string, number>;
  };
};

export type MatchOutcome = {
  /** By mentor, then mentee. */
  pairs: MatchedPair[];
  /** By person, then role. */
  unmatched: Unmatched[];
  report: MatchReport;
  certificate: MatchCertificate;
};
