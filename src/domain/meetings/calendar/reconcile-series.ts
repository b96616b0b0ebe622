import type { OccurrenceId, PersonId } from '../../kernel/ids.ts';
import type { Reply, SeenAttendee, SeenOccurrence, SeenSeries } from './calendar-changes.ts';
import type { Occurrence } from '../meetings.ts';

/** What the database says of a series. */
export type KnownSeries = {
  occurrences: Occurrence[];
  replies: Reply[];
  /** The two, with the addresses at which they were invited; null for somebody without one. */
  people: { id: PersonId; mail: string | null }[];
  /** Addresses of others whom we invited, such as an assistant. */
  alsoInvited: string[];
  /** Every address that we put on it at some time: former ones of the two, and of assistants. In small letters. */
  everInvited: string[];
  /** Meetings that are being moved at our own order: Outlook may be behind, or ahead. */
  moving: ReadonlySet<OccurrenceId>;
};

/** Something that Outlook says and the database does not. */
export type CalendarFact =
  | { kind: 'series-gone'; occurrenceIds: OccurrenceId[] }
  /** Outlook's id of a meeting, or the hour at which the series' rule puts it, has become known. */
  | { kind: 'known'; occurrenceId: OccurrenceId; eventId: string; regularStart: Date; startsAt: Date; endsAt: Date }
  | { kind: 'moved'; occurrenceId: OccurrenceId; eventId: string; regularStart: Date; startsAt: Date; endsAt: Date }
  | { kind: 'cancelled'; occurrenceId: OccurrenceId }
  /** We cancelled it, and it stands in Outlook. */
  | { kind: 'stands-again'; occurrenceId: OccurrenceId; regularStart: Date }
  | { kind: 'replied'; reply: Reply }
  /** `eventIds`: of the meetings to come that they are on; `isOnAll`: that is every one. */
  | { kind: 'uninvited'; mail: string; name: string; eventIds: string[]; isOnAll: boolean }
  /** We put this address on it, and would not any more: no stranger. */
  | { kind: 'formerly-invited'; mail: string; eventIds: string[]; isOnAll: boolean }
  | { kind: 'not-on-it'; personId: PersonId };

/**
 * Compares a series in Outlook (null: gone) with the database. Pure: the same two give the same facts, and a database
 * that has taken them in gives none. Outlook is right about times and about what was cancelled there; we are right about
 * who is invited. A meeting that is over for both is history and left alone.
 */
export function reconcileSeries(known: KnownSeries, seen: SeenSeries | null, now: Date): CalendarFact[] {
  const ahead = known.occurrences.filter((one) => one.state === 'planned' && one.endsAt > now);
  if (seen === null)
    return ahead.length === 0 ? [] : [{ kind: 'series-gone', occurrenceIds: ahead.map(({ id }) => id) }];
  const matched = match(known.occurrences, seen.occurrences, now);
  const standing = known.occurrences.flatMap((one) => {
    const found = matched.get(one.id);
    return found && (found.endsAt > now || one.endsAt > now) ? [{ one, found }] : [];
  });
  return [
    ...ahead
      .filter((one) => !matched.has(one.id) && !known.moving.has(one.id))
      .map((one) => ({ kind: 'cancelled' as const, occurrenceId: one.id })),
    ...standing.flatMap(({ one, found }) => timeFacts(one, found, known.moving.has(one.id))),
    ...standing.flatMap(({ one, found }) => (one.state === 'planned' ? replyFacts(known, one, found) : [])),
    ...guestFacts(
      known,
      standing.filter(({ one }) => one.state === 'planned').map(({ found }) => found),
    ),
  ];
}

/**
 * Which meeting is which: by where the rule puts it. When somebody has changed the rule itself, what is left on both
 * sides is matched in order, provided that it is equally many: all of it, or what is to come.
 */
