import type { Clock } from '../../kernel/clock.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import { hurryReading } from './hurry.ts';
import { longestLife, nextStep, type ChangeSubscriptions, type SubscriptionStore } from './subscriptions.ts';
import type { Standing, Subscription } from './subscriptions.ts';

type Deps = {
  transact: Transact<{ subscriptions: SubscriptionStore; jobs: JobQueue }>;
  changeSubscriptions: ChangeSubscriptions;
  clock: Clock;
  organizerMailboxes: string[];
  /** Where Microsoft 365 reaches us; null: nothing is subscribed to. */
  notificationAddress: string | null;
  digest: (text: string) => string;
  /** A new secret that nobody can guess, at most 128 characters. */
  newSecret: () => string;
};

/** Longer than Graph repeats a notification that was not taken: four hours. */
const REMEMBER_MS = 24 * 60 * 60_000;

/**
 * Sees to it that every programme mailbox has a subscription that lives: makes it, renews it at half-life, makes another
 * after it was removed or has run out, and ends those that are wanted no more or that nobody knows of. One that is made anew hurries a reading,
 * since nobody told of what changed before. Where subscriptions are refused nothing else suffers: calendars are read by
 * schedule. May be run again at any time; of two runs at once one waits (the job is alone).
 *
 * Answers the fault `subscription-refused` when one is. Throws `CalendarUnavailable` after it has tried every mailbox.
 */
export const keepSubscriptions =
  (deps: Deps) =>
  async (_: Record<string, never>): Promise<Result<{ live: number }>> => {
    const { transact, clock, notificationAddress: address } = deps;
    const mailboxes = address === null ? [] : deps.organizerMailboxes;
    const known = await transact(systemScope, async ({ subscriptions }) => {
      await subscriptions.forgetReceived(new Date(clock.now().getTime() - REMEMBER_MS));
      return subscriptions.all();
    });
    if (mailboxes.length === 0 && known.length === 0) return ok({ live: 0 });
    const standing = await deps.changeSubscriptions.standing();
    const tasks = [
      ...known.filter(({ mailbox }) => !mailboxes.includes(mailbox)).map((one) => () => drop(deps, one, standing)),
      ...mailboxes.map((mailbox) => () => {
        const before = known.find((one) => one.mailbox === mailbox);
        return keep(deps, { mailbox, address: address ?? '', known: before, standing });
      }),
    ];
    const outcomes = await Promise.allSettled(tasks.map((task) => task()));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    const refused = outcomes.find((outcome) => outcome.status === 'fulfilled' && outcome.value !== null);
    if (refused?.status === 'fulfilled') {
      return fault('subscription-refused', `Microsoft 365 refuses to tell us of changes: ${refused.value}.`);
    }
    return ok({ live: mailboxes.length });
  };

type Case = { mailbox: string; address: string; known: Subscription | undefined; standing: Standing[] };

/** Why it was refused, or null. */
async function keep(deps: Deps, { mailbox, address, known, standing }: Case): Promise<string | null> {
  const { transact, changeSubscriptions, clock } = deps;
  const now = clock.now();
  const step = nextStep(known, standing, address, now);
  // After a crash or a lost answer there may be one that we never learnt of.
  const kept = step === 'create' ? null : (known?.id ?? null);
  await endAll(deps, ofMailbox(standing, mailbox, [address, known?.address]), kept);
  if (step === 'rest') return null;
  if (step === 'renew' && known?.id) {
    const renewed = await changeSubscriptions.renew(known.id, longestLife(now));
    if (renewed !== 'gone') {
      const { expiresAt } = renewed;
      await transact(systemScope, ({ subscriptions }) =>
        subscriptions.save({ ...known, state: 'live', since: now, expiresAt, fault: null }),
      );
      return null;
    }
  }
  return create(deps, mailbox, address);
}

/** The secret's digest is kept first: the first notification may be here before the answer is. */
async function create(deps: Deps, mailbox: string, address: string): Promise<string | null> {
  const { transact, changeSubscriptions, clock } = deps;
  const secret = deps.newSecret();
  const asked: Subscription = {
    mailbox,
    address,
    state: 'asked',
    id: null,
    secretDigest: deps.digest(secret),
    since: clock.now(),
    expiresAt: null,
    fault: null,
  };
  await transact(systemScope, ({ subscriptions }) => subscriptions.save(asked));
  const until = longestLife(asked.since);
  const made = await changeSubscriptions.create({ mailbox, address, secret, until });
  if ('refused' in made) {
    await transact(systemScope, ({ subscriptions }) =>
      subscriptions.save({ ...asked, state: 'refused', fault: made.refused }),
    );
    return made.refused;
  }
  await transact(systemScope, async ({ subscriptions, jobs }) => {
    await subscriptions.save({ ...asked, ...made, state: 'live' });
    await hurryReading(jobs, mailbox, clock.now());
  });
  return null;
}

async function drop(deps: Deps, known: Subscription, standing: Standing[]): Promise<null> {
  await endAll(deps, ofMailbox(standing, known.mailbox, [known.address]), null);
  await deps.transact(systemScope, ({ subscriptions }) => subscriptions.remove(known.mailbox));
  return null;
}

const ofMailbox = (standing: Standing[], mailbox: string, addresses: (string | undefined)[]): Standing[] =>
  standing.filter((one) => one.mailbox.toLowerCase() === mailbox.toLowerCase() && addresses.includes(one.address));

async function endAll({ changeSubscriptions }: Deps, standing: Standing[], kept: string | null): Promise<void> {
  for (const { id } of standing) if (id !== kept) await changeSubscriptions.end(id);
}
