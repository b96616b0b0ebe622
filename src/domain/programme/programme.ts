import type { PersonId, ProgrammeId } from '../kernel/ids.ts';

export type ProgrammeState = 'draft' | 'enrolling' | 'matching' | 'running' | 'closed' | 'archived';
export type Role = 'mentor' | 'mentee';

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
  state: 'active' | 'left';
  /** Where the person joined. */
  via: 'card' | 'tab';
  enrolledAt: Date;
  /** Left over in an earlier round: first in the next. */
  waitingSince: Date | null;
};

/** Someone was asked to join; `role` null lets the person choose. */
export type Invitation = {
  programmeId: ProgrammeId;
  personId: PersonId;
  role: Role | null;
  invitedAt: Date;
  answer: 'joined' | 'declined' | null;
};
