import type { Clock } from '../kernel/clock.ts';
import type { NewId, PairId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Pair } from '../matching/ports.ts';
import type { Participant } from '../people/people.ts';
import type { CalendarStore, Conflict, Reply } from './calendar-changes.ts';
import { findConflict } from './find-conflict.ts';
import type { Diary, Occurrence, Series } from './meetings.ts';
import type { Calendar } from './ports.ts';
import { proposeTimesWithin } from './propose-times.ts';
import type { ChangeStores } from './record-changes.ts';

type Stores = ChangeStores & { calendar: CalendarStore };
type Deps = { transact: Transact<Stores>; calendar: Calendar; clock: Clock; newId: NewId };
type Case = { series: Series; pair: Pair; people: Participant[] };

const DAY_MS = 24 * 60 * 60_000;
/** Nearly six weeks: what one call for free/busy may span. */
const AHEAD_MS = 41 * DAY_MS;
const SERIES_AT_ONCE = 50;

/**
 * Looks at both diaries for the meetings of the coming six weeks: what has come to stand against one, a leave, changed
 * hours of work. New hours are proposed for a conflict that was not known before, and for a meeting that somebody has
 * declined and that was left for later. Answers how many meetings have a conflict. Safe to repeat.
 *
 * `pairId`: that pair alone. Throws `CalendarUnavailable`.
 */
export const watchDiaries =
  (deps: Deps) =>
  async (input: { mailbox: string; pairId: PairId | null }): Promise<Result<number>> => {
    const { mailbox, pairId } = input;
    const from = deps.clock.now();
    const span = { from, to: new Date(from.getTime() + AHEAD_MS) };
    const cases = await deps.transact(systemScope, (stores) => casesIn(stores, mailbox, span, pairId));
    const mails = [...new Set(cases.flatMap(({ people }) => people.flatMap(({ mail }) => mail ?? [])))];
    // Asked outside any transaction, which would otherwise be held open by a slow network.
    const diaries =
      mails.length === 0 ? new Map<string, Diary>() : await deps.calendar.diaries(mailbox, mails, span.from, span.to);
    let conflicts = 0;
    for (let at = 0; at < cases.length; at += SERIES_AT_ONCE) {
      conflicts += await deps.transact(systemScope, async (stores) => {
        let found = 0;
        for (const one of cases.slice(at, at + SERIES_AT_ONCE)) found += await check(stores, one, diaries, span, deps);
        return found;
      });
    }
    return ok(conflicts);
  };

async function casesIn(
  { calendar, pairs, participants }: Stores,
  mailbox: string,
  span: { from: Date; to: Date },
  pairId: PairId | null,
): Promise<Case[]> {
  const cases: Case[] = [];
  for (const series of await calendar.seriesMeeting(mailbox, span)) {
    if (pairId !== null && series.pairId !== pairId) continue;
    const pair = await pairs.get(series.pairId);
    if (pair?.state !== 'live') continue;
    cases.push({ series, pair, people: await participants.list([pair.mentorId, pair.menteeId]) });
  }
  return cases;
}

/** How many meetings of one series have a conflict. */
async function check(
  stores: Stores,
  { series: { id, timeZone, programmeId }, people }: Case,
  diaries: Map<string, Diary>,
  span: { from: Date; to: Date },
  deps: Deps,
): Promise<number> {
  const { calendar, meetings } = stores;
  const series = await calendar.seriesForUpdate(id);
  if (series?.state !== 'booked') return 0;
  const coming = (await meetings.occurrencesOfSeries([id])).filter(
    ({ state, startsAt }) => state === 'planned' && startsAt > span.from && startsAt < span.to,
  );
  const ids = coming.map((one) => one.id);
  const replies = await withoutSettled(stores, await calendar.replies(ids));
  const before = await calendar.conflicts(ids);
  const found = coming.flatMap((meeting) => conflictsOf(meeting, people, replies, diaries, timeZone));
  await calendar.setConflicts(
    ids,
    found.map((one) => ({ ...one, programmeId })),
  );
  for (const meeting of coming) {
    const mine = found.filter((one) => one.occurrenceId === meeting.id);
    const diary = mine.some(({ kind }) => kind !== 'unknown') ? 'clash' : mine.length > 0 ? 'unknown' : 'free';
    if (diary !== meeting.diary) await calendar.setDiary(meeting.id, diary);
    const declined = replies.find((one) => one.occurrenceId === meeting.id && one.reply === 'declined');
    const cause = declined
      ? ({ because: 'declined', by: declined.personId } as const)
      : mine.some((one) => one.kind !== 'unknown' && !before.some((old) => sameConflict(old, one)))
        ? ({ because: 'conflict', by: 'system' } as const)
        : null;
    if (cause) await proposeTimesWithin(stores, { occurrenceId: meeting.id, ...cause }, deps);
  }
  return new Set(found.map(({ occurrenceId }) => occurrenceId)).size;
}

function conflictsOf(
  meeting: Occurrence,
  people: Participant[],
  replies: Reply[],
  diaries: Map<string, Diary>,
  zone: string,
): Conflict[] {
  return people.flatMap(({ id: personId, mail }) => {
    const diary = mail === null ? undefined : diaries.get(mail);
    const reply = replies.find((one) => one.occurrenceId === meeting.id && one.personId === personId)?.reply ?? 'none';
    const kind = diary ? findConflict(meeting, diary, reply, zone) : 'unknown';
    return kind === null ? [] : [{ occurrenceId: meeting.id, personId, kind }];
  });
}

/** Outlook may still tell of a decline after both have agreed on another hour: that was about the one before. */
async function withoutSettled({ timeProposals }: Stores, replies: Reply[]): Promise<Reply[]> {
  const standing: Reply[] = [];
  for (const one of replies) {
    const before = one.reply === 'declined' ? await timeProposals.ofOccurrence(one.occurrenceId) : [];
    const isSettled = before.some(
      ({ state, closedAt }) =>
        state === 'arranged' && closedAt !== null && (one.repliedAt === null || closedAt > one.repliedAt),
    );
    if (!isSettled) standing.push(one);
  }
  return standing;
}

const sameConflict = (one: Conflict, other: Conflict): boolean =>
  one.occurrenceId === other.occurrenceId && one.personId === other.personId && one.kind === other.kind;
