import { Temporal } from 'temporal-polyfill';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Levels, Programme } from './programme.ts';

/** What a coordinator decides of a programme. */
export type ProgrammeSettings = Pick<
  Programme,
  | 'name'
  | 'calendarName'
  | 'goal'
  | 'topics'
  | 'startsOn'
  | 'endsOn'
  | 'sessions'
  | 'gapWeeks'
  | 'timeZone'
  | 'largestCapacity'
  | 'levels'
>;

/** Diaries are read for all of it; a slip in a year would ask Outlook for centuries. */
const longest = { years: 3 };

/** What the product was set up for. */
export type SettingsBounds = {
  /** Whether an attribute of the directory is read as the grade. */
  gradesAreRead: boolean;
};

/** Refuses settings under which nobody could be matched or met; the fault's `at` names the field. */
export function checkSettings(
  settings: ProgrammeSettings,
  now: Date,
  bounds: SettingsBounds,
): Result<ProgrammeSettings> {
  const today = Temporal.PlainDate.from(now.toISOString().slice(0, 10));
  const begins = Temporal.PlainDate.from(settings.startsOn);
  // What lies in the past is no room for meetings.
  const starts = Temporal.PlainDate.compare(begins, today) < 0 ? today : begins;
  const ends = Temporal.PlainDate.from(settings.endsOn);
  if (Temporal.PlainDate.compare(begins, ends) >= 0) {
    return fault('dates-reversed', 'The programme must end after it starts.', 'endsOn');
  }
  const weeksNeeded = (settings.sessions - 1) * settings.gapWeeks;
  const weeks = Math.max(0, starts.until(ends, { largestUnit: 'day' }).days / 7);
  if (weeks < weeksNeeded) {
    return fault(
      'too-short',
      `${settings.sessions} meetings, one every ${settings.gapWeeks} weeks, need ${weeksNeeded} weeks; these dates leave ${Math.floor(weeks)} from today.`,
      'endsOn',
    );
  }
  if (Temporal.PlainDate.compare(ends, begins.add(longest)) > 0) {
    return fault('too-long', `A programme lasts ${longest.years} years at most; please check the dates.`, 'endsOn');
  }
  const timeZone = zoneNamed(settings.timeZone);
  if (timeZone === null) {
    return fault('unknown-zone', `"${settings.timeZone}" is not a time zone. Try Europe/London.`, 'timeZone');
  }
  const levels = readLevels(settings.levels, bounds);
  if (!levels.ok) return levels;
  const topics = [...new Set(settings.topics.map((topic) => topic.normalize('NFC')))];
  return ok({ ...settings, topics, timeZone, levels: levels.value });
}

/**
 * Levels as they are kept, for a programme or one scenario of it: grades trimmed, in NFC, each once. Faults: `no-grades`,
 * `no-order`, `grade-twice`; `at` is where the levels stand in what was sent.
 */
export function readLevels(levels: Levels, { gradesAreRead }: SettingsBounds, at = 'levels'): Result<Levels> {
  if (levels.from === 'depth') return ok(levels);
  if (!gradesAreRead) {
    return fault(
      'no-grades',
      'No attribute of the directory is read as the grade here. An IT administrator can name one (GRADE_ATTRIBUTE); until then, take levels from the org chart.',
      at,
    );
  }
  const order = levels.order.map(gradeAsKept).filter((grade) => grade !== '');
  if (order.length === 0) return fault('no-order', 'List the grades, the most senior first.', `${at}.order`);
  const twice = order.find((grade, at) => order.indexOf(grade) !== at);
  if (twice !== undefined) return fault('grade-twice', `The grade "${twice}" is listed twice.`, `${at}.order`);
  return ok({ from: 'grade', order });
}

/** Grades are compared letter by letter, so they are written in one way. */
export const gradeAsKept = (grade: string): string => grade.normalize('NFC').trim();

/** The zone's name as it is written; null for what is none, and for offsets, which Outlook does not take. */
function zoneNamed(name: string): string | null {
  if (!/^[a-z]/i.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
