import type { SubscribedProduct } from './subscribed-product.ts';
import type { Comparison } from './year-end.ts';
import type { Gaps } from './year-gaps.ts';

type Mails = { uid: string; recipient: string; invitation: number; total: number };

/** What a year came to, a line each, and what of it no year may come to. */
export async function figuresOf(
  product: SubscribedProduct,
  { compared, gaps, done }: { compared: Comparison[]; gaps: Gaps; done: Record<string, number> },
): Promise<{ lines: string[]; wrong: string[] }> {
  const { mails } = await product.control<{ mails: Mails[] }>('GET', '/calendar/mails');
  const { sent } = await product.subscriptions();
  const [booked] = await product.query<{ pairs: number; booked: number }>(
    `select count(*)::int as pairs, count(*) filter (where exists (
       select from occurrences o join series s on s.id = o.series_id where s.pair_id = p.id))::int as booked from pairs p`,
  );
  const zones = await product.query<{ zones: string; pairs: number }>(
    `select least(a.time_zone, b.time_zone) || '–' || greatest(a.time_zone, b.time_zone) as zones, count(*)::int as pairs
     from pairs p join participants a on a.id = p.mentor_id join participants b on b.id = p.mentee_id
     group by 1 order by 2 desc, 1`,
  );
  const [proposals] = await product.query<{ raised: number; arranged: number }>(
    `select count(*)::int as raised, count(*) filter (where state = 'arranged')::int as arranged from time_proposals`,
  );
  const last = compared.at(-1)!;
  const invitations = mails.map(({ invitation }) => invitation);
  const lines = [
    `pairs: ${booked!.pairs}, of which ${booked!.booked} got meetings; zones at the end: ${zones.map((one) => `${one.zones} ${one.pairs}`).join(', ')}`,
    `meetings: ${gaps.held} held, ${gaps.moved} of them at another hour than the rule's; ${gaps.cancelled} cancelled`,
    `done by people: ${list(done)}`,
    `declines: ${(done['decline'] ?? 0) + (done['counter-propose'] ?? 0)}, of which ${done['counter-propose'] ?? 0} counter-proposals; leavers: ${(done['leave the programme'] ?? 0) + (done['leave the organisation'] ?? 0)}`,
    `new hours sought ${proposals!.raised} times, agreed and moved ${proposals!.arranged} times`,
    `notifications: ${sent.notifications} sent, ${sent.dropped} lost`,
    `invitations per person and series: at most ${Math.max(0, ...invitations)}, ${invitations.reduce((sum, one) => sum + one, 0)} in all`,
    `differences: 0 in ${compared.length} comparisons, the last of ${last.calendars} calendars and ${last.meetings} meetings; ${last.backToRule} past meetings put back to the rule by a series that was cut`,
    `gaps: ${list(gaps.notHeld) || 'none'}; without a reason: ${gaps.unexplained.length}`,
  ];
  const wrong = mails
    .filter(({ invitation }) => invitation > 1)
    .map((one) => `${one.recipient} has ${one.invitation} invitations to ${one.uid}`);
  return { lines, wrong };
}

const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
