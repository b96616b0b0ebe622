import { Router } from 'express';
import type { SandboxClock } from '../clock.ts';
import { ControlError } from './input.ts';

const LONG_POLL_MS = 25_000;

/** The sandbox's clock: `GET /clock`, with `?after=<offsetMs>` waiting for a change; `POST /clock` moves it forward. */
export function clockRoutes(clock: SandboxClock): Router {
  const router = Router();
  const shown = (): object => ({ offsetMs: clock.offsetMs(), now: clock.now().toISOString() });

  router.get('/clock', async (req, res) => {
    const { after } = req.query;
    if (after !== undefined && clock.offsetMs() === Number(after)) {
      await Promise.race([clock.changed(LONG_POLL_MS), new Promise((resolve) => res.once('close', resolve))]);
    }
    if (!res.closed) res.json(shown());
  });
  router.post('/clock', (req, res) => {
    clock.advance(milliseconds(clock, (req.body ?? {}) as Record<string, unknown>));
    res.json(shown());
  });
  return router;
}

function milliseconds(clock: SandboxClock, { advanceMs, set }: Record<string, unknown>): number {
  if (advanceMs !== undefined) {
    if (!Number.isInteger(advanceMs) || (advanceMs as number) < 0) {
      throw new ControlError('advanceMs: expected a whole number of milliseconds, 0 or more');
    }
    return advanceMs as number;
  }
  const wanted = typeof set === 'string' ? Date.parse(set) : NaN;
  if (Number.isNaN(wanted)) throw new ControlError('set: expected an ISO instant, or advanceMs');
  const ahead = wanted - clock.now().getTime();
  if (ahead < 0)
    throw new ControlError(`set: the clock never goes back, and it is already ${clock.now().toISOString()}`);
  return ahead;
}
