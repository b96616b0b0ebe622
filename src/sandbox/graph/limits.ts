import type { RequestHandler } from 'express';
import type { Rate } from '../throttle.ts';
import type { World } from '../world.ts';
import type { Operation } from './contract-operations.ts';
import { mailboxConcurrency, tooManyRequests } from './errors.ts';

// Figures and their sources: ../contract/limits.json.
const OUTLOOK: Rate = { limit: 10_000, windowMs: 600_000 };
const OUTLOOK_CONCURRENT = 4;
const TEAMS: Record<string, Rate> = {
  GET: { limit: 30, windowMs: 1000 },
  POST: { limit: 30, windowMs: 1000 },
  DELETE: { limit: 15, windowMs: 1000 },
};
const OUTLOOK_PATH = /\/(events|calendarView|calendar|mailboxSettings|people|photos?|places|findMeetingTimes)(\/|$)/;

/** Enforces Graph's limits: resource units for the directory, calls per mailbox for Outlook, calls a second for Teams. */
export function limitGraph(world: World): RequestHandler {
  return (req, res, next) => {
    const { graphCaller: caller, graphOperation: operation } = req;
    const refuseUnless = (seconds: number): void => {
      if (seconds > 0) throw tooManyRequests(seconds);
    };
    if (operation.template.includes('/teamwork/') || operation.template.startsWith('/appCatalogs')) {
      const rate = TEAMS[operation.method];
      if (rate !== undefined) refuseUnless(world.throttle.take(`teams ${caller.appId} ${operation.method}`, rate));
    } else if (OUTLOOK_PATH.test(operation.template)) {
      const named = decodeURIComponent(req.path.split('/')[2] ?? '');
      const mailbox = caller.kind === 'delegated' && operation.template.startsWith('/me') ? caller.userId : named;
      const key = `outlook ${caller.appId} ${world.directory.get(mailbox)?.id ?? mailbox}`;
      const leave = world.throttle.enter(key, OUTLOOK_CONCURRENT);
      if (leave === undefined) throw mailboxConcurrency();
      // Whoever went away before it came here has no 'close' any more, and would keep the place for good.
      if (res.closed) leave();
      else res.once('close', leave);
      refuseUnless(world.throttle.take(key, OUTLOOK));
    } else if (operation.template !== '/$batch') {
      const rate = directoryRate(world.directory.size());
      const key = `identity ${caller.appId}`;
      const cost = resourceUnits(operation, req.query);
      res.set('x-ms-resource-unit', String(cost));
      const seconds = world.throttle.take(key, rate, cost);
      const spent = seconds > 0 ? 1 : world.throttle.spent(key, rate);
      if (spent >= 0.8) res.set('x-ms-throttle-limit-percentage', spent.toFixed(2));
      if (seconds > 0) {
        res.set('x-ms-throttle-scope', `Tenant_Application/ReadWrite/${caller.appId}`);
        res.set('x-ms-throttle-information', 'ResourceUnitLimitExceeded');
      }
      refuseUnless(seconds);
    }
    next();
  };
}

function directoryRate(people: number): Rate {
  return { limit: people < 50 ? 3500 : people <= 500 ? 5000 : 8000, windowMs: 10_000 };
}

function resourceUnits({ name }: Operation, query: Record<string, unknown>): number {
  let cost = name === 'GET /users' ? 2 : 1;
  if (query['$select'] !== undefined) cost -= 1;
  if (query['$expand'] !== undefined) cost += 1;
  if (Number(query['$top'] ?? 20) < 20) cost -= 1;
  return Math.max(1, cost);
}
