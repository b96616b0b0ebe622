import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  createScenario,
  getScenario,
  listScenarios,
  publishScenario,
  runScenario,
} from '../../src/contract/matching.ts';
import { closeEnrolment, createProgramme, enrol, invitePeople, openProgramme } from '../../src/contract/programmes.ts';
import { requestsTo, type SandboxPerson } from '../demo/demo-requests.ts';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace, startDemo, type RunningDemo } from '../support/running-demo.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/** What a guest lives: a mail, a page in a browser of their own, signing in, joining, saying which hours suit. */
let place: Awaited<ReturnType<typeof demoPlace>>;
let demo: RunningDemo;
let browser: Browser;
let host: HostPage;
let programmeId: string;
type Someone = SandboxPerson & { isGuest: boolean };
let coordinator: Someone;
let guest: Someone;
let mentor: Someone;
const name = 'Listening pilot';

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place, { env: { SANDBOX_PEOPLE: '120' } }), launchChromium()]);
  const { featured } = await requestsTo(demo).sandbox<{ featured: Someone[] }>('/state');
  coordinator = featured.find(({ roles }) => roles.includes('Coordinator'))!;
  guest = featured.find(({ isGuest }) => isGuest)!;
  mentor = featured.findLast(({ isGuest, roles }) => !isGuest && roles.length === 0)!;
  await invite();
  host = await openHostPage(browser, demo.address);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
}, 60_000);

const as = (person: SandboxPerson) => requestsTo(demo).as(person);

async function invite(): Promise<void> {
  const call = as(coordinator);
  const { programme } = await call(createProgramme, {
    params: {},
    body: {
      name,
      calendarName: 'Conversation',
      goal: 'Hear what work is like at the other end of the chart.',
      topics: ['Data', 'Inclusion'],
      startsOn: '2027-01-11',
      endsOn: '2027-12-17',
      sessions: 6,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  programmeId = programme.id;
  const params = { programmeId };
  await call(openProgramme, { params });
  const people = [
    { personId: guest.id, role: 'mentee' as const },
    { personId: mentor.id, role: 'mentor' as const },
  ];
  await call(invitePeople, { params, body: { people } });
  const body = { role: 'mentor' as const, offers: ['Data'], wants: ['Inclusion'], area: null, languages: ['English'] };
  await as(mentor)(enrol, { params, body });
}

/** The only two who joined become a pair. */
async function publish(): Promise<void> {
  const call = as(coordinator);
  const params = { programmeId };
  await call(closeEnrolment, { params });
  const { defaults } = await call(listScenarios, { params });
  const rules = { ...defaults.rules, minLevelGap: null };
  const { scenario } = await call(createScenario, { params, body: { settings: { ...defaults, rules } } });
  const one = { ...params, scenarioId: scenario.id };
  const read = async () => (await call(getScenario, { params: one })).scenario;
  for (let isPublished = false; !isPublished;) {
    await call(runScenario, { params: one, body: { version: (await read()).version } });
    while ((await read()).state !== 'done') await new Promise((done) => setTimeout(done, 200));
    isPublished = await call(publishScenario, { params: one, body: { version: (await read()).version } }).then(
      () => true,
      () => false,
    );
  }
}

/** A guest's own window, in light and dark, for a person to look at. */
async function picture(page: Page, title: string): Promise<void> {
  const folder = join(__dirname, 'screenshots');
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const themed = page.locator('[style*="color-scheme"]').first();
    if ((await themed.count()) > 0) await page.locator(`[style*="color-scheme: ${colorScheme}"]`).first().waitFor();
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `guest-${title}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Opens the newest mail's link, as a person would: it opens a window of its own. */
async function followMail(subject: RegExp): Promise<Page> {
  await host.page.getByRole('button', { name: subject }).first().click();
  const link = host.page.frameLocator('iframe[title="Message"]').getByRole('link');
  const [opened] = await Promise.all([host.page.context().waitForEvent('page'), link.click()]);
  return opened;
}

async function signIn(page: Page, withPictures: boolean): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign in' });
  await button.waitFor();
  if (withPictures) await picture(page, 'welcome');
  await button.click();
  const account = page.getByRole('button', { name: new RegExp(guest.name) });
  await account.waitFor();
  if (withPictures) await picture(page, 'sign-in');
  await account.click();
  await page.getByText(`Signed in as ${guest.name}`).waitFor();
}

test('a guest gets a mail, signs in on the page, joins, and says which hours suit', async () => {
  await host.become(guest.name);
  await host.open('Mail');
  await host.picture('guest-inbox');
  const page = await followMail(/you are invited/);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await signIn(page, true);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: 'Data' }).first().click();
  await picture(page, 'join');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('You are in, as a mentee').waitFor();
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, 'privacy');

  await publish();
  const again = await followMail(/which hours suit you/);
  // A sign-in belongs to one window; Microsoft itself would not ask a second time.
  await signIn(again, false);
  await again.getByRole('checkbox').first().check();
  await picture(again, 'hours');
  const size = again.viewportSize()!;
  await again.setViewportSize({ width: 320, height: 720 });
  expect(await again.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await picture(again, 'narrow');
  await again.setViewportSize(size);
  await again.getByRole('button', { name: 'Send' }).click();
  await again.getByText('Thank you, your answer is stored').waitFor();

  await host.become(coordinator.name);
  await host.open('Programmes');
  await host.tab().getByRole('link', { name }).click();
  await host.tab().getByRole('link', { name: 'People' }).click();
  await host.tab().getByText('by mail').first().waitFor();
  await host.picture('guest-people');
  expect(troubles).toEqual([]);
  expect(host.troubles).toEqual([]);
}, 120_000);
