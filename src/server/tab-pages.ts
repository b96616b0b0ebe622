import type { Express } from 'express';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declared } from './access.ts';
import { Refusal } from './faults.ts';

/** The built tab: `index.html` for every page below /tab, and its files, whose names change with their content. */
export function addTabPages(app: Express, options: { folder: string; hostOrigin: string | null }): void {
  const { folder, hostOrigin } = options;

  app.get(
    '/tab/assets/*file',
    declared('public', (request, response, next) => {
      const file = (request.params['file'] as unknown as string[]).join('/');
      const sendOptions = { root: join(folder, 'assets'), immutable: true, maxAge: '365d', dotfiles: 'deny' } as const;
      response.removeHeader('Cache-Control');
      response.sendFile(file, sendOptions, (error) => {
        if (!error || response.headersSent) return;
        response.set('Cache-Control', 'no-store');
        next(new Refusal(404, { code: 'not-found', message: 'There is nothing at this address.' }));
      });
    }),
  );

  app.get(
    ['/tab', '/tab/*page'],
    declared('public', async (_request, response) => {
      response
        .set('Cache-Control', 'no-cache')
        .type('html')
        .send(await page(folder, hostOrigin));
    }),
  );
}

/** In development the page names the sandbox's origin, which teams-js would otherwise refuse to talk to. */
async function page(folder: string, hostOrigin: string | null): Promise<string> {
  let html: string;
  try {
    html = await readFile(join(folder, 'index.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Refusal(503, { code: 'tab-not-built', message: 'The pages are not built yet: npm run build.' });
  }
  if (hostOrigin === null) return html;
  return html.replace(
    'name="counterpart-host-origin" content=""',
    `name="counterpart-host-origin" content="${hostOrigin}"`,
  );
}
