import type { PairId, PersonId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { Diary } from '../meetings.ts';

/** Everything that the search for all series together looks at. Plain data: it passes into a thread as it is. */
export type PlacementQuestion = {
  /** IANA; wall-clock time is constant in it. Also stands in for the zone of a person whose calendar does not tell. */
  timeZone: string;
  /** No meeting begins before it. */
  notBefore: Date;
  /** Where a first meeting would best begin; `notBefore` when left out. */
  preferredStart?: Date;
  /** The programme's last day in `timeZone`, by whose end the last meeting is over: YYYY-MM-DD. */
  endsOn: string;
  count: number;
  minutes: number;
  /** The programme's own cadence. The others are taken where the diaries ask for it. */
  preferredWeeks: Cadence;
  /** Everybody who is in a pair, once. */
  people: PersonHours[];
  /** In the order of precedence between equals. */
  pairs: PairToPlace[];
};

/** Weeks from one meeting to the next; one for a whole series. */
export type Cadence = 4 | 5 | 6;

export type PairToPlace = {
  id: PairId;
  mentorId: PersonId;
  /** The senior, whose second session on a day is avoided. */
  menteeId: PersonId;
};

export type PersonHours = {
  id: PersonId;
  /** Over the whole period, from `notBefore` to the end of `endsOn`. */
  diary: Diary;
  /** Hours already promised by us, however far Outlook has got with them: never promised twice. */
  taken: { from: Date; to: Date }[];
  /** Hours that the person would rather not meet in, in their own zone; ISO weekdays 1–7. */
  avoid?: { weekdays: number[]; from: string; to: string }[];
  /** Public holidays, each a whole day in the person's own zone: YYYY-MM-DD. */
  holidays?: string[];
};

/** What became of one pair, in the order of the question's pairs. */
export type Placement = {
  pairId: PairId;
  /**
   * Faults: `diary-unknown`, `no-room` (no hour inside both people's working hours and the programme's dates),
   * `never-free` (no hour that is free for both in any meeting, or none that their other pairs leave).
   */
  found: Result<PlacedSeries>;
  /** False: the work allowed ran out before it was shown that nothing better exists. */
  proven: boolean;
};

export type PlacedSeries = {
  /** Wall-clock start of the first meeting by the rule, in the question's zone: YYYY-MM-DDTHH:MM:SS. */
  firstStart: string;
  everyWeeks: Cadence;
  meetings: PlacedMeeting[];
  cost: PlacementCost;
  /** For the two people; says nothing of what is in a diary, nor in whose. */
  explanation: string;
};

export type PlacedMeeting = {
  /** 1 for the first meeting. */
  position: number;
  /** Where the series' rule puts it. Moved is where `startsAt` differs; at most one in a series. */
  regularStart: Date;
  startsAt: Date;
  endsAt: Date;
  /** free: nothing firm in either diary · clash: something is, or it is a public holiday · unknown: can't be told. */
  diary: 'free' | 'clash' | 'unknown';
  /** Something that is in the way only perhaps. */
  overlap: 'tentative' | 'elsewhere' | null;
};

/** What is kept small, the first before the second and so on. */
export type PlacementCost = {
  withoutFreeHour: number;
  moved: number;
  /** 'Tentative' or 'working elsewhere': one for each person and meeting. */
  overlaps: number;
  /** Meetings that touch hours that one of the two would rather not meet in. */
  avoided: number;
  /** Meetings on a day on which that senior has a session already. */
  secondOnDay: number;
  /** Weeks between the series' cadence and the programme's own. */
  otherCadence: number;
  /** From the preferred start to the first meeting by the rule, in half hours. */
  fromPreferredStart: number;
  /** From where the rule puts a meeting to where it was moved, in half hours. */
  movedBy: number;
};
