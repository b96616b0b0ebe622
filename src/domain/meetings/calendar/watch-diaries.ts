import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PairId, PersonId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Pair } from '../../matching/ports.ts';
import type { Participant } from '../../people/people.ts';
import type { CalendarSpan, CalendarStore, Conflict, Reply } from './calendar-changes.ts';
import { findConflict } from './find-conflict.ts';
import type { Diary, Occurrence, Series } from '../meetings.ts';
import type { Calendar } from '../ports.ts';
import { proposeTimesWithin } from '../new-times/propose-times.ts';
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
      const some = cases.slice(at, at + SERIES_AT_ONCE);
      conflicts += await deps.transact(systemScope, (stores) => checkAll(stores, some, diaries, span, deps));
    }
    return ok(conflicts);
  };

async function casesIn(
  { calendar, pairs, participants }: Stores,
  mailbox: string,
  span: CalendarSpan,
  pairId: PairId | null,
): Promise<Case[]> {
  const meeting = await calendar.seriesMeeting(mailbox, span);
  const asked = meeting.filter((series) => pairId === null || series.pairId === pairId);
  const live = new Map<PairId, Pair>();
  for (const programmeId of new Set(asked.map((series) => series.programmeId))) {
    for (const pair of await pairs.inProgramme(programmeId)) if (pair.state === 'live') live.set(pair.id, pair);
  }
  const both = asked.flatMap((series) => idsOf(live.get(series.pairId)));
  const people = new Map((await participants.list([...new Set(both)])).map((one) => [one.id, one]));
  return asked.flatMap((series) => {
    const pair = live.get(series.pairId);
    return pair ? { series, pair, people: idsOf(pair).flatMap((id) => people.get(id) ?? []) } : [];
  });
}

const idsOf = (pair: Pair | undefined): PersonId[] => (pair ? [pair.mentorId, pair.menteeId] : []);

/** Most series are as they were when last looked at: only where something is to be written down is one taken in hand. */
async function checkAll(
  stores: Stores,
  cases: Case[],
  diaries: Map<string, Diary>,
  span: CalendarSpan,
  deps: Deps,
): Promise<number> {
  const { calendar, meetings } = stores;
  const all = coming(await meetings.occurrencesOfSeries(cases.map(({ series }) => series.id)), span);
  const ids = all.map(({ id }) => id);
  const replies = await calendar.replies(ids);
  const before = await calendar.conflicts(ids);
  let count = 0;
  for (const one of cases) {
    const { series, people } = one;
    const mine = all.filter(({ seriesId }) => seriesId === series.id);
    const found = mine.flatMap((meeting) => conflictsOf(meeting, people, replies, diaries, series.timeZone));
    const isAsBefore = mine.every((meeting) => {
      const of = (conflicts: Conflict[]): Conflict[] => conflicts.filter(({ occurrenceId: id }) => id === meeting.id);
      const [now, known] = [of(found), of(before)];
      const isDeclined = replies.some(({ occurrenceId, reply }) => occurrenceId === meeting.id && reply === 'declined');
      const isSame = now.length === known.length && now.every((each) => known.some((old) => sameConflict(old, each)));
      return isSame && !isDeclined && diaryState(now) === meeting.diary;
    });
    count += isAsBefore ? meetingsIn(found) : await check(stores, one, diaries, span, deps);
  }
  return count;
}

const coming = (meetings: Occurrence[], { from, to }: CalendarSpan): Occurrence[] =>
  meetings.filter(({ state, startsAt }) => state === 'planned' && startsAt > from && startsAt < to);

const meetingsIn = (conflicts: Conflict[]): number => new Set(conflicts.map(({ occurrenceId }) => occurrenceId)).size;

const diaryState = (conflicts: Conflict[]): Occurrence['diary'] =>
  conflicts.some(({ kind }) => kind !== 'unknown') ? 'clash' : conflicts.length > 0 ? 'unknown' : 'free';

/** How many meetings of one series have a conflict. */
async function check(
  stores: Stores,
  { series: { id, timeZone, programmeId }, people }: Case,
  diaries: Map<string, Diary>,
  span: CalendarSpan,
  deps: Deps,
): Promise<number> {
  const { calendar, meetings } = stores;
  const series = await calendar.seriesForUpdate(id);
  if (series?.state !== 'booked') return 0;
  const ahead = coming(await meetings.occurrencesOfSeries([id]), span);
  const ids = ahead.map((one) => one.id);
  const replies = await withoutSettled(stores, await calendar.replies(ids));
  const before = await calendar.conflicts(ids);
  const found = ahead.flatMap((meeting) => conflictsOf(meeting, people, replies, diaries, timeZone));
  await calendar.setConflicts(
    ids,
    found.map((one) => ({ ...one, programmeId })),
  );
  for (const meeting of ahead) {
    const mine = found.filter((one) => one.occurrenceId === meeting.id);
    const diary = diaryState(mine);
    if (diary !== meeting.diary) await calendar.setDiary(meeting.id, diary);
    const declined = replies.find((one) => one.occurrenceId === meeting.id && one.reply === 'declined');
    const cause = declined
      ? ({ because: 'declined', by: declined.personId } as const)
      : mine.some((one) => one.kind !== 'unknown' && !before.some((old) => sameConflict(old, one)))
        ? ({ because: 'conflict', by: 'system' } as const)
        : null;
    if (cause) await proposeTimesWithin(stores, { occurrenceId: meeting.id, ...cause }, deps);
  }
  return meetingsIn(found);
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
