import { ForeignAddress } from './connector-client.ts';

type Outcome =
  { outcome: 'refused'; reason: string } | { outcome: 'later'; retryAfterMs: number } | { outcome: 'unknown' };

const DEFAULT_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/** The connection was never made, so nothing can have arrived. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What a failed attempt means. A chat message has no key by which Teams would know it again, so it may be tried again
 * only where it is certain that it was not delivered; a gateway's error or a lost answer leave that open.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function sendingOutcome(error: unknown): Outcome {
  if (error instanceof ForeignAddress) return { outcome: 'refused', reason: error.code };
  const { response, code } = error as {
    response?: { status: number; headers: Record<string, unknown> };
    code?: string;
  };
  if (response === undefined) {
    return NEVER_LEFT.has(code ?? '') ? { outcome: 'later', retryAfterMs: DEFAULT_RETRY_MS } : { outcome: 'unknown' };
  }
  const asked = retryAfterMs(response.headers['retry-after']);
  switch (response.status) {
    case 401:
    case 412:
    case 429:
      return { outcome: 'later', retryAfterMs: asked ?? DEFAULT_RETRY_MS };
    case 503:
    case 502:
    case 504:
      // Only with Retry-After does the service itself say that it turned the message away.
      return asked === null ? { outcome: 'unknown' } : { outcome: 'later', retryAfterMs: asked };
    case 403:
      return { outcome: 'refused', reason: 'blocked' };
    case 404:
      return { outcome: 'refused', reason: 'gone' };
    default:
      return response.status >= 500
        ? { outcome: 'unknown' }
        : { outcome: 'refused', reason: `status-${response.status}` };
  }
}

/** Retry-After in seconds; its other form, a date, would be by another clock than ours and counts as not given. */
function retryAfterMs(header: unknown): number | null {
  const seconds = Number(header);
  if (header === undefined || header === null || header === '' || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(seconds * 1000, LONGEST_RETRY_MS);
}
