import { ok, type Result } from '../../kernel/result.ts';
import { systemScope } from '../../kernel/unit-of-work.ts';
import { assistantsOf, type ReadDeps } from './assistants-of-series.ts';
import type { CalendarSpan, SeenSeries } from './calendar-changes.ts';
import type { Series } from '../meetings.ts';
import { recordChanges, type ChangeStores, type SeenAt } from './record-changes.ts';

export type MailboxRead = { outcome: 'read' | 'compared' | 'being-read'; series: number };

const DAY_MS = 24 * 60 * 60_000;
/** Outlook's changes are followed in this span; each comparison begins a new one. */
const SPAN = { back: 60 * DAY_MS, ahead: 550 * DAY_MS };
/** A reader that has not moved on for so long has died with its process. */
const READER_LIVES_MS = 4 * 60_000;
const SERIES_AT_ONCE = 50;
const FORGET_UNINVITED_MS = 30 * DAY_MS;

/**
 * Takes in what has changed in a programme mailbox's calendar since it was last read. Once a day, or when `whole` is
 * asked for, or where nothing was read yet or Outlook has forgotten the link, everything is compared. One transaction a
 * page, with the link to the next: it may be killed anywhere, and reading again changes nothing. Of two readers of one
 * mailbox the second finds `being-read`.
 *
 * Throws `CalendarUnavailable`, `DirectoryUnavailable`.
 */
export const readMailbox =
  (deps: ReadDeps) =>
  async (input: { mailbox: string; whole?: boolean }): Promise<Result<MailboxRead>> => {
    const { mailbox, whole = false } = input;
    const { transact, clock, newId } = deps;
    const reader = newId();
    const now = clock.now();
    const reading = await transact(systemScope, ({ calendar }) =>
      calendar.claim(mailbox, reader, now, new Date(now.getTime() - READER_LIVES_MS)),
    );
    if (!reading) return ok({ outcome: 'being-read', series: 0 });
    const { link, comparedAt } = reading;
    const isDue = whole || comparedAt === null || now.getTime() - comparedAt.getTime() >= DAY_MS;
    try {
      const series = isDue || link === null ? null : await readChanges(deps, mailbox, reader, link);
      if (series !== null) return ok({ outcome: 'read', series });
      return ok({ outcome: 'compared', series: await compare(deps, mailbox, reader) });
    } finally {
      await transact(systemScope, ({ calendar }) => calendar.release(mailbox, reader));
    }
  };

/** How many series were looked at; null: the link is forgotten. */
async function readChanges(deps: ReadDeps, mailbox: string, reader: string, since: string): Promise<number | null> {
  const { transact, calendarReader, clock } = deps;
  let looked = 0;
  for (let link = since; ;) {
    const page = await calendarReader.changes(mailbox, link);
    if (page === 'expired') return null;
    const readFrom = clock.now();
    const { touched: ids } = page;
    const touched =
      ids.length === 0 ? [] : await transact(systemScope, ({ calendar }) => calendar.seriesTouched(mailbox, ids));
    const seen = new Map<string, SeenSeries | null>();
    for (const { eventId } of touched) {
      if (eventId !== null) seen.set(eventId, await calendarReader.series(mailbox, eventId));
    }
    await take(
      deps,
      mailbox,
      reader,
      { series: touched, seen, readFrom },
      {
        link: page.link,
        ...(page.isLast ? { readAt: readFrom } : {}),
      },
    );
    looked += touched.length;
    if (page.isLast) return looked;
    link = page.link;
  }
}

