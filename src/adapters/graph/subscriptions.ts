import { CalendarUnavailable } from '../../domain/meetings/ports.ts';
import type { ChangeSubscriptions } from '../../domain/meetings/subscriptions/subscriptions.ts';
import type { Graph } from './client.ts';
import { GraphFault, isGone } from './graph-fault.ts';
import { path } from './path.ts';

type GraphSubscription = { id: string; resource: string; notificationUrl: string; expirationDateTime: string };

const LANE = 'subscriptions';

/** Subscriptions to the events of programme mailboxes: https://learn.microsoft.com/graph/api/resources/subscription */
export function createSubscriptions(graph: Graph): ChangeSubscriptions {
  const create: ChangeSubscriptions['create'] = async ({ mailbox, address, secret, until }) => {
    try {
      // Not repeatable: after a lost answer there may be one already.
      const { id, expirationDateTime } = await graph.send<GraphSubscription>({
        operation: 'subscribe to a mailbox',
        lane: LANE,
        path: path`/subscriptions`,
        body: {
          changeType: 'created,updated,deleted',
          notificationUrl: address,
          lifecycleNotificationUrl: address,
          resource: resourceOf(mailbox),
          expirationDateTime: until.toISOString(),
          clientState: secret,
          latestSupportedTlsVersion: 'v1_2',
        },
      });
      return { id, expiresAt: new Date(expirationDateTime) };
    } catch (error) {
      // 400: our address did not answer the handshake, or is no address; 403: mailbox scope alone does not suffice.
      const isRefusal = error instanceof GraphFault && [400, 403, 404].includes(error.status ?? 0);
      if (isRefusal) return { refused: `${error.status} ${error.code}` };
      throw error;
    }
  };

  const renew: ChangeSubscriptions['renew'] = async (id, until) => {
    try {
      const { expirationDateTime } = await graph.send<GraphSubscription>({
        operation: 'renew a subscription',
        lane: LANE,
        path: path`/subscriptions/${id}`,
        method: 'PATCH',
        repeatable: true,
        body: { expirationDateTime: until.toISOString() },
      });
      return { expiresAt: new Date(expirationDateTime) };
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  };

  const end: ChangeSubscriptions['end'] = async (id) => {
    await graph
      .send({
        operation: 'end a subscription',
        lane: LANE,
        path: path`/subscriptions/${id}`,
        method: 'DELETE',
        repeatable: true,
      })
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  };

  const standing: ChangeSubscriptions['standing'] = async () => {
    const found: GraphSubscription[] = [];
    let next: string | undefined = path`/subscriptions`;
    while (next) {
      const page: { value: GraphSubscription[]; '@odata.nextLink'?: string } = await graph.send({
        operation: 'list subscriptions',
        lane: LANE,
        path: next,
      });
      found.push(...page.value);
      next = page['@odata.nextLink'];
    }
    return found.flatMap(({ id, resource, notificationUrl }) => {
      const mailbox = /^\/?users\/([^/]+)\/events$/i.exec(resource)?.[1];
      return mailbox === undefined ? [] : [{ id, mailbox: decodeURIComponent(mailbox), address: notificationUrl }];
    });
  };

  return {
    create: (order) => create(order).catch(giveUp),
    renew: (id, until) => renew(id, until).catch(giveUp),
    end: (id) => end(id).catch(giveUp),
    standing: () => standing().catch(giveUp),
  };
}

const resourceOf = (mailbox: string): string => path`/users/${mailbox}/events`;

function giveUp(error: unknown): never {
  if (error instanceof GraphFault) throw new CalendarUnavailable(error.message, error.code, error.retryAfterMs);
  throw error;
}
