import type { Request, Response } from 'express';
import { GraphError } from '../graph/errors.ts';
import type { World } from '../world.ts';
import type { EventStyle } from './event-json.ts';
import type { Query } from './event-query.ts';
import { instantOfParameter, zoneNamed } from './local-time.ts';
import { findMailbox, type Mailbox } from './mailbox.ts';

const MAX_VIEW_DAYS = 1825;

/** Epoch milliseconds. */
export type TimeWindow = { from: number; to: number };

/** The mailbox that a request addresses; a signed-in person reaches only their own. */
export function mailboxOf(world: World, req: Request): Mailbox {
  const caller = req.graphCaller;
  const named = (req.params as { mailbox?: string }).mailbox ?? (caller.kind === 'delegated' ? caller.userId : '');
  const mailbox = findMailbox(world, named);
  if (mailbox === undefined) throw new GraphError(404, 'ErrorInvalidUser', `The requested user '${named}' is invalid.`);
  if (caller.kind === 'delegated' && caller.userId !== mailbox.id) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  return mailbox;
}

/** Reads the header Prefer and says in Preference-Applied what was heeded. */
export function styleOf(world: World, req: Request, res: Response): EventStyle & { maxPageSize: number | null } {
  const prefer = req.get('prefer') ?? '';
  const zone = /outlook\.timezone\s*=\s*"([^"]+)"/i.exec(prefer)?.[1];
  const body = /outlook\.body-content-type\s*=\s*"?(text|html)"?/i.exec(prefer)?.[1]?.toLowerCase();
  const size = /(?:odata\.)?maxpagesize\s*=\s*(\d+)/i.exec(prefer)?.[1];
  const immutable = /IdType\s*=\s*"ImmutableId"/i.test(prefer);
  if (zone !== undefined) zoneNamed(zone);
  const applied = [
    ...(zone === undefined ? [] : [`outlook.timezone="${zone}"`]),
    ...(body === undefined ? [] : [`outlook.body-content-type="${body}"`]),
    ...(size === undefined ? [] : [`odata.maxpagesize=${size}`]),
    ...(immutable ? ['IdType="ImmutableId"'] : []),
  ];
  if (applied.length > 0) res.set('Preference-Applied', applied.join(', '));
  return {
    zoneName: zone ?? 'UTC',
    bodyType: body === 'text' ? 'text' : 'html',
    names: (address) => findMailbox(world, address)?.name ?? address,
    maxPageSize: size === undefined ? null : Number(size),
  };
}

/** `startDateTime` and `endDateTime` as epoch milliseconds. */
export function windowOf(query: Query): TimeWindow {
  const read = (name: string) => {
    const value = query[name];
    if (typeof value === 'string') return instantOfParameter(value, name);
    throw new GraphError(400, 'ErrorInvalidParameter', `This request requires a time window: ${name} is missing.`);
  };
  const [from, to] = [read('startDateTime'), read('endDateTime')];
  if (to < from) throw new GraphError(400, 'ErrorInvalidParameter', 'endDateTime lies before startDateTime.');
  if (to - from > MAX_VIEW_DAYS * 86_400_000) {
    throw new GraphError(400, 'ErrorInvalidRequest', `The time window is larger than ${MAX_VIEW_DAYS} days.`);
  }
  return { from, to };
}
