import type { Graph } from './client.ts';
import { isMeetingGone } from './graph-fault.ts';
import { onMailbox } from './on-mailbox.ts';
import { path } from './path.ts';

/** One meeting of a series as Graph lists it. */
export type GraphInstance = {
  id: string;
  isCancelled?: boolean;
  start?: { dateTime: string; timeZone?: string };
  end?: { dateTime: string; timeZone?: string };
  /** Where the series' rule puts it; an instant. */
  originalStart?: string | null;
};

type Page = { value: GraphInstance[]; '@odata.nextLink'?: string };

const FIELDS = 'id,start,end,originalStart,isCancelled';

/** The meetings of a series that touch [from, to); null when there is no such series. Throws a `GraphFault`. */
export async function instancesOf(
  graph: Graph,
  mailbox: string,
  seriesEventId: string,
  from: Date,
  to: Date,
): Promise<GraphInstance[] | null> {
  const found: GraphInstance[] = [];
  let next: string | undefined =
    path`/users/${mailbox}/events/${seriesEventId}/instances?` +
    path`startDateTime=${from.toISOString()}&endDateTime=${to.toISOString()}&$select=${FIELDS}&$top=${100}`;
  while (next !== undefined) {
    const page: Page | null = await graph
      .send<Page>({ ...onMailbox(mailbox, 'list meetings'), path: next })
      .catch((error: unknown) => {
        if (isMeetingGone(error)) return null;
        throw error;
      });
    if (page === null) return null;
    found.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return found;
}
