import { join } from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace, startDemo, type RunningDemo } from '../support/running-demo.ts';
import { fortyPeople } from './forty-people.ts';
import { axeFaults } from './axe.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/** What only the matcher is told, how many partners, grades, and the coordinator's own lists: as people see them. */
let place: Awaited<ReturnType<typeof demoPlace>>;
let demo: RunningDemo;
let browser: Browser;
let host: HostPage;
const { coordinator, mentors, mentees } = fortyPeople();
const [mentor, other] = mentors as [(typeof mentors)[0], (typeof mentors)[0]];
const [senior, unwanted, third] = mentees as [(typeof mentees)[0], (typeof mentees)[0], (typeof mentees)[0]];

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place), launchChromium()]);
  host = await openHostPage(browser, demo.address);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
}, 60_000);

const tabFrame = (): Frame => {
  const frame = host.page.frames().find((one) => one.url().includes('/tab/'));
  if (!frame) throw new Error('no tab is open');
  return frame;
};

/** Every look is taken by hand (LOOKS=all); in the suite, which has twelve minutes, the one where most goes wrong. */
const looks = [
  ['Dark', 320],
  ...(process.env['LOOKS'] === 'all'
    ? ([
        ['Light', 1280],
        ['Light', 320],
        ['Dark', 1280],
      ] as const)
    : []),
] as const;

/** The page as it stands: nothing that axe finds, nothing to scroll sideways, and a picture of it. */
async function lookAt(name: string): Promise<void> {
  for (const [look, width] of looks) {
    await host.theme(look);
    await host.page.setViewportSize({ width, height: 900 });
    await host.page.waitForTimeout(400);
    const frame = tabFrame();
    const faults = await axeFaults(frame);
    const sideways = await frame.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
    expect({ name, look, width, faults, sideways }).toEqual({ name, look, width, faults: [], sideways: 0 });
    await pictureOf(`${name}-${look.toLowerCase()}-${width}`);
    await host.page.setViewportSize({ width: 1280, height: 900 });
  }
  await host.theme('Light');
}

/** The whole tab, however long it is. */
async function pictureOf(name: string): Promise<void> {
  const size = host.page.viewportSize()!;
  const height = await tabFrame().evaluate<number>('document.documentElement.scrollHeight');
  await host.page.setViewportSize({ ...size, height: Math.max(size.height, height + 160) });
  await host.page.screenshot({ path: join(__dirname, 'screenshots', `${name}.png`) });
  await host.page.setViewportSize(size);
}

test('a coordinator allows several partners, takes levels from grades, and keeps lists of pairs', async () => {
  await host.become(coordinator.displayName);
  await host.open('Programmes');
  const tab = host.tab();
  await tab
    .getByRole('button', { name: 'New programme' })
    .or(tab.getByRole('link', { name: 'New programme' }))
    .first()
    .click();
  await tab.getByRole('textbox', { name: 'Name', exact: true }).fill('Several partners');
  await tab.getByRole('combobox', { name: 'Mentees for one mentor, at most' }).selectOption('3');
  await tab.getByRole('radio', { name: 'By a grade in your directory' }).check();
  await tab.getByRole('button', { name: 'Create programme' }).click();
  await tab.getByText('Please list your grades, one on each line.').waitFor();
  await tab.getByRole('textbox', { name: 'Grades, the most senior first' }).fill('SCS1\nGrade 7\nSEO\nHEO\nEO\nAO');
  await lookAt('profile-settings');
  await tab.getByRole('button', { name: 'Create programme' }).click();
  await tab.getByRole('button', { name: 'Open enrolment' }).click();
  await tab.getByText('Invite your first people').waitFor();

  await tab.getByRole('link', { name: 'Lists' }).click();
  const panel = tab.getByRole('region', { name: 'Who must not be paired' });
  await panel.getByRole('button', { name: 'Add from a list' }).click();
  const list = `email,other_email\n${mentor.mail},${senior.mail}\n${other.mail},${third.mail}\n`;
  await panel.getByRole('textbox', { name: 'List' }).fill(`${list}${mentor.mail},nobody@contoso.example`);
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('line 4, other_email').waitFor();
  await lookAt('lists-fault');
  await panel.getByRole('textbox', { name: 'List' }).fill(list);
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('2 pairs are added. Afterwards 2 pairs are on the list.').waitFor();
  await lookAt('lists-preview');
  await panel.getByRole('button', { name: 'Save the list' }).click();
  await panel.getByText('Saved: 2 pairs added.').waitFor();
  await panel.getByRole('button', { name: 'Add from a list' }).click();
  await panel.getByRole('radio', { name: /^Replace it/ }).check();
  await panel.getByRole('textbox', { name: 'List' }).fill(`email,other_email\n${senior.mail},${mentor.mail}\n`);
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('0 pairs are added, 1 stays and 1 is taken off. Afterwards 1 pair is on the list.').waitFor();
  await panel.getByRole('button', { name: 'Save the list' }).click();
  await panel.getByText('1 pair, changed').waitFor();
  await lookAt('lists');

  await tab.getByRole('link', { name: 'People' }).click();
  await tab.getByRole('tab', { name: 'From a list' }).click();
  await tab.getByLabel('List', { exact: true }).fill(`email,role\n${mentor.mail},mentor\n${senior.mail},mentee`);
  await tab.getByRole('button', { name: 'Preview the message' }).click();
  await tab.getByRole('dialog').getByText('How many partners at most').waitFor();
  await tab.getByRole('dialog').getByRole('button', { name: /^Send/ }).click();
  await tab.getByText('2 people invited.').waitFor();
}, 240_000);

test('somebody joins, names whom they wish for and whom not, sees it again, and deletes it', async () => {
  await host.become(mentor.displayName);
  await host.open('Home');
  const tab = host.tab();
  await tab.getByRole('button', { name: 'Join', exact: true }).click();
  await tab.getByRole('button', { name: 'Accessibility' }).first().click();
  await tab.getByRole('combobox', { name: 'How many mentees would you take on at most?' }).selectOption('2');
  await tab.getByRole('button', { name: 'Name someone' }).click();
  await tab.getByRole('searchbox', { name: 'People you would like to be paired with' }).fill(senior.displayName);
  await tab.getByRole('button', { name: `Add ${senior.displayName}` }).click();
  await tab.getByRole('searchbox', { name: 'People you would like to be paired with' }).fill(third.displayName);
  await tab.getByRole('button', { name: `Add ${third.displayName}` }).click();
  await tab.getByRole('button', { name: `Move ${third.displayName} up` }).click();
  await tab.getByRole('searchbox', { name: 'People you should not be paired with' }).fill(unwanted.displayName);
  await lookAt('join-search');
  await tab.getByRole('button', { name: `Add ${unwanted.displayName}` }).click();
  await lookAt('join');
  await tab.getByRole('button', { name: 'Join the programme' }).click();
  await tab.getByText('2 people you would like; 1 person you should not be paired with').waitFor();
  await lookAt('joined-with-requests');
  await tab.getByRole('button', { name: 'Change what I said' }).click();
  await tab.getByRole('button', { name: `Remove ${unwanted.displayName}` }).waitFor();

  await host.open('Privacy');
  await tab.getByText(`Whom you asked not to be paired with: ${unwanted.displayName}`).waitFor();
  await lookAt('privacy-with-requests');
  await tab.getByRole('button', { name: 'Delete what only the matcher knows' }).click();
  await tab.getByText('Nobody is told. You can name people again on Home while people are joining.').waitFor();
  expect(await tab.getByText(unwanted.displayName).count()).toBe(0);
  expect(host.troubles).toEqual([]);
}, 240_000);
