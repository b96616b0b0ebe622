import { Router } from 'express';
import type { World } from '../world.ts';
import { GraphError } from './errors.ts';

type InnerRequest = {
  id: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  dependsOn?: string[];
};
type InnerAnswer = { id: string; status: number; headers?: Record<string, string>; body?: unknown };

/** How many Graph sends on at a time: limits.json, outlook.batch. */
const AT_ONCE = 4;
const KEPT_HEADERS = ['Content-Type', 'Location', 'Retry-After', 'RateLimit-Exceeded', 'Preference-Applied'];

/**
 * `POST /$batch`: each inner request goes through the front door on its own, as if it had come alone with the batch's
 * token; so it is checked, permitted, counted and throttled alone, and the batch is 200 whatever became of it. Answers
 * stand in the order in which they came, which is not the order asked for.
 */
export function batchRoutes(world: World): Router {
  const router = Router();
  router.post('/\\$batch', async (req, res) => {
    const { requests } = req.body as { requests: InnerRequest[] };
    const authorization = req.get('authorization') ?? '';
    const isSequential = checkDependencies(requests);
    const responses: InnerAnswer[] = [];
    const waiting = [...requests];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        responses.push(failedDependency(next, responses) ?? (await sendOn(world, authorization, next)));
      }
    };
    await Promise.all(Array.from({ length: isSequential ? 1 : AT_ONCE }, work));
    res.json({ responses });
  });
  return router;
}

/** Whether the batch runs one after another. Throws Graph's refusals of a batch as a whole. */
function checkDependencies(requests: InnerRequest[]): boolean {
  const seen = new Set<string>();
  for (const { id, dependsOn = [] } of requests) {
    if (seen.has(id)) throw new GraphError(400, 'BadRequest', `Request id '${id}' is used more than once.`);
    const unknown = dependsOn.find((other) => !seen.has(other));
    if (unknown !== undefined) {
      throw new GraphError(400, 'BadRequest', `dependsOn of '${id}': '${unknown}' is no request before it.`);
    }
    seen.add(id);
  }
  const free = requests.filter(({ dependsOn = [] }) => dependsOn.length === 0).length;
  if (free === requests.length) return false;
  if (free === 1) return true;
  throw new GraphError(400, 'BadRequest', 'Batch should be either fully sequential or fully parallel.');
}

function failedDependency({ id, dependsOn = [] }: InnerRequest, before: InnerAnswer[]): InnerAnswer | undefined {
  const failed = before.find((answer) => dependsOn.includes(answer.id) && answer.status >= 400);
  if (failed === undefined) return undefined;
  const message = `The request that this one depends on, '${failed.id}', failed with ${failed.status}.`;
  return { id, status: 424, body: { error: { code: 'FailedDependency', message } } };
}

async function sendOn(world: World, authorization: string, inner: InnerRequest): Promise<InnerAnswer> {
  const { id, method, url, headers = {}, body } = inner;
  if (/^\/?\$batch/i.test(url)) {
    return { id, status: 400, body: { error: { code: 'BadRequest', message: 'A batch can’t hold a batch.' } } };
  }
  try {
    const response = await fetch(`${world.address}/v1.0/${url.replace(/^\//, '')}`, {
      method,
      headers: { ...headers, authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    return { id, status: response.status, headers: keptHeaders(response), ...(await bodyOf(response)) };
  } catch {
    // Its connection broke without an answer, which is all that Graph itself would know.
    const message = 'The service behind did not answer in time.';
    return { id, status: 504, body: { error: { code: 'UnknownError', message } } };
  }
}

function keptHeaders({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.filter((name) => headers.has(name)).map((name) => [name, headers.get(name) ?? '']),
  );
}

/** JSON as it is, anything else in base64, nothing for an empty answer. */
async function bodyOf(response: Response): Promise<{ body?: unknown }> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return {};
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { body: isJson ? (JSON.parse(bytes.toString()) as unknown) : bytes.toString('base64') };
}
