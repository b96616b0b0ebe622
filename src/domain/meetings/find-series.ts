import { fault, ok, type Result } from '../kernel/result.ts';
import { explainSeries } from './explain-series.ts';
import type { Busy, Diary, Occurrence } from './meetings.ts';
import { contains, join, overlaps, workingStretches } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import { createZoneClock, DAY_MS, midnightOf, MINUTE_MS, wallTimeAt, writeWallTime } from './zone-clock.ts';
import type { WallTime } from './zone-clock.ts';

/**
 * Which hour, for a whole series.
 *
 * Problem: a weekday and a wall-clock time, constant in the programme's zone, for `count` meetings every `everyWeeks`
 * weeks, the first not before `notBefore`, the last over by the end of `endsOn`. Every meeting lies inside the working
 * hours of both people, weekday included, in their own local time on that very day: a change of the clocks is looked at
 * in each meeting. Among all such hours the one wins that is free for both in most meetings; of equals the earliest.
 *
 * Method: every start on a half-hour grid of the programme's zone is tried in order of time, and each of its meetings
 * is looked up in each person's joined stretches of work and of business, all of them instants.
 *
 * Free means: nothing in either diary. 'Tentative' is a clash, since it may come true. 'Working elsewhere' is free, as
 * in Outlook's own availability view: the meeting is online. An entry of unknown kind makes a meeting `unknown`. With a
 * diary that can't be seen there is no answer at all, and an hour that is never free for both is not one either.
 *
 * A wall-clock time that a change of the clocks skips is taken an hour later, one that comes twice is taken the first
 * time (Temporal's 'compatible'); inside usual working hours neither happens.
 *
 * Cost: starts × meetings × a logarithmic lookup; half a year takes some milliseconds.
 */
export type SeriesQuestion = {
  diaries: [Diary, Diary];
  /** Hours already promised to either person by us, however far Outlook has got with them. */
  taken: { from: Date; to: Date }[];
  /** IANA; also stands in for the zone of a person whose calendar does not tell it. */
  timeZone: string;
  notBefore: Date;
  /** The programme's last day in `timeZone`: YYYY-MM-DD. */
  endsOn: string;
  everyWeeks: number;
  count: number;
  minutes: number;
};

export type SeriesChoice = {
  /** Wall-clock start of the first meeting in `timeZone`: YYYY-MM-DDTHH:MM:SS. */
  firstStart: string;
  meetings: Pick<Occurrence, 'position' | 'startsAt' | 'endsAt' | 'diary'>[];
  /** How many of them are free for both; at least one. */
  free: number;
  explanation: string;
};

const STEP_MS = 30 * MINUTE_MS;

/**
 * The best hour; the same question always has the same answer. Faults: `diary-unknown`, `no-room` (no hour inside both
 * people's working hours and the programme's dates), `never-free`.
 */
export function findSeries(question: SeriesQuestion): Result<SeriesChoice> {
  const { diaries, timeZone, notBefore, minutes, count, everyWeeks } = question;
  if (diaries.some((diary) => !diary.known)) {
    return fault('diary-unknown', 'No hour was chosen because a diary could not be read.');
  }
  const lastMidnight = midnightOf(question.endsOn) + DAY_MS;
  const clock = createZoneClock(timeZone, notBefore, new Date(lastMidnight + 2 * DAY_MS));
  const end = clock(lastMidnight);
  const working = diaries.map((diary) => workingStretches(diary, timeZone, notBefore, new Date(end)));
  const isPossible = (meeting: Stretch): boolean =>
    meeting.from >= notBefore.getTime() && meeting.to <= end && working.every((hours) => contains(hours, meeting));
  const judge = judgeFor(question);

  let best: { start: WallTime; meetings: Stretch[]; verdicts: Verdict[]; free: number } | undefined;
  let hasRoom = false;
  const gap = everyWeeks * 7 * DAY_MS;
  const earliest = Math.ceil(wallTimeAt(notBefore, timeZone) / STEP_MS) * STEP_MS;
  const latest = lastMidnight - gap * (count - 1);
  for (let start = earliest; start < latest && best?.free !== count; start += STEP_MS) {
    const meetings = Array.from({ length: count }, (_, at) => {
      const from = clock(start + at * gap);
      return { from, to: from + minutes * MINUTE_MS };
    });
    if (!meetings.every(isPossible)) continue;
    hasRoom = true;
    const verdicts = meetings.map(judge);
    const free = verdicts.filter((verdict) => verdict === 'free').length;
    if (free > (best?.free ?? 0)) best = { start, meetings, verdicts, free };
  }
  if (!best) return hasRoom ? fault('never-free', NEVER_FREE) : fault('no-room', NO_ROOM);
  const { verdicts } = best;
  const meetings = best.meetings.map(({ from, to }, at) => ({
    position: at + 1,
    startsAt: new Date(from),
    endsAt: new Date(to),
    diary: verdicts[at]!,
  }));
  const firstStart = writeWallTime(best.start);
  const explanation = explainSeries(firstStart, meetings, diaries, timeZone);
  return ok({ firstStart, meetings, free: best.free, explanation });
}

const NO_ROOM = 'No hour lies inside the working hours of both in every meeting up to the end of the programme.';
const NEVER_FREE = 'No hour inside the working hours of both is free for both in any meeting.';

type Verdict = Occurrence['diary'];

function judgeFor({ diaries, taken }: SeriesQuestion): (meeting: Stretch) => Verdict {
  const entries = diaries.flatMap((diary) => diary.busy);
  const of = (...statuses: Busy['status'][]) => entries.filter((entry) => statuses.includes(entry.status));
  const busy = join([...of('busy', 'oof', 'tentative'), ...taken]);
  const unknown = join(of('unknown'));
  return (meeting) => (overlaps(busy, meeting) ? 'clash' : overlaps(unknown, meeting) ? 'unknown' : 'free');
}
