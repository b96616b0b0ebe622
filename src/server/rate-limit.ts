import type { Clock } from '../domain/kernel/clock.ts';
import { Refusal } from './faults.ts';

type Limit = { most: number; perMinutes: number };

/**
 * Bounds how often one person may do something. Counted by each process for itself, so with several of them the bound is
 * that many times as wide; what must hold across all of them belongs in the database.
 */
export function createRateLimit({ most, perMinutes }: Limit, clock: Clock): { admit(personId: string): void } {
  const windowMs = perMinutes * 60_000;
  const calls = new Map<string, number[]>();
  let sweptAt = 0;
  return {
    admit(personId) {
      const now = clock.now().getTime();
      if (now - sweptAt > windowMs) {
        for (const [id, times] of calls) if (now - (times.at(-1) ?? 0) >= windowMs) calls.delete(id);
        sweptAt = now;
      }
      const recent = (calls.get(personId) ?? []).filter((time) => now - time < windowMs);
      if (recent.length >= most) {
        throw new Refusal(429, {
          code: 'too-often',
          message: `That was often in a short time. Please try again in ${perMinutes} minutes.`,
        });
      }
      calls.set(personId, [...recent, now]);
    },
  };
}
