import type { PairId } from '../kernel/ids.ts';
import type { Outbox } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';

type Deps = { transact: Transact<{ pairs: PairStore; outbox: Outbox }> };

/** Tells both people of a new pair about each other. Doing it twice sends nothing twice. */
export const introducePair =
  (deps: Deps) =>
  async (input: { pairId: PairId }): Promise<Result<'introduced' | 'ended'>> =>
    deps.transact(systemScope, async ({ pairs, outbox }) => {
      const pair = await pairs.get(input.pairId);
      if (!pair || pair.state === 'ended') return ok('ended');
      for (const to of [pair.mentorId, pair.menteeId]) {
        await outbox.add({
          key: `introduction:${pair.id}:${to}`,
          to,
          programmeId: pair.programmeId,
          about: { kind: 'introduction', pairId: pair.id },
        });
      }
      return ok('introduced');
    });
