import { randomUUID } from 'node:crypto';
import type { SandboxConfig } from '../config.ts';
import { GraphError } from '../graph/errors.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Where a notification address is really reached: the product's public https address leads to it in plain http, as
 * through a proxy; nothing else can be reached, so that a sandbox never posts to the internet. Undefined: unreachable.
 */
export function routeTo({ publicUrl, productUrl }: SandboxConfig, address: string): string | undefined {
  if (publicUrl === null || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.origin === publicUrl ? productUrl + url.pathname + url.search : undefined;
}

/**
 * Asks an address whether it wants notifications, as Graph does before it makes a subscription: it must give the token
 * back as plain text within 10 seconds. Throws InvalidRequest when it doesn't.
 */
export async function shakeHands(config: SandboxConfig, address: string): Promise<void> {
  const route = routeTo(config, address);
  if (route === undefined) throw refusal('Unable to connect to the remote server.');
  const url = new URL(route);
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  url.searchParams.set('validationToken', token);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((error: Error) => {
    throw refusal(error.name === 'TimeoutError' ? 'timed out.' : 'failed. Unable to connect to the remote server.');
  });
  const text = await response.text();
  const isPlain = response.headers.get('content-type')?.startsWith('text/plain') ?? false;
  if (response.status !== 200) throw refusal('failed. Must respond with 200 OK to this request.');
  if (!isPlain || text !== token) throw refusal('failed. Response must exactly match validationToken query parameter.');
}

const refusal = (what: string): GraphError =>
  new GraphError(400, 'InvalidRequest', `Subscription validation request ${what}`);
