import { Temporal } from 'temporal-polyfill';
import { GraphError } from '../graph/errors.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const INDEXES = ['first', 'second', 'third', 'fourth', 'last'];

export type RecurrencePattern = {
  type: 'daily' | 'weekly' | 'absoluteMonthly' | 'relativeMonthly' | 'absoluteYearly' | 'relativeYearly';
  interval: number;
  daysOfWeek?: string[];
  firstDayOfWeek?: string;
  dayOfMonth?: number;
  month?: number;
  index?: string;
};

export type RecurrenceRange = {
  type: 'endDate' | 'noEnd' | 'numbered';
  startDate: string;
  endDate?: string;
  numberOfOccurrences?: number;
  recurrenceTimeZone?: string;
};

/** Graph's patternedRecurrence, after `checkRecurrence`. */
export type Recurrence = { pattern: RecurrencePattern; range: RecurrenceRange };

const KNOWN: Record<RecurrencePattern['type'], { needs: string[]; may: string[] }> = {
  daily: { needs: [], may: [] },
  weekly: { needs: ['daysOfWeek'], may: ['firstDayOfWeek'] },
  absoluteMonthly: { needs: ['dayOfMonth'], may: [] },
  relativeMonthly: { needs: ['daysOfWeek'], may: ['index', 'firstDayOfWeek'] },
  absoluteYearly: { needs: ['dayOfMonth', 'month'], may: [] },
  relativeYearly: { needs: ['daysOfWeek', 'month'], may: ['index', 'firstDayOfWeek'] },
};

const refuse = (code: string, message: string) => new GraphError(400, code, message);
const invalid = (message: string) => refuse('ErrorPropertyValidationFailure', message);

/**
 * Checks a recurrence that starts with an event of `startDate` and lasts `days` (a fraction, wall time).
 * Throws Exchange's refusals; the rules are those of the documented recurrencePattern and recurrenceRange.
 */
export function checkRecurrence(recurrence: Recurrence, startDate: Temporal.PlainDate, days: number): void {
  const { pattern, range } = recurrence;
  const known = KNOWN[pattern.type];
  if (known === undefined) throw invalid(`recurrence.pattern.type: '${String(pattern.type)}' is not known.`);
  const given = Object.keys(pattern).filter((name) => name !== 'type' && name !== 'interval' && !name.includes('@'));
  const missing = known.needs.filter((name) => !given.includes(name));
  if (missing.length > 0) throw invalid(`recurrence.pattern: ${pattern.type} needs ${missing.join(', ')}.`);
  const foreign = given.filter((name) => !known.needs.includes(name) && !known.may.includes(name));
  if (foreign.length > 0) throw invalid(`recurrence.pattern: ${pattern.type} knows no ${foreign.join(', ')}.`);
  if (!Number.isInteger(pattern.interval) || pattern.interval < 1) {
    throw refuse('ErrorCalendarInvalidRecurrence', 'recurrence.pattern.interval must be 1 or more.');
  }
  const weekdays = [...(pattern.daysOfWeek ?? []), pattern.firstDayOfWeek ?? 'monday'];
  if (weekdays.some((day) => !DAYS.includes(day)) || (known.needs.includes('daysOfWeek') && weekdays.length < 2)) {
    throw refuse('ErrorCalendarInvalidDayForWeeklyRecurrence', 'recurrence.pattern.daysOfWeek names no weekday.');
  }
  if (pattern.index !== undefined && !INDEXES.includes(pattern.index)) {
    throw invalid(`recurrence.pattern.index: '${pattern.index}' is not known.`);
  }
  if (range.startDate !== startDate.toString()) {
    throw invalid(`recurrence.range.startDate ${range.startDate} must be the day of start, ${startDate.toString()}.`);
  }
  checkRange(range);
  const [first, second] = recurrenceDates(recurrence, startDate.add({ years: 20 }));
  if (first === undefined) throw refuse('ErrorRecurrenceHasNoOccurrence', 'The recurrence has no occurrence.');
  if (second !== undefined && first.until(second).days < days) {
    throw refuse('ErrorOccurrenceTimeSpanTooBig', 'The duration of an occurrence is longer than the interval.');
  }
}

function checkRange(range: RecurrenceRange): void {
  if (range.type === 'numbered') {
    const count = range.numberOfOccurrences;
    if (count === undefined || !Number.isInteger(count) || count < 1 || count > 999) {
      throw invalid('recurrence.range.numberOfOccurrences must be from 1 to 999.');
    }
  } else if (range.type === 'endDate') {
    if (range.endDate === undefined) throw invalid('recurrence.range: endDate needs endDate.');
    if (range.endDate < range.startDate) {
      throw refuse('ErrorRecurrenceHasNoOccurrence', 'recurrence.range.endDate lies before startDate.');
    }
  } else if (range.type !== 'noEnd') {
    throw invalid(`recurrence.range.type: '${String(range.type)}' is not known.`);
  }
}

/** The local days of a checked recurrence in order, none after `until`. */
export function* recurrenceDates(recurrence: Recurrence, until: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  const { range } = recurrence;
  const start = Temporal.PlainDate.from(range.startDate);
  const end = range.type === 'endDate' ? Temporal.PlainDate.from(range.endDate ?? range.startDate) : until;
  const limit = range.type === 'numbered' ? (range.numberOfOccurrences ?? 0) : Infinity;
  let count = 0;
  for (const date of patternDates(recurrence.pattern, start)) {
    if (Temporal.PlainDate.compare(date, start) < 0) continue;
    if (Temporal.PlainDate.compare(date, until) > 0 || Temporal.PlainDate.compare(date, end) > 0) return;
    yield date;
    if (++count >= limit) return;
  }
}

/** Endless; may begin before `start`. */
function* patternDates(pattern: RecurrencePattern, start: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  const weekdays = (pattern.daysOfWeek ?? []).map((day) => DAYS.indexOf(day) + 1);
  const yearly = pattern.type === 'absoluteYearly' || pattern.type === 'relativeYearly';
  for (let step = 0; ; step += pattern.interval) {
    if (pattern.type === 'daily') {
      yield start.add({ days: step });
    } else if (pattern.type === 'weekly') {
      const firstDay = DAYS.indexOf(pattern.firstDayOfWeek ?? 'sunday') + 1;
      const weekStart = start.subtract({ days: (start.dayOfWeek - firstDay + 7) % 7 }).add({ weeks: step });
      for (let day = 0; day < 7; day++) {
        const date = weekStart.add({ days: day });
        if (weekdays.includes(date.dayOfWeek)) yield date;
      }
    } else {
      const month = yearly ? { years: step } : { months: step };
      const first = start.with({ day: 1, month: yearly ? (pattern.month ?? 1) : start.month }).add(month);
      if (pattern.dayOfMonth !== undefined) yield first.with({ day: Math.min(pattern.dayOfMonth, first.daysInMonth) });
      else yield nthWeekday(first, weekdays, INDEXES.indexOf(pattern.index ?? 'first'));
    }
  }
}

/** The nth (0–3, 4 is the last) day of the month whose weekday is one of `weekdays`. */
function nthWeekday(first: Temporal.PlainDate, weekdays: number[], nth: number): Temporal.PlainDate {
  const days = Array.from({ length: first.daysInMonth }, (_, i) => first.add({ days: i }));
  const matching = days.filter((day) => weekdays.includes(day.dayOfWeek));
  return (nth === 4 ? matching.at(-1) : matching[nth]) ?? first;
}
