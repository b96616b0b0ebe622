import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ServedPage } from './fake-bot.ts';

// Required, not imported, the package names its build for script tags.
const library = createRequire(import.meta.url).resolve('@microsoft/teams-js');

/** A tab of three lines that talks to its host with the real teams-js and shows what it was told. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>tab</title>
<p id="told"></p><p id="theme"></p><button id="privacy">To privacy</button>
<script src="/teams.js"></script>
<script type="module">
  const { app, authentication, pages } = microsoftTeams;
  const show = (theme) => (document.getElementById('theme').textContent = 'theme ' + theme);
  await app.initialize([new URL(document.referrer).origin]);
  app.notifyAppLoaded();
  app.registerOnThemeChangeHandler(show);
  const { user, page, app: host } = await app.getContext();
  const [, claims] = (await authentication.getAuthToken({ silent: true })).split('.');
  const { aud: audience } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  const told = { user: user.id, page: page.id, subPage: page.subPageId, frame: page.frameContext, host: host.host.name };
  document.getElementById('told').textContent = JSON.stringify({ ...told, audience });
  document.getElementById('privacy').onclick = () => pages.currentApp.navigateTo({ pageId: 'privacy' });
  await app.notifySuccess();
  show(host.theme);
</script>`;

/** Serves the tab at every `/tab/…`. */
export function serveFakeTab(path: string): ServedPage | undefined {
  if (path === '/teams.js') return { contentType: 'text/javascript', body: readFileSync(library, 'utf8') };
  return path.startsWith('/tab/') ? { contentType: 'text/html', body: PAGE } : undefined;
}
