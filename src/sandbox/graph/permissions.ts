import { readFileSync } from 'node:fs';
import type { World } from '../world.ts';
import type { GraphCaller } from './caller.ts';
import type { Operation } from './contract-operations.ts';
import { GraphError } from './errors.ts';

type Row = { method: string; path: string; delegatedAll: string[] | null; applicationAll: string[] | null };

const file = new URL('../contract/permissions-per-operation.json', import.meta.url);
const needed = new Map(
  (JSON.parse(readFileSync(file, 'utf8')) as Row[]).map((row) => [`${row.method} ${row.path}`, row]),
);

/** What the API app has by RBAC for Applications: `Application Calendars.ReadWrite` and `Application Mail.Send`. */
const SCOPED = /^Calendars\.|^Mail\.Send$/;

/**
 * Refuses, as Graph does, a caller without a permission for this operation. An application reaches calendars,
 * and sends mail, by mailbox scope alone (RBAC for Applications): that grant doesn't show in its token.
 */
export function assertPermitted(world: World, caller: GraphCaller, operation: Operation, path: string): void {
  // A batch is judged by its parts, a subscription by what is subscribed to.
  if (operation.template === '/$batch' || operation.template.startsWith('/subscriptions')) return;
  if (operation.template.startsWith('/me') && caller.kind === 'application') {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  const row = needed.get(operation.name);
  if (caller.kind === 'application') {
    const accepted = row?.applicationAll ?? [];
    if (accepted.some((permission) => caller.roles.includes(permission))) return;
    if (accepted.some((permission) => SCOPED.test(permission))) return assertInMailboxScope(world, caller.appId, path);
    throw denied(operation);
  }
  if (!(row?.delegatedAll ?? []).some((permission) => caller.scopes.includes(permission))) throw denied(operation);
}

function assertInMailboxScope(world: World, appId: string, path: string): void {
  const mailbox = world.directory.get(decodeURIComponent(path.split('/')[2] ?? ''));
  const scope = world.config.organizerMailboxes.map((address) => address.toLowerCase());
  if (appId === world.config.apiAppId && mailbox !== undefined && scope.includes(mailbox.mail.toLowerCase())) return;
  throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
}

function denied({ template }: Operation): GraphError {
  return template.includes('/teamwork/') || template.startsWith('/appCatalogs')
    ? new GraphError(403, 'Forbidden', 'Missing role permissions on the request.')
    : new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}
