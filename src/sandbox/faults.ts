import type { RequestHandler } from 'express';
import { seededRandom } from './random.ts';

/** How often the sandbox fails on purpose; rates from 0 (never) to 1 (always). */
export type FaultPlan = {
  rate429: number;
  /** Seconds of `Retry-After` that go with an invented 429 or 503. */
  retryAfter: number;
  rate503: number;
  /** The work is done, then the connection breaks without an answer. */
  lostAnswer: number;
  latencyMs: number;
  /** Regular expression; only request paths (from `/v1.0` or `/connector` on) that match it fail. */
  paths?: string;
  /** Only this HTTP method fails. */
  method?: string;
};

export type Faults = {
  plan(): FaultPlan;
  /** Replaces the given parts of the plan. Throws an Error naming the part that can't be used. */
  change(parts: Record<string, unknown>): FaultPlan;
  /** Goes before the routes that may fail; `refuse` writes the refusal in the style of those routes. */
  middleware(refuse: Refuse): RequestHandler;
};

export type Refuse = (
  refusal: { status: 429 | 503; retryAfter: number },
  ...http: Parameters<RequestHandler>
) => void | Promise<void>;

const NONE: FaultPlan = { rate429: 0, retryAfter: 1, rate503: 0, lostAnswer: 0, latencyMs: 0 };

/** The switches for faults; the same seed and the same order of calls gives the same faults. Starts with none. */
export function createFaults(seed: number): Faults {
  const random = seededRandom(`faults ${seed}`);
  let plan = NONE;
  return {
    plan: () => plan,
    change: (parts) => (plan = checked({ ...plan, ...parts })),
    middleware: (refuse) => async (req, res, next) => {
      const current = plan;
      if (!concerns(current, req.method, req.baseUrl + req.path)) return next();
      if (current.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, current.latencyMs));
      const retryAfter = current.retryAfter;
      if (random.next() < current.rate429) return refuse({ status: 429, retryAfter }, req, res, next);
      if (random.next() < current.rate503) return refuse({ status: 503, retryAfter }, req, res, next);
      if (random.next() < current.lostAnswer) {
        res.end = () => {
          req.socket.destroy();
          return res;
        };
      }
      next();
    },
  };
}

function concerns(plan: FaultPlan, method: string, path: string): boolean {
  if (plan.method !== undefined && plan.method.toUpperCase() !== method) return false;
  return plan.paths === undefined || new RegExp(plan.paths).test(path);
}

function checked(parts: Record<string, unknown>): FaultPlan {
  for (const [name, value] of Object.entries(parts)) {
    if (name === 'rate429' || name === 'rate503' || name === 'lostAnswer') {
      if (typeof value !== 'number' || !(value >= 0 && value <= 1))
        throw new Error(`${name}: expected a rate from 0 to 1`);
    } else if (name === 'retryAfter' || name === 'latencyMs') {
      if (!Number.isInteger(value) || (value as number) < 0) throw new Error(`${name}: expected a whole number`);
    } else if (name === 'paths' || name === 'method') {
      if (value !== undefined && typeof value !== 'string') throw new Error(`${name}: expected a text`);
    } else
      throw new Error(
        `${name}: no such fault; known are rate429, retryAfter, rate503, lostAnswer, latencyMs, paths, method`,
      );
  }
  if (typeof parts['paths'] === 'string') new RegExp(parts['paths']);
  return parts as FaultPlan;
}