function match(ours: Occurrence[], theirs: SeenOccurrence[], now: Date): Map<OccurrenceId, SeenOccurrence> {
  const byOriginal = new Map(theirs.map((one) => [one.originalStart.getTime(), one]));
  const matched = new Map<OccurrenceId, SeenOccurrence>();
  for (const one of ours) {
    const found = byOriginal.get(one.regularStart.getTime());
    if (!found) continue;
    matched.set(one.id, found);
    byOriginal.delete(one.regularStart.getTime());
  }
  const left = ours.filter((one) => one.state === 'planned' && !matched.has(one.id));
  const strangers = [...byOriginal.values()].sort((a, b) => a.originalStart.getTime() - b.originalStart.getTime());
  const isAhead = ({ endsAt }: { endsAt: Date }): boolean => endsAt > now;
  // Outlook is not asked for meetings of long ago; those to come can be equally many all the same.
  for (const [mine, others] of [
    [left, strangers],
    [left.filter(isAhead), strangers.filter(isAhead)],
  ] as const) {
    if (mine.length !== others.length) continue;
    // Equally many by chance: what is over can't have become what is to come.
    if (mine.some((one, at) => !isAhead(one) && isAhead(others[at]!))) continue;
    mine.forEach((one, at) => matched.set(one.id, others[at]!));
    break;
  }
  return matched;
}

function timeFacts(one: Occurrence, found: SeenOccurrence, isMoving: boolean): CalendarFact[] {
  const { eventId, originalStart: regularStart, startsAt, endsAt } = found;
  if (one.state === 'cancelled') return [{ kind: 'stands-again', occurrenceId: one.id, regularStart }];
  if (isMoving) return [];
  const place = { occurrenceId: one.id, eventId, regularStart, startsAt, endsAt };
  if (!same(one.startsAt, startsAt) || !same(one.endsAt, endsAt)) return [{ kind: 'moved', ...place }];
  return one.eventId === eventId && same(one.regularStart, regularStart) ? [] : [{ kind: 'known', ...place }];
}

function replyFacts({ people, replies }: KnownSeries, one: Occurrence, found: SeenOccurrence): CalendarFact[] {
  return people.flatMap(({ id: personId, mail }) => {
    const attendee = found.attendees.find((other) => other.mail === mail?.toLowerCase());
    if (!attendee) return [];
    const { reply, repliedAt, proposed } = attendee;
    const now: Reply = {
      occurrenceId: one.id,
      personId,
      reply,
      repliedAt,
      proposedStart: proposed?.startsAt ?? null,
      proposedEnd: proposed?.endsAt ?? null,
    };
    const before = replies.find((other) => other.occurrenceId === one.id && other.personId === personId);
    const isNews = before ? !sameReply(before, now) : reply !== 'none' || proposed !== null;
    return isNews ? [{ kind: 'replied', reply: now }] : [];
  });
}

/**
 * Whom we did not invite, or not any more, and who of the two is missing. While one is missing nobody is a stranger: that may be the
 * same person under an address that has changed.
 */
function guestFacts({ people, alsoInvited, everInvited }: KnownSeries, meetings: SeenOccurrence[]): CalendarFact[] {
  if (meetings.length === 0) return [];
  const isOn = (mail: string, { attendees }: SeenOccurrence) => attendees.some((one) => one.mail === mail);
  const missing = people.filter(
    ({ mail }) => mail !== null && !meetings.some((meeting) => isOn(mail.toLowerCase(), meeting)),
  );
  if (missing.length > 0) return missing.map(({ id }) => ({ kind: 'not-on-it', personId: id }));
  const expected = new Set(
    [...people.flatMap(({ mail }) => mail ?? []), ...alsoInvited].map((mail) => mail.toLowerCase()),
  );
  const strangers = new Map<string, SeenAttendee>();
  for (const attendee of meetings.flatMap(({ attendees }) => attendees)) {
    if (attendee.kind !== 'resource' && !expected.has(attendee.mail)) strangers.set(attendee.mail, attendee);
  }
  return [...strangers.values()].map(({ mail, name }) => {
    const on = meetings.filter((meeting) => isOn(mail, meeting));
    const where = { eventIds: on.map((one) => one.eventId), isOnAll: on.length === meetings.length };
    if (everInvited.includes(mail)) return { kind: 'formerly-invited', mail, ...where };
    return { kind: 'uninvited', mail, name, ...where };
  });
}

const same = (one: Date | null, other: Date | null): boolean => one?.getTime() === other?.getTime();

const sameReply = (one: Reply, other: Reply): boolean =>
  one.reply === other.reply &&
  same(one.repliedAt, other.repliedAt) &&
  same(one.proposedStart, other.proposedStart) &&
  same(one.proposedEnd, other.proposedEnd);
