import type { Clock } from '../../kernel/clock.ts';
import type { JobQueue } from '../../kernel/jobs.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';

type Deps = { transact: Transact<{ jobs: JobQueue }>; clock: Clock; organizerMailboxes: string[] };

/** Orders that each programme mailbox is read, as a job of its own: one that can't be reached holds up no other. */
export const readCalendars =
  (deps: Deps) =>
  (_input: Record<string, never>): Promise<Result<number>> =>
    deps.transact(systemScope, async ({ jobs }) => {
      const minute = deps.clock.now().toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
      for (const mailbox of deps.organizerMailboxes) {
        const once = `${mailbox} ${minute}`;
        await jobs.enqueue({ name: 'read-mailbox', data: { mailbox, whole: false } }, { once });
      }
      return ok(deps.organizerMailboxes.length);
    });
