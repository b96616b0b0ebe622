import type { PairId } from '../../kernel/ids.ts';
import type { MeetingStore } from '../ports.ts';

/**
 * Says which mailbox of the pool organises for a pair: the one that has done so before, as long as it is in the pool,
 * else the one with the fewest series. Throws when the pool is empty.
 */
export async function shareMailboxes(
  meetings: Pick<MeetingStore, 'seriesByMailbox' | 'mailboxesOfPairs'>,
  pool: string[],
  pairIds: PairId[],
): Promise<(pairId: PairId) => string> {
  const load = new Map(pool.map((mailbox) => [mailbox, 0]));
  for (const { mailbox, series } of await meetings.seriesByMailbox()) {
    if (load.has(mailbox)) load.set(mailbox, series);
  }
  const before = new Map((await meetings.mailboxesOfPairs(pairIds)).map(({ pairId, mailbox }) => [pairId, mailbox]));
  return (pairId) => {
    const known = before.get(pairId);
    const [least] = [...load].sort(([, one], [, other]) => one - other);
    const mailbox = known !== undefined && load.has(known) ? known : least?.[0];
    if (mailbox === undefined) throw new Error('no organizer mailbox is configured');
    load.set(mailbox, load.get(mailbox)! + 1);
    return mailbox;
  };
}
