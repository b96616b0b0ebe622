import { randomUUID } from 'node:crypto';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { calendarOf } from '../../src/sandbox/calendar/calendar.ts';
import { pairOf, participantOf, programmeOf } from '../adapters/postgres/filled-programme.ts';
import type { comesTrueBy } from './comes-true.ts';
import type { SubscribedProduct } from './subscribed-product.ts';

export type ComesTrue = ReturnType<typeof comesTrueBy>;

/** How many people a sandbox needs for so many pairs: not everybody has an account that is in use. */
export const peopleFor = (pairs: number): number => Math.ceil(2.2 * pairs) + 60;

/** A programme with so many pairs, whose meetings are ordered in the transaction that makes it. */
export async function orderPairs(product: SubscribedProduct, count: number): Promise<string> {
  const people = product.world.directory
    .list(0, peopleFor(count))
    .filter((one) => one.userType === 'Member' && one.accountEnabled)
    .filter(({ mail }) => !product.mailboxes.includes(mail.toLowerCase()))
    .slice(-2 * count);
  if (people.length < 2 * count) throw new Error(`only ${people.length} people for ${count} pairs`);
  const programme = { ...programmeOf(people[0]!.id), organizerMailbox: product.mailboxes[0]! };
  await product.database.transact(systemScope, async ({ programmes, participants, pairs, jobs }) => {
    await programmes.add(programme);
    await participants.save(people.map(({ id, mail, displayName }) => ({ ...participantOf(id), mail, displayName })));
    await pairs.add(
      Array.from({ length: count }, (_, at) => ({
        ...pairOf(programme.id, people[2 * at]!.id, people[2 * at + 1]!.id),
        id: randomUUID(),
      })),
    );
    await jobs.enqueue({ name: 'plan-series', data: { programmeId: programme.id } });
  });
  return programme.id;
}

const STEP_MS = 2000;
const LOOK_EVERY_MS = 400;

/**
 * Moves the clock on while nothing is on its way to Outlook, so that what a mailbox may send in a minute is not waited
 * for; begins with the first booked series. The answer stops it.
 */
export function moveClock(product: SubscribedProduct): () => void {
  const look = async (): Promise<void> => {
    const [row] = await product.query<{ waits: boolean }>(
      `select exists (select from series where state = 'booked') and exists (select from series where state = 'chosen')
         and not exists (select from mailbox_sends where settled_at is null) as waits`,
    );
    if (row?.waits) product.world.clock.advance(STEP_MS);
  };
  // A database that is away is looked for again.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** `left`: pairs that are neither booked nor known to have no common hour. */
export type Progress = { booked: number; left: number; open: number; settled: number; inOutlook: number };

/** How far the booking of a programme is. Asked again and again while the database is being restarted. */
export async function progressOf(
  product: SubscribedProduct,
  programmeId: string,
  comesTrue: ComesTrue,
): Promise<Progress> {
  let answer: Progress | undefined;
  await comesTrue('the database answers', async () => {
    const rows = await product
      .query<Omit<Progress, 'inOutlook'>>(
        `select (select count(*)::int from series where programme_id = $1 and state = 'booked') as booked,
           (select count(*)::int from pairs p where p.programme_id = $1 and not exists
             (select from series s where s.pair_id = p.id and s.state in ('booked', 'no-common-hour'))) as left,
           (select count(*)::int from mailbox_sends where settled_at is null) as open,
           (select count(*)::int from mailbox_sends where settled_at is not null) as settled`,
        [programmeId],
      )
      .catch(() => null);
    if (rows) answer = { ...rows[0]!, inOutlook: seriesInOutlook(product).length };
    return rows !== null;
  });
  return answer!;
}

const seriesInOutlook = (product: SubscribedProduct): string[] =>
  calendarOf(product.world)
    .store.copiesIn(product.mailboxes[0]!)
    .flatMap(({ id, state }) => (state === 'active' ? [id] : []));

/**
 * What became of the invitations, the database held against what Outlook did. Lost: people of a booked pair whom Outlook
 * did not invite, and booked series that it does not have. Duplicate: people invited more than once, to whatever. Ghost:
 * series in Outlook that no pair has.
 */
export async function invitations(product: SubscribedProduct) {
  const booked = await product.query<{ event_id: string; mails: string[] }>(
    `select event_id, array(select lower(mail) from participants where participants.id in (mentor_id, mentee_id)) as mails
     from series join pairs on pairs.id = pair_id where series.state = 'booked'`,
  );
  const times = new Map<string, number>();
  for (const { recipient, invitation } of calendarOf(product.world).mails.counts(null)) {
    times.set(recipient, (times.get(recipient) ?? 0) + invitation);
  }
  const inOutlook = new Set(seriesInOutlook(product));
  const known = new Set(booked.map((one) => one.event_id));
  const people = booked.flatMap(({ mails }) => mails);
  return {
    booked: booked.length,
    lost:
      people.filter((mail) => !times.get(mail)).length + booked.filter((one) => !inOutlook.has(one.event_id)).length,
    duplicate: [...times.values()].filter((count) => count > 1).length,
    ghost: [...inOutlook].filter((id) => !known.has(id)).length,
  };
}
