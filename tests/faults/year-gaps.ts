import { Temporal } from 'temporal-polyfill';
import type { SubscribedProduct } from './subscribed-product.ts';
import { knownMeetings, type Row } from './year-end.ts';

export type Gaps = {
  held: number;
  /** Held at another hour than the series' rule gives. */
  moved: number;
  cancelled: number;
  /** How many by each reason. */
  notHeld: Record<string, number>;
  unexplained: string[];
};

type Entry = { action: string; subject: string; actor: string; at: Date; detail: { until?: string } };

/** Why each meeting that was not held was not, from what the product itself has written down. */
export async function explainGaps(product: SubscribedProduct): Promise<Gaps> {
  const rows = await knownMeetings(product);
  const audit = await product.query<Entry>('select action, subject, actor, at, detail from audit');
  const bySubject = Map.groupBy(audit, ({ subject }) => subject);
  const ids = async (query: string): Promise<Set<string>> =>
    new Set((await product.query<{ id: string }>(query)).map(({ id }) => id));
  const declined = await ids(`select occurrence_id as id from replies where reply = 'declined'`);
  const away = await ids(`select occurrence_id as id from feedback where held <> 'yes'`);

  const gaps: Gaps = { held: 0, moved: 0, cancelled: 0, notHeld: {}, unexplained: [] };
  const missed = (reason: string): void => void (gaps.notHeld[reason] = (gaps.notHeld[reason] ?? 0) + 1);
  for (const row of rows) {
    if (row.state === 'cancelled') {
      gaps.cancelled += 1;
      const reason = reasonOf(row, bySubject);
      if (reason === null) gaps.unexplained.push(`meeting ${row.position} of series ${row.series_id} is cancelled`);
      else missed(reason);
    } else if (away.has(row.id)) missed('one of them said so afterwards');
    else if (declined.has(row.id)) missed('declined, and no other hour agreed');
    else {
      gaps.held += 1;
      if (row.starts_at.getTime() !== row.regular_start.getTime()) gaps.moved += 1;
    }
  }
  for (const own of Map.groupBy(rows, (row) => row.series_id).values()) {
    gaps.unexplained.push(...leaps(own, bySubject), ...otherWallTimes(own));
  }
  const silent = await product.query<{ id: string; explanation: string | null }>(
    `select p.id, (select s.explanation from series s where s.pair_id = p.id order by created_at desc limit 1) as explanation
     from pairs p where not exists (select from occurrences o join series s on s.id = o.series_id where s.pair_id = p.id)`,
  );
  for (const { id, explanation } of silent) {
    if (!explanation) gaps.unexplained.push(`pair ${id} has no meetings and no reason`);
    else missed('whole pairs without a common hour');
  }
  return gaps;
}

/** What was written down of a cancelled meeting before it would have begun. */
function reasonOf(row: Row, bySubject: Map<string, Entry[]>): string | null {
  const both = [row.mentor_id, row.mentee_id];
  const said = (action: string, ...subjects: string[]): Entry[] =>
    subjects
      .flatMap((subject) => bySubject.get(subject) ?? [])
      .filter((one) => one.action === action && one.at < row.ends_at);
  if (said('meeting-cancelled-in-outlook', row.id).length > 0) return 'cancelled in Outlook';
  if (said('series-deleted-in-outlook', row.series_id).length > 0) return 'series deleted in Outlook';
  const date = row.starts_at.toISOString().slice(0, 10);
  if (said('meetings-paused', ...both).some(({ detail }) => (detail.until ?? '') >= date)) return 'paused';
  const gone = row.pair_state === 'ended' ? said('programme-left', ...both) : [];
  if (gone.length === 0) return null;
  return gone.some(({ actor }) => actor === 'system') ? 'left the organisation' : 'left the programme';
}

const local = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** Weeks from Monday, counted from some Monday, in the organizer's zone. */
const weekOf = (at: Date, zone: string): number =>
  Math.floor(Temporal.PlainDate.from('1970-01-05').until(local(at, zone).toPlainDate()).days / 7);

/** Meetings that follow each other by more, or less, than four to six weeks, though nobody is known to have moved one. */
function leaps(own: Row[], bySubject: Map<string, Entry[]>): string[] {
  const planned = own.filter(({ state }) => state === 'planned');
  return planned.flatMap((row, at) => {
    const before = planned[at - 1];
    if (!before || before.position !== row.position - 1) return [];
    const weeks = weekOf(row.starts_at, row.time_zone) - weekOf(before.starts_at, row.time_zone);
    const moves = [row.id, before.id]
      .flatMap((id) => bySubject.get(id) ?? [])
      .filter(({ action }) => action === 'meeting-moved' || action === 'meeting-moved-in-outlook');
    if ((weeks >= 4 && weeks <= 6) || moves.length > 0) return [];
    return [`${weeks} weeks before meeting ${row.position} of series ${row.series_id}`];
  });
}

/** The rule keeps its day of the week and wall-clock time, whatever daylight saving does. */
function otherWallTimes(own: Row[]): string[] {
  const times = new Set(
    own.map(({ regular_start, time_zone }) => {
      const at = local(regular_start, time_zone);
      return `${at.dayOfWeek} ${at.toPlainTime().toString()}`;
    }),
  );
  return times.size === 1 ? [] : [`series ${own[0]!.series_id} has meetings at ${[...times].join(', ')} by its rule`];
}
