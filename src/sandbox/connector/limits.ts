import type { RequestHandler } from 'express';
import type { Rate } from '../throttle.ts';
import type { World } from '../world.ts';
import type { Chat } from './chat-store.ts';
import { ConnectorError } from './errors.ts';

// Microsoft Teams, "Optimize your bot with rate limiting": per bot and chat, and per app and tenant.
const SEND: Rate[] = [rate(7, 1), rate(8, 2), rate(60, 30), rate(1800, 3600)];
const READ_MEMBERS: Rate[] = [rate(14, 1), rate(16, 2), rate(120, 30), rate(3600, 3600)];
const APP: Rate[] = [rate(50, 1)];

/** Refuses with 429 what the whole app sends too fast. */
export function limitPerApp(world: World): RequestHandler {
  return (_req, _res, next) => {
    take(world, `bot ${world.config.botAppId}`, APP);
    next();
  };
}

/** Refuses with 429 what is sent to, or asked about, one chat too fast; the chat is in `res.locals.chat`. */
export function limitPerChat(world: World): RequestHandler {
  return (req, res, next) => {
    const reads = req.method === 'GET';
    const { id } = res.locals['chat'] as Chat;
    take(world, `bot ${reads ? 'reads' : 'sends'} ${id}`, reads ? READ_MEMBERS : SEND);
    next();
  };
}

function take(world: World, key: string, rates: Rate[]): void {
  for (const each of rates) {
    const wait = world.throttle.take(key, each);
    if (wait > 0) throw new ConnectorError(429, 'Throttled', 'Too many requests.', { 'Retry-After': String(wait) });
  }
}

function rate(limit: number, seconds: number): Rate {
  return { limit, windowMs: seconds * 1000 };
}
