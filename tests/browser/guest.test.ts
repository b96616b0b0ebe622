import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { getHome } from '../../src/contract/home.ts';
import {
  createScenario,
  getScenario,
  listScenarios,
  publishScenario,
  runScenario,
} from '../../src/contract/matching.ts';
import { answerTimes, getNewTimes } from '../../src/contract/new-times.ts';
import { closeEnrolment, createProgramme, enrol, invitePeople, openProgramme } from '../../src/contract/programmes.ts';
import { requestsTo, type SandboxPerson } from '../demo/demo-requests.ts';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace, startDemo, type RunningDemo } from '../support/running-demo.ts';
import { axeFaults } from './axe.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/** What a guest lives: a mail, a page in a browser of their own, signing in, joining, meeting, leaving, signing out. */
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

/** The mentor takes the same hours, and Outlook has the meetings. */
async function bookFirstHour(): Promise<void> {
  const call = as(mentor);
  const { questions } = await call(getNewTimes, { params: {} });
  const { id, round, hours } = questions[0]!;
  const suits = hours.map(({ startsAt }) => startsAt);
  await call(answerTimes, { params: { proposalId: id }, body: { round, suits } });
  const booking = async () => (await call(getHome, { params: {} })).participations[0]?.pair?.booking;
  while ((await booking()) !== 'booked') await new Promise((done) => setTimeout(done, 200));
}

/** A guest's own window in light and dark: nothing that axe finds, and a picture for a person to look at. */
async function lookAt(page: Page, title: string): Promise<void> {
  const folder = join(__dirname, 'screenshots');
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (page.url().includes('/tab/')) await page.locator(`html[style*="color-scheme: ${colorScheme}"]`).waitFor();
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `guest-${title}-${colorScheme}.png`) });
    expect({ title, colorScheme, faults: await axeFaults(page) }).toEqual({ title, colorScheme, faults: [] });
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

async function signIn(page: Page, isFirst: boolean): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign in' });
  await button.waitFor();
  if (isFirst) await lookAt(page, 'welcome');
  await button.click();
  const account = page.getByRole('button', { name: new RegExp(guest.name) });
  await account.waitFor();
  if (isFirst) await lookAt(page, 'sign-in');
  await account.click();
  await page.getByText(`Signed in as ${guest.name}`).waitFor();
}

async function giveFeedback(page: Page): Promise<void> {
  await page.getByRole('heading', { name: `How was your hour with ${mentor.name}?` }).waitFor();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('radio', { name: /^5/ }).first().check();
  await page.getByRole('textbox', { name: 'A note' }).fill('The lift shuts people out.');
  await page.getByRole('radio', { name: 'My coordinator' }).check();
  await lookAt(page, 'feedback');
  // What the page reads again afterwards comes in any order; the question is gone from it before all is there.
  await page.route('**/api/new-times', async (route) => {
    await wait(1500);
    await route.continue();
  });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Your answer is stored. Your coordinator can read your note.').waitFor();
  await page.unroute('**/api/new-times');
}

/** From the page on which everything that is kept can be seen. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${mentor.name} gets this message`).waitFor();
  await lookAt(page, 'leave');
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await page.getByText(`You have left ${name}`).waitFor();
}

/** Nothing that would let the next person in stays in the window. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toMatch(/token|secret/i);
}

test('a guest is invited by mail, signs in on the page, joins, meets, says how it was, leaves, and signs out', async () => {
  await host.become(guest.name);
  await host.open('Mail');
  await host.picture('guest-inbox');
  const page = await followMail(/you are invited/);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await signIn(page, true);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: 'Data' }).first().click();
  await lookAt(page, 'join');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('You are in, as a mentee').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('your meetings begin after the day you choose').waitFor();
  await page.getByLabel('Pause up to and including').fill('2027-01-31');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.getByText('When you have a partner, your meetings begin after it.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('You take no meetings up to and including 31 January').waitFor();
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('button', { name: 'Leave' }).waitFor();
  await lookAt(page, 'privacy');

  await publish();
  const again = await followMail(/which hours suit you/);
  // A sign-in belongs to one window; Microsoft itself would not ask a second time.
  await signIn(again, false);
  await again.getByRole('checkbox').first().check();
  await lookAt(again, 'hours');
  const size = again.viewportSize()!;
  await again.setViewportSize({ width: 320, height: 720 });
  expect(await again.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await lookAt(again, 'narrow');
  await again.setViewportSize(size);
  await again.getByRole('button', { name: 'Send' }).click();
  await again.getByText('Thank you, your answer is stored').waitFor();
  await bookFirstHour();
  await again.reload();
  await again.getByRole('button', { name: 'Pause' }).click();
  // A dialog is drawn beside the page, and needs its colours all the same.
  await again.getByLabel('Pause up to and including').waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await again.emulateMedia({ colorScheme });
    await again.locator(`html[style*="color-scheme: ${colorScheme}"]`).waitFor();
    const field = "document.querySelector('input[type=date]')";
    expect(await again.evaluate(`getComputedStyle(${field}).colorScheme`)).toBe(colorScheme);
  }
  await lookAt(again, 'pause');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await lookAt(again, 'home');

  await host.page.getByRole('button', { name: 'To next meeting' }).click();
  await host.page.getByRole('button', { name: /how was your hour/ }).waitFor({ timeout: 60_000 });
  // Weeks have gone by, so the sign-in is over: the page asks anew, and nothing else is lost.
  await again.reload();
  await again.getByRole('button', { name: new RegExp(guest.name) }).click();
  await giveFeedback(again);
  await leave(again);
  await signOut(again);

  await host.become(coordinator.name);
  await host.open('Programmes');
  await host.tab().getByRole('link', { name }).click();
  await host.tab().getByRole('link', { name: 'People' }).click();
  await host.tab().getByText('by mail').first().waitFor();
  await host.picture('guest-people');
  expect(troubles).toEqual([]);
  expect(host.troubles).toEqual([]);
}, 120_000);
