import type { Express } from 'express';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declared } from './access.ts';
import { Refusal } from './faults.ts';

type PageOptions = {
  /** Where the built pages are. */
  folder: string;
  tenantId: string;
  apiAppId: string;
  entraAuthorityUrl: string;
  hostOrigin: string | null;
};

/** The built tab: `index.html` for every page below /tab, and its files, whose names change with their content. */
export function addTabPages(app: Express, options: PageOptions): void {
  const { folder } = options;

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
        .send(await page(options));
    }),
  );
}

/**
 * The page with what it must know of this deployment. Ids of a tenant and of a registration are no secrets: every
 * sign-in shows them. The sandbox's addresses are heeded only by a page that was built for it.
 */
async function page({ folder, ...options }: PageOptions): Promise<string> {
  let html: string;
  try {
    html = await readFile(join(folder, 'index.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Refusal(503, { code: 'tab-not-built', message: 'The pages are not built yet: npm run build.' });
  }
  const told = {
    'counterpart-tenant': options.tenantId,
    'counterpart-client': options.apiAppId,
    'counterpart-host-origin': options.hostOrigin ?? '',
    'counterpart-entra': options.hostOrigin === null ? '' : options.entraAuthorityUrl,
  };
  return Object.entries(told).reduce(
    (filled, [name, content]) => filled.replace(`name="${name}" content=""`, `name="${name}" content="${content}"`),
    html,
  );
}