/** Compares everything. The link is taken first, so that what changes meanwhile is read afterwards. */
async function compare(deps: ReadDeps, mailbox: string, reader: string): Promise<number> {
  const { transact, calendarReader, clock } = deps;
  const readFrom = clock.now();
  const span = { from: new Date(readFrom.getTime() - SPAN.back), to: new Date(readFrom.getTime() + SPAN.ahead) };
  const link = await newLink(deps, mailbox, span);
  const found = await calendarReader.all(mailbox, span);
  const ours = await transact(systemScope, ({ calendar }) => calendar.seriesInMailbox(mailbox));
  for (let at = 0; at < ours.length; at += SERIES_AT_ONCE) {
    const series = ours.slice(at, at + SERIES_AT_ONCE);
    const seen = new Map<string, SeenSeries | null>();
    for (const { eventId, state } of series) {
      const inSpan = found.get(eventId ?? '');
      // Missing from the span is not yet gone: asked for by its id.
      if (inSpan) seen.set(inSpan.eventId, inSpan);
      else if (eventId !== null && state === 'booked') seen.set(eventId, await calendarReader.series(mailbox, eventId));
    }
    await take(deps, mailbox, reader, { series, seen, readFrom }, {});
  }
  const done = await transact(systemScope, async ({ calendar, pauses, jobs }) => {
    await jobs.enqueue({ name: 'watch-diaries', data: { mailbox, pairId: null } });
    await calendar.forgetUninvited(new Date(readFrom.getTime() - FORGET_UNINVITED_MS));
    await calendar.forgetInvited();
    // The day before yesterday is over in every zone.
    await pauses.forgetBefore(new Date(readFrom.getTime() - DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length));
    return calendar.advance(mailbox, reader, { link, readAt: readFrom, comparedAt: readFrom }, clock.now());
  });
  if (!done) throw new TakenOver();
  return ours.length;
}

/** Leads from all that is in the span now to what changes after. */
async function newLink({ calendarReader }: ReadDeps, mailbox: string, span: CalendarSpan): Promise<string> {
  for (let since: string | CalendarSpan = span; ;) {
    const page = await calendarReader.changes(mailbox, since);
    if (page === 'expired') throw new Error('calendar changes: a link that was just given is expired');
    if (page.isLast) return page.link;
    since = page.link;
  }
}

type Batch = { series: Series[]; seen: Map<string, SeenSeries | null>; readFrom: Date };
type Step = { link?: string; readAt?: Date };

/** A page of series and how far the reading has come, in one transaction, with the orders to put Outlook right. */
async function take(deps: ReadDeps, mailbox: string, reader: string, batch: Batch, step: Step): Promise<void> {
  const { transact, clock } = deps;
  const alsoInvited = batch.series.length === 0 ? new Map<string, string[]>() : await assistantsOf(deps, batch.series);
  await transact(systemScope, async (stores) => {
    if (!(await stores.calendar.advance(mailbox, reader, step, clock.now()))) throw new TakenOver();
    for (const series of batch.series) {
      const seen = batch.seen.get(series.eventId ?? '');
      if (seen === undefined) continue;
      if (series.state === 'ended') await endAgain(stores, series, seen, clock.now());
      const seenAt: SeenAt = {
        seriesId: series.id,
        seen,
        readFrom: batch.readFrom,
        alsoInvited: alsoInvited.get(series.id) ?? [],
      };
      const mendings = await recordChanges(stores, seenAt, deps);
      // A job of its own, which comes again until Outlook is right.
      if (mendings.length > 0) {
        await stores.jobs.enqueue({ name: 'compare-series', data: { seriesId: series.id } });
      }
    }
  });
}

/** A series that was ended stands in Outlook with meetings to come: whoever should have taken them out was interrupted. */
async function endAgain({ jobs }: ChangeStores, series: Series, seen: SeenSeries | null, now: Date): Promise<void> {
  if (!seen?.occurrences.some(({ startsAt }) => startsAt > now)) return;
  await jobs.enqueue({ name: 'end-series', data: { pairId: series.pairId } });
}

/** Somebody else reads this mailbox now, since this reader took too long: what it has in hand is thrown away. */
class TakenOver extends Error {
  override name = 'TakenOver';
  constructor() {
    super('another reader has taken the mailbox over');
  }
}
