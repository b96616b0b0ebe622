import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator } from 'playwright-core';

const screenshots = join(__dirname, 'screenshots');

/** The sandbox's host page as a person uses it: eyes and hands only, no request of its own. */
export type HostPage = Awaited<ReturnType<typeof openHostPage>>;

export async function openHostPage(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`page: ${error.message}`));
  page.on('console', (message) => {
    // teams-js asks Microsoft's network for further hosts; there is no such network here, and none is needed. 422 is
    // the answer to the list with a mistake.
    if (message.type() === 'error' && !/ERR_NAME_NOT_RESOLVED|status of 422/.test(message.text())) {
      troubles.push(`console: ${message.text()}`);
    }
  });
  const requests: { url: string; byPage: boolean }[] = [];
  context.on('request', (request) => {
    // A new window's first request comes before its frame.
    const byPage = request.isNavigationRequest() || (!request.serviceWorker() && request.frame() !== null);
    requests.push({ url: request.url(), byPage });
  });
  mkdirSync(screenshots, { recursive: true });
  await page.goto(address);

  const tab = (): FrameLocator => page.frameLocator('iframe[title^="Counterpart"]');
  let step = 0;
  const theme = async (name: 'Light' | 'Dark' | 'High contrast'): Promise<void> => {
    await page.getByRole('button', { name: /^Theme:/ }).click();
    await page.getByRole('menuitemradio', { name }).click();
  };
  let monthSeen = '';
  return {
    page,
    tab,
    troubles,
    requests,
    theme,
    /** Becomes somebody: searches the person picker and takes the one with this exact name. */
    async become(name: string): Promise<void> {
      const picker = page.getByRole('combobox', { name: 'Person' });
      const option = page.getByRole('option', { name: new RegExp(`^${escape(name)}`) }).first();
      // A menu that closes late takes the focus back; a person would click again.
      for (let attempt = 1; ; attempt++) {
        await picker.click();
        await picker.fill(name);
        try {
          return await option.click({ timeout: 5000 });
        } catch (error) {
          if (attempt === 3) throw error;
        }
      }
    },
    async open(place: 'Chat' | 'Home' | 'Programmes' | 'Privacy' | 'Calendar' | 'Mail'): Promise<void> {
      await page.getByRole('link', { name: place, exact: true }).click();
    },
    /** Turns to a month and waits until what the page itself asks for it has come. */
    async monthShown(turn: () => Promise<void>): Promise<void> {
      const [response] = await Promise.all([
        page.waitForResponse((one) => {
          const from = new URL(one.url()).searchParams.get('from') ?? '';
          return one.url().includes('/_sandbox/calendar?') && from !== monthSeen && from !== '';
        }),
        turn(),
      ]);
      monthSeen = new URL(response.url()).searchParams.get('from') ?? '';
      await page.waitForTimeout(300);
    },
    /** The newest card in the chat. */
    card: (): Locator => page.locator('.ac-adaptiveCard').last(),
    /** A picture in light and one in dark, for a person to look at. */
    async picture(name: string): Promise<void> {
      step += 1;
      const file = (look: string): string => join(screenshots, `${String(step).padStart(2, '0')}-${name}-${look}.png`);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: file('light'), animations: 'disabled' });
      await theme('Dark');
      await page.waitForTimeout(400);
      await page.screenshot({ path: file('dark') });
      await theme('Light');
    },
    close: () => context.close(),
  };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
