import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace, startDemo, type RunningDemo } from '../support/running-demo.ts';

/** S12: a page of somebody else's can neither frame a tab nor play its host. */
let place: Awaited<ReturnType<typeof demoPlace>>;
let demo: RunningDemo;
let browser: Browser;
let foreign: Server;
let foreignAddress: string;

/** Frames the tab, opens it, and answers whatever it asks as Teams would; `heard` is what it was asked. */
const page = (tab: string): string => `<!doctype html><title>Foreign</title>
<iframe src="${tab}"></iframe><button onclick="window.open('${tab}')">Open</button>
<script>
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    window.heard.push(data.func);
    const runtime = JSON.stringify({ apiVersion: 4, supports: {} });
    const args = data.func === 'initialize' ? ['content', 'web', '2.58.0', runtime] : [true, 'stolen'];
    source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, '*');
  });
</script>`;

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place, { env: { SANDBOX_PEOPLE: '120' } }), launchChromium()]);
  foreign = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(page(`${demo.product}/tab/home`));
  });
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
  foreignAddress = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
}, 240_000);

afterAll(async () => {
  await browser?.close();
  foreign?.close();
  await demo?.stop();
  place?.remove();
}, 60_000);

test('it may not frame the tab', async () => {
  const visitor = await browser.newPage();
  const refusals: string[] = [];
  visitor.on('console', (message) => refusals.push(message.text()));
  await visitor.goto(foreignAddress);
  await visitor.waitForTimeout(1500);
  expect(refusals.join('\n')).toMatch(/frame-ancestors/);
  expect(await visitor.frameLocator('iframe').getByRole('heading').count()).toBe(0);
  await visitor.close();
});

test('what it says to the tab is not heard: no sign-in is asked of it', async () => {
  const visitor = await browser.newPage();
  await visitor.goto(foreignAddress);
  const [tab] = await Promise.all([visitor.waitForEvent('popup'), visitor.getByRole('button').click()]);
  await tab
    .getByText(/Open Counterpart in Teams/i)
    .first()
    .waitFor({ timeout: 40_000 });
  const heard = await visitor.evaluate<string[]>('window.heard');
  expect(heard.filter((func) => func !== 'initialize')).toEqual([]);
  await visitor.close();
});
