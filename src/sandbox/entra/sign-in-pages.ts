import { featuredPeople } from '../control/people.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';

const MOST = 12;

/** Chooses who signs in: nobody has a password here, and the page says so. */
export function signInPage(world: World, typed: string, trouble?: string): string {
  const guests = world.directory.guests();
  const colleagues = featuredPeople(world).filter(({ userType }) => userType === 'Member');
  return frame(
    'Sign in',
    `<h1>Who signs in?</h1>
    <p>This is the sandbox’s sign-in. Nobody has a password here: choose an account.</p>
    <form method="post">
      ${people('Guests', guests)}
      ${people('Colleagues', colleagues.slice(0, MOST))}
    </form>
    <form method="post" class="other">
      <label for="mail">Somebody else’s address</label>
      <span><input id="mail" name="mail" type="text" autocomplete="off" value="${escape(typed)}" /><button>Next</button></span>
      ${trouble === undefined ? '' : `<p role="alert">${escape(trouble)}</p>`}
    </form>`,
  );
}

export const troublePage = (words: string): string =>
  frame('Sorry', `<h1>Sorry, but we’re having trouble signing you in.</h1><p>${escape(words)}</p>`);

function people(title: string, list: Person[]): string {
  if (list.length === 0) return '';
  const rows = list.map(
    ({ id, displayName, mail }) =>
      `<li><button name="person" value="${id}"><b>${escape(displayName)}</b><span>${escape(mail)}</span></button></li>`,
  );
  return `<h2>${title}</h2><ul>${rows.join('')}</ul>`;
}

const frame = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" /><title>Sandbox · ${title}</title>
<style>
  :root { color-scheme: light dark; font: 14px/20px 'Segoe UI', system-ui, sans-serif;
    --line: light-dark(#d1d1d1, #525252); --quiet: light-dark(#616161, #adadad); --back: light-dark(#f5f5f5, #141414);
    --paper: light-dark(#fff, #292929); --over: light-dark(#f0f0f0, #3d3d3d); }
  body { margin: 0; background: var(--back); }
  main { max-width: 440px; margin: 40px auto; padding: 24px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
  @media (max-width: 480px) { main { margin: 0; border: 0; border-radius: 0; } }
  .sandbox { font-weight: 600; color: var(--quiet); }
  h1 { font-size: 24px; line-height: 32px; margin: 8px 0; } h2 { font-size: 14px; margin: 20px 0 4px; color: var(--quiet); }
  p { margin: 8px 0; overflow-wrap: anywhere; } ul { list-style: none; margin: 0; padding: 0; }
  li button { width: 100%; display: grid; text-align: start; padding: 8px 12px; border: 0; border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
  li button:hover { background: var(--over); } li span { color: var(--quiet); font-size: 12px; overflow-wrap: anywhere; }
  .other { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--line); } .other span { display: flex; gap: 8px; margin-top: 4px; }
  input { flex: 1; min-width: 0; font: inherit; padding: 5px 8px; } .other button { font: inherit; padding: 5px 12px; }
</style></head><body><main><div class="sandbox">Sandbox</div>${body}</main></body></html>`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
