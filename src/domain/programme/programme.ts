import type { PersonId, ProgrammeId } from '../kernel/ids.ts';

export type ProgrammeState = 'draft' | 'enrolling' | 'matching' | 'running' | 'closed' | 'archived';
export type Role = 'mentor' | 'mentee';

/** How senior somebody is: by their place in the org chart, or by a grade of the directory. */
export type Levels = { from: 'depth' } | { from: 'grade'; /** Most senior first. */ order: string[] };

/** A reverse-mentoring programme: its settings and where it is in its life. Dates are ISO (YYYY-MM-DD). */
export type Programme = {
  id: ProgrammeId;
  name: string;
  /** What the calendar shows; neutral, since being in a scheme can itself be sensitive. */
  calendarName: string;
  goal: string;
  topics: string[];
  state: ProgrammeState;
  startsOn: string;
  endsOn: string;
  sessions: number;
  sessionMinutes: number;
  gapWeeks: 4 | 5 | 6;
  /** Zone in which the series' wall-clock time is constant (IANA). */
  timeZone: string;
  organizerMailbox: string;
  coordinators: PersonId[];
  /** How many partners at most somebody in each role may say yes to. */
  largestCapacity: Record<Role, number>;
  levels: Levels;
  /** matching.md's settings.json, as far as it differs from the defaults. */
  matchSettings: Record<string, unknown>;
  createdAt: Date;
};

/** A person's profile in one programme and role. */
export type Enrolment = {
  programmeId: ProgrammeId;
  personId: PersonId;
  role: Role;
  offers: string[];
  wants: string[];
  area: string | null;
  languages: string[];
  /** How many partners at most. */
  capacity: number;
  state: 'active' | 'left';
  /** Where the person joined. */
  via: 'card' | 'tab';
  enrolledAt: Date;
  /** Left over in an earlier round: first in the next. */
  waitingSince: Date | null;
};

/** What somebody told the matcher alone. Nobody else is ever shown it, coordinators included: only its author. */
export type PartnerRequests = {
  programmeId: ProgrammeId;
  personId: PersonId;
  /** People they should not be paired with. */
  avoid: PersonId[];
  /** People they would like to be paired with, best first; at most three. */
  wishes: PersonId[];
  toldAt: Date;
};

/** Pairs of people whom a coordinator listed by hand, whatever their roles: each list keeps them apart. */
export const pairListNames = ['works-together', 'never-pair', 'paired-before'] as const;
export type PairListName = (typeof pairListNames)[number];
/** In no order: `one` is the smaller id. */
export type ListedPair = { one: PersonId; other: PersonId };

/** Someone was asked to join; `role` null lets the person choose. */
export type Invitation = {
  programmeId: ProgrammeId;
  personId: PersonId;
  role: Role | null;
  invitedAt: Date;
  answer: 'joined' | 'declined' | null;
  /** A guest of the organisation's tenant when invited: written to by mail. */
  isGuest: boolean;
};
