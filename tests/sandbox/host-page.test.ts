import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildsNeeded } from '../../src/demo/pages.ts';
import { launchChromium } from '../support/chromium.ts';
import { startChatting } from './chat-harness.ts';
import type { Chatting } from './chat-harness.ts';
import { startFakeBot } from './fake-bot.ts';
import type { FakeBot } from './fake-bot.ts';
import { serveFakeTab } from './fake-tab.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const QUESTION = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'What did you **talk** about? <img src=x onerror="document.title=\'broken\'">' },
    {
      type: 'Input.ChoiceSet',
      id: 'topics',
      label: 'Topics',
      isMultiSelect: true,
      isRequired: true,
      errorMessage: 'Choose at least one.',
      style: 'expanded',
      choices: ['Data', 'Law', 'Writing'].map((title) => ({ title, value: title.toLowerCase() })),
    },
  ],
  actions: [{ type: 'Action.Execute', title: 'Send', verb: 'feedback', style: 'positive', data: { pair: 3 } }],
};
const RECEIPT = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Thank you, given.' }] };

/** In the page: a frame of another origin asks for a token; true when it gets one. */
const STRANGER_ASKS = `new Promise((done) => {
  const stranger = document.createElement('iframe');
  stranger.sandbox = 'allow-scripts';
  stranger.srcdoc = "<script>addEventListener('message', ({ data }) => data.args && parent.postMessage('given', '*'));" +
    "parent.postMessage({ id: 1, func: 'authentication.getAuthToken', args: [] }, '*')</script>";
  addEventListener('message', ({ data }) => data === 'given' && done(true));
  stranger.addEventListener('load', () => setTimeout(() => done(false), 500));
  document.body.append(stranger);
})`;

let it: Chatting;
let product: FakeBot;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const root = resolve(import.meta.dirname, '../..');
  const stale = buildsNeeded(root).filter(({ command }) => command.some((word) => word.includes('sandbox/host')));
  for (const { command } of stale) await promisify(execFile)(process.execPath, command, { cwd: root });
  product = await startFakeBot(serveFakeTab);
  it = await startChatting({ bot: product });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await it.close();
  await product.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page = await context.newPage();
});
afterEach(() => context.close());

const open = (personId: string, place: string) => page.goto(`${it.sandbox.address}/#/person/${personId}/${place}`);

async function violations(rules?: string[]): Promise<string[]> {
  // Fluent's focus traps put hidden, focusable stops around their lists; they forward the focus at once.
  const axe = new AxeBuilder({ page }).exclude('iframe').exclude('[data-tabster-dummy]').setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('a card checks what is required, sends what was chosen and becomes the card of the answer', async () => {
  const person = it.people[0]!;
  await open(person, 'chat');
  await page.getByRole('button', { name: 'Add Counterpart' }).click();
  const { body } = await it.control('GET', `/chats?person=${person}`);
  const message = { type: 'message', attachments: [{ contentType: CARD, content: QUESTION }] };
  await it.connector(
    'POST',
    `/v3/conversations/${(body as { conversationId: string }).conversationId}/activities`,
    message,
  );

  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.click();
  await page.getByText('Choose at least one.').waitFor();
  expect(product.heard.some(({ activity }) => activity['type'] === 'invoke')).toBe(false);

  product.answer = () => ({ status: 200, body: { statusCode: 200, type: CARD, value: RECEIPT } });
  await page.getByLabel('Data').check();
  await page.getByLabel('Writing').check();
  await send.click();
  await page.getByText('Thank you, given.').waitFor();
  const { activity } = await product.hears('invoke');
  expect(activity['value']).toEqual({
    action: { type: 'Action.Execute', verb: 'feedback', data: { pair: 3, topics: 'data,writing' } },
    trigger: 'manual',
  });
  expect(await page.title()).not.toBe('broken');
});

test('a tab gets its person’s context and token over teams-js, and hears of a new theme', async () => {
  const person = it.people[1]!;
  await open(person, 'home/pairs%2F7');
  const frame = page.frameLocator('iframe');
  await frame.getByText('theme default').waitFor();
  const told = JSON.parse((await frame.locator('#told').textContent())!) as Record<string, unknown>;
  expect(told).toMatchObject({ user: person, page: 'home', subPage: 'pairs/7', frame: 'content', host: 'Teams' });
  expect(told['audience']).toBe('22222222-2222-4222-8222-222222222222');
  await page.getByRole('button', { name: 'Theme: Light' }).click();
  await page.getByRole('menuitemradio', { name: 'High contrast' }).click();
  await frame.getByText('theme contrast').waitFor();
  await frame.getByRole('button', { name: 'To privacy' }).click();
  await page.waitForURL(/\/privacy$/);
});

test('a token is given to Counterpart’s own origin only', async () => {
  await open(it.people[2]!, 'home');
  await page.frameLocator('iframe').getByText('theme default').waitFor();
  const answered = await page.evaluate(STRANGER_ASKS);
  expect(answered).toBe(false);
});

async function seeEveryPage(look: () => Promise<void>): Promise<void> {
  await open(it.people[0]!, 'chat');
  await page.getByRole('log').waitFor();
  await look();
  await open(it.people[0]!, 'calendar');
  await page.getByRole('region', { name: 'Week' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Workshop' }).click();
  await page.getByRole('heading', { name: 'Graph contract' }).waitFor();
  await look();
}

test('every page is accessible, and fits a screen of 320 pixels', async () => {
  await seeEveryPage(async () => expect(await violations()).toEqual([]));
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole('region', { name: 'Agenda' }).waitFor();
  expect(await violations()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test.each(['dark', 'contrast'])('every page can be read in the %s theme', async (theme) => {
  await page.addInitScript((name) => localStorage.setItem('sandbox-theme', name), theme);
  await seeEveryPage(async () => expect(await violations(['color-contrast'])).toEqual([]));
});

test('the clock moves to just after a person’s next programme meeting', async () => {
  const [one, other] = [it.sandbox.world.directory.get(it.people[3]!)!, it.sandbox.world.directory.get(it.people[4]!)!];
  const inThreeDays = new Date(it.sandbox.world.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  const { status } = await it.graph('POST', '/users/mentoring@contoso.example/events', {
    subject: 'A meeting',
    start: { dateTime: `${inThreeDays}T10:00:00`, timeZone: 'UTC' },
    end: { dateTime: `${inThreeDays}T11:00:00`, timeZone: 'UTC' },
    attendees: [one, other].map(({ mail }) => ({ type: 'required', emailAddress: { address: mail } })),
  });
  expect(status).toBe(201);
  await open(one.id, 'calendar');
  await page.getByRole('button', { name: 'To next meeting' }).click();
  await page.locator(`time[datetime^="${inThreeDays}T11:1"]`).waitFor();
  expect(it.sandbox.world.clock.now().toISOString().slice(0, 15)).toBe(`${inThreeDays}T11:1`);
});
