import { Temporal } from 'temporal-polyfill';
import { instantOf, zoned, zoneNamed } from './local-time.ts';
import type { Copy, Meeting, MeetingContent } from './meeting.ts';
import { recurrenceDates } from './recurrence.ts';

/** One meeting on one day. `original` is null for a meeting that doesn't repeat; instants are epoch milliseconds. */
export type Occurrence = {
  original: number | null;
  start: number;
  end: number;
  cancelled: boolean;
  isException: boolean;
  content: MeetingContent;
};

// Exchange's own end of time for recurrences.
const FAR = new Temporal.PlainDate(4500, 9, 1);

const bounded = new WeakMap<Meeting, Occurrence[]>();

/** The zone in which a series repeats: there its wall time stays the same. */
export function seriesZone(content: MeetingContent): string {
  return zoneNamed(content.recurrence?.range.recurrenceTimeZone ?? content.start.timeZone);
}

/** Where and how long the first occurrence is, in the series' own zone. */
export function seriesStart(content: MeetingContent): { start: Temporal.PlainDateTime; duration: Temporal.Duration } {
  const zone = seriesZone(content);
  const start = zoned(instantOf(content.start, 'start'), zone).toPlainDateTime();
  const end = zoned(instantOf(content.end, 'end'), zone).toPlainDateTime();
  return { start, duration: start.until(end) };
}

/** Every occurrence that starts before `before`, and perhaps some later, cancelled ones included, by original start. */
export function occurrencesOf(meeting: Meeting, before: number): Occurrence[] {
  const { content } = meeting;
  if (content.recurrence === null) {
    const start = instantOf(content.start, 'start');
    const end = instantOf(content.end, 'end');
    return [{ original: null, start, end, cancelled: false, isException: false, content }];
  }
  if (content.recurrence.range.type === 'noEnd') {
    // A later occurrence may have been moved forward to before `before`.
    return [...seriesOccurrences(meeting, zoned(before, 'UTC').toPlainDate().add({ days: 60 }))];
  }
  let all = bounded.get(meeting);
  if (all === undefined) {
    all = [...seriesOccurrences(meeting, FAR)];
    bounded.set(meeting, all);
  }
  return all;
}

/** The one occurrence that would start at `original`, or undefined. */
export function occurrenceAt(meeting: Meeting, original: number): Occurrence | undefined {
  return occurrencesOf(meeting, original + 2 * 86_400_000).find((occurrence) => occurrence.original === original);
}

/**
 * Whether an occurrence stands in this mailbox at all: somebody may be invited to one of a series only, or to all but
 * one. Whoever was taken off the whole series keeps its copy, which is cancelled.
 */
export function isInvited(meeting: Meeting, { mailbox, state }: Copy, { content }: Occurrence): boolean {
  if (mailbox === meeting.organizer || state !== 'active') return true;
  return content.attendees.some(({ emailAddress }) => emailAddress.address === mailbox);
}

/** The first occurrence as it was planned; undefined only for a series whose rule gives none. */
export function firstOccurrence(meeting: Meeting): Occurrence | undefined {
  if (meeting.content.recurrence === null) return occurrencesOf(meeting, 0)[0];
  return seriesOccurrences({ ...meeting, exceptions: new Map() }, FAR).next().value ?? undefined;
}

function* seriesOccurrences(meeting: Meeting, until: Temporal.PlainDate): Generator<Occurrence, undefined> {
  const { content } = meeting;
  if (content.recurrence === null) return;
  const zone = seriesZone(content);
  const { start, duration } = seriesStart(content);
  for (const date of recurrenceDates(content.recurrence, until)) {
    // Temporal's 'compatible': a time in a gap moves on by the gap, in a fold the first of the two counts.
    const wall = date.toPlainDateTime(start.toPlainTime());
    const original = wall.toZonedDateTime(zone).epochMilliseconds;
    const exception = meeting.exceptions.get(original);
    const changes = exception?.changes ?? {};
    yield {
      original,
      start: changes.start ? instantOf(changes.start, 'start') : original,
      end: changes.end ? instantOf(changes.end, 'end') : wall.add(duration).toZonedDateTime(zone).epochMilliseconds,
      cancelled: exception?.cancelled ?? false,
      isException: exception !== undefined,
      content: { ...content, ...changes },
    };
  }
}
