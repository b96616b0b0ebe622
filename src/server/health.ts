import type { Express } from 'express';
import { declared } from './access.ts';
import { describeError, type Log } from './log.ts';

/** What /readyz looks at; each answers, or throws when it is not well. */
export type Health = {
  database(): Promise<unknown>;
  jobs(): Promise<unknown>;
  /** How far the org chart has got: told, but not needed to be ready. */
  directory(): Promise<{ phase: string; people: number; pages: number }>;
};

const PATIENCE_MS = 3_000;

/** /healthz: the process answers. /readyz: it can serve, or says with 503 what is missing. */
export function addHealth(app: Express, health: Health, log: Log): void {
  app.get(
    '/healthz',
    declared('public', (_request, response) => {
      response.json({ ok: true });
    }),
  );
  app.get(
    '/readyz',
    declared('public', async (_request, response) => {
      const check = async <T>(part: keyof Health, look: () => Promise<T>): Promise<T | null> => {
        try {
          return await withinPatience(look());
        } catch (error) {
          log.warn({ part, error: describeError(error) }, 'not ready');
          return null;
        }
      };
      const up = async (part: 'database' | 'jobs') =>
        (await check(part, () => health[part]().then(() => true))) === true ? 'up' : 'down';
      const [database, jobs] = await Promise.all([up('database'), up('jobs')]);
      const directory = database === 'up' ? await check('directory', () => health.directory()) : null;
      const ready = database === 'up' && jobs === 'up';
      response.status(ready ? 200 : 503).json({ ready, database, jobs, directory });
    }),
  );
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
