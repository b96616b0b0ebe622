import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { buildsNeeded } from '../../src/demo/pages.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { startProduct, type Product } from '../../src/server/compose.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { watchedHouse } from '../domain/pairs/watched-house.ts';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace } from '../support/running-demo.ts';
import { axeFaults } from './axe.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/** A reorganisation and the people to turn to, as coordinators and participants see them in the tab and in chat. */
let house: Awaited<ReturnType<typeof watchedHouse>>;
let product: Product;
let browser: Browser;
let host: HostPage;

beforeAll(async () => {
  for (const { command } of buildsNeeded(resolve(__dirname, '../..'))) execFileSync(process.execPath, command);
  house = await watchedHouse();
  const place = await demoPlace();
  place.remove();
  product = await start(place.port);
  browser = await launchChromium();
  host = await openHostPage(browser, house.sandbox.address);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await house?.close();
}, 60_000);

/** The product's web part on the house's database. */
async function start(port: number): Promise<Product> {
  const { address, config } = house.sandbox;
  const baseUrl = `http://127.0.0.1:${port}`;
  const read = readConfig({
    NODE_ENV: 'test',
    RUN: 'web',
    PORT: String(port),
    BASE_URL: baseUrl,
    HOST_ORIGIN: address,
    DATABASE_URL: house.appUrl,
    DATABASE_OWNER_URL: house.ownerUrl,
    TENANT_ID: config.tenantId,
    API_APP_ID: config.apiAppId,
    BOT_APP_ID: config.botAppId,
    TEAMS_APP_ID: config.teamsAppId,
    API_APP_SECRET: config.apiAppSecret,
    BOT_APP_SECRET: config.botAppSecret,
    ORGANIZER_MAILBOXES: 'mentoring@contoso.example',
    GRAPH_BASE_URL: address,
    ENTRA_AUTHORITY_URL: address,
    BOT_OPENID_URL: `${address}/botframework/v1/.well-known/openidconfiguration`,
    BOT_SERVICE_HOSTS: new URL(address).host,
    BOT_SERVICE_URL: `${address}/connector/`,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  config.productUrl = baseUrl;
  return startProduct(read.value, house.clock, createLog('error', house.clock, { write: () => undefined }));
}

const tabFrame = (): Frame => {
  const frame = host.page.frames().find((one) => one.url().includes('/tab/'));
  if (!frame) throw new Error('no tab is open');
  return frame;
};

/** The page as it stands, wide and narrow: nothing that axe finds, no sideways scroll, and a picture. */
async function lookAt(name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await host.page.setViewportSize({ width, height: 1400 });
    await host.page.waitForTimeout(400);
    const frame = tabFrame();
    const faults = await axeFaults(frame);
    const sideways = await frame.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
    await host.page.screenshot({ path: join(__dirname, 'screenshots', `watch-${name}-${width}.png`) });
    expect({ name, width, faults, sideways }).toEqual({ name, width, faults: [], sideways: 0 });
  }
  await host.page.setViewportSize({ width: 1280, height: 900 });
}

test('a coordinator lists support contacts, sees a broken rule on its card and in the tab, and decides', async () => {
  const it = await house.running(2);
  const [coordinator] = it.coordinators;
  for (const id of it.coordinators) house.sandbox.world.directory.grant(id, 'Coordinator', true);
  await house.work();

  await host.become(house.name(coordinator));
  await host.open('Programmes');
  const tab = host.tab();
  await tab.getByText(it.programme.name).first().click();
  await tab.getByRole('link', { name: 'Settings' }).click();
  const panel = tab.getByRole('region', { name: 'Support contacts' });
  await panel.getByText('Nobody to turn to yet').waitFor();
  const [first = '', second = ''] = it.bystanders.map(house.name);
  for (const name of [first, second]) {
    await panel.getByRole('searchbox', { name: 'Add somebody' }).fill(name);
    await panel.getByRole('button', { name: `Add ${name}` }).click();
    await panel.getByRole('button', { name: `Take ${name} off the list` }).waitFor();
  }
  await panel.getByText('Not saved yet.').waitFor();
  await panel.getByRole('button', { name: 'Save the list' }).click();
  await panel.getByText(/^Saved\./).waitFor();
  await lookAt('support');

  await house.move(it.pair.mentorId, it.pair.menteeId);
  await house.sync();
  await house.work();
  const heading = `${house.name(it.pair.mentorId)} now reports to ${house.name(it.pair.menteeId)}`;
  await host.open('Chat');
  await host.card().getByText(heading, { exact: true }).first().waitFor();
  await host.page.screenshot({ path: join(__dirname, 'screenshots', 'watch-card.png') });
  await host
    .card()
    .getByRole('button', { name: 'Open the pair' })
    .or(host.card().getByRole('link', { name: 'Open the pair' }))
    .first()
    .click();
  await tab.getByText(`${heading}, directly.`).waitFor();
  await lookAt('pair');
  await tab.getByRole('button', { name: 'Keep them together' }).click();
  await tab.getByText(/decided on .* that they stay together/).waitFor();
  await lookAt('kept');
  await house.work();
  await host.open('Chat');
  await host
    .card()
    .getByText(/stay together$/)
    .first()
    .waitFor();

  await host.become(house.name(it.pair.menteeId));
  await host.open('Home');
  await tab.getByRole('button', { name: 'I need help' }).click();
  await tab.getByText('Your support contacts').waitFor();
  for (const name of [first, second]) await tab.getByRole('link', { name: `Chat with ${name}` }).waitFor();
  await lookAt('help');
  await tab.getByRole('button', { name: 'Close' }).click();
  await host.open('Privacy');
  await tab
    .getByText(new RegExp(`^Who your support contacts are: ${first} and ${second}`))
    .first()
    .waitFor();
  expect(host.troubles).toEqual([]);
  const letters = await house.transact(systemScope, (stores) => stores.letters.inProgramme(it.programme.id));
  expect(letters.every(({ state }) => state === 'sent')).toBe(true);
}, 180_000);
