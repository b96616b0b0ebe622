import { sql } from 'kysely';
import type { SubscriptionStore } from '../../domain/meetings/subscriptions/subscriptions.ts';
import type { Database } from './schema.ts';

type Received = Awaited<ReturnType<SubscriptionStore['receive']>>;

export function createSubscriptionStore(tx: Database): SubscriptionStore {
  return {
    all: () => tx.selectFrom('subscriptions').selectAll().orderBy('mailbox').execute(),

    async save(subscription) {
      const { mailbox: _, ...rest } = subscription;
      await tx
        .insertInto('subscriptions')
        .values(subscription)
        .onConflict((conflict) => conflict.column('mailbox').doUpdateSet(rest))
        .execute();
    },

    async remove(mailbox) {
      await tx.deleteFrom('subscriptions').where('mailbox', '=', mailbox).execute();
    },

    async setState(mailbox, state) {
      await tx
        .updateTable('subscriptions')
        .set({ state })
        .where('mailbox', '=', mailbox)
        .where('state', 'in', ['live', 'due'])
        .execute();
    },

    // One statement, however many there are. In the order of their digests, so that two can't wait for each other.
    async receive(notifications, at) {
      const column = <Name extends keyof (typeof notifications)[number]>(name: Name) =>
        notifications.map((one) => one[name]);
      const { rows } = await sql<Received>`
        with sent as (
          select * from unnest(
            ${column('subscriptionId')}::uuid[],
            ${column('secretDigest')}::text[],
            ${column('kind')}::text[],
            ${column('digest')}::text[]
          ) as sent (subscription_id, secret_digest, kind, digest)
        ), own as (
          select sent.*, mailbox from sent join subscriptions as known using (secret_digest)
          where known.id is null or known.id = sent.subscription_id
        ), added as (
          insert into notifications (digest, mailbox, kind, received_at)
          select distinct on (digest) digest, mailbox, kind, ${at}::timestamptz from own order by digest
          on conflict (digest) do nothing
          returning mailbox, kind
        )
        select
          (select count(*)::int from own) as own,
          (select coalesce(json_agg(json_build_object('mailbox', mailbox, 'kind', kind)), '[]') from added) as fresh
        `.execute(tx);
      return rows[0]!;
    },

    async forgetReceived(before) {
      await tx.deleteFrom('notifications').where('receivedAt', '<', before).execute();
    },
  };
}
