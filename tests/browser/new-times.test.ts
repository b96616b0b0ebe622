import type { Browser } from 'playwright-core';
import { listPairs } from '../../src/contract/meetings.ts';
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
import { fortyPeople } from './forty-people.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/** Another time for a meeting, as a senior, the one who keeps their diary, and their mentor live it. */
let place: Awaited<ReturnType<typeof demoPlace>>;
let demo: RunningDemo;
let browser: Browser;
let host: HostPage;
const cast = fortyPeople();
const assistant = cast.mentors[9]!;
/** The couple whom we follow; known once the match is run. */
let mentor = { displayName: '' };
let mentee = { displayName: '' };
const name = 'Listening pilot';

beforeAll(async () => {
  place = await demoPlace();
  [demo, browser] = await Promise.all([startDemo(place), launchChromium()]);
  await bookOnePair();
  host = await openHostPage(browser, demo.address);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  place?.remove();
}, 60_000);

async function bookOnePair(): Promise<void> {
  const ask = requestsTo(demo);
  const as = ({ id }: { id: string }) => ask.as({ id } as SandboxPerson);
  const call = as(cast.coordinator);
  const startsOn = '2027-01-11';
  const { programme } = await call(createProgramme, {
    params: {},
    body: {
      name,
      calendarName: 'Conversation',
      goal: 'Hear what work is like at the other end of the chart.',
      topics: ['Data', 'Inclusion'],
      startsOn,
      endsOn: '2027-12-17',
      sessions: 6,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  const params = { programmeId: programme.id };
  await call(openProgramme, { params });
  const people = [
    ...cast.mentors.slice(0, 3).map(({ id }) => ({ personId: id, role: 'mentor' as const })),
    ...cast.mentees.slice(0, 3).map(({ id }) => ({ personId: id, role: 'mentee' as const })),
  ];
  await call(invitePeople, { params, body: { people } });
  for (const { personId, role } of people) {
    const body = { role, offers: ['Data'], wants: ['Inclusion'], area: null, languages: [] };
    await as({ id: personId })(enrol, { params, body });
  }
  await call(closeEnrolment, { params });
  const { defaults } = await call(listScenarios, { params });
  const rules = { ...defaults.rules, minDistance: 2, minLevelGap: 1, sameDepartment: true };
  const { scenario } = await call(createScenario, { params, body: { settings: { ...defaults, rules } } });
  const one = { ...params, scenarioId: scenario.id };
  const read = async () => (await call(getScenario, { params: one })).scenario;
  // While people who have just joined are looked up, a match may be out of date when it is published.
  for (let isPublished = false; !isPublished;) {
    await call(runScenario, { params: one, body: { version: (await read()).version } });
    while ((await read()).state !== 'done') await pause();
    isPublished = await call(publishScenario, { params: one, body: { version: (await read()).version } }).then(
      () => true,
      () => false,
    );
  }
  for (;;) {
    const booked = (await call(listPairs, { params })).pairs.find(({ booking }) => booking === 'booked');
    if (booked) {
      mentor = { displayName: booked.mentor.name };
      mentee = { displayName: booked.mentee.name };
      return;
    }
    await pause();
  }
}

const pause = () => new Promise((done) => setTimeout(done, 300));

test('a senior asks for another time; both choose; the meeting moves, and every card is its own receipt', async () => {
  await host.become(mentee.displayName);
  await host.open('Home');
  const tab = host.tab();
  await tab.getByRole('button', { name: 'Name a colleague' }).click();
  await tab.getByPlaceholder('Name of a colleague').fill(assistant.displayName);
  await tab.getByRole('button', { name: `Add ${assistant.displayName}` }).click();
  await tab.getByRole('button', { name: 'Save' }).click();
  await tab.getByRole('button', { name: `Remove ${assistant.displayName}` }).waitFor();
  const before = (await tab.getByRole('heading', { level: 2, name: /–/ }).first().textContent()) ?? '';
  await host.picture('another-time');
  await tab.getByRole('button', { name: /^Find another time/ }).click();
  const choices = tab.getByRole('checkbox');
  await choices.first().waitFor();
  await host.picture('another-time-choice');

  await host.become(assistant.displayName);
  await host.open('Home');
  await choices.first().waitFor();
  await tab.getByRole('heading', { name: `You keep ${mentee.displayName}’s diary` }).waitFor();
  expect(await tab.getByText(new RegExp(`${name}|${mentor.displayName}|Data`)).count()).toBe(0);
  await host.picture('kept-diary');
  await choices.first().check();
  await tab.getByRole('button', { name: 'Send' }).click();
  await tab.getByText('Thank you, your answer is stored').waitFor();

  await host.become(mentor.displayName);
  await host.open('Chat');
  const card = host.card();
  await card.getByText(/other times? for you and/).waitFor();
  await host.picture('another-time-card');
  await card.getByRole('checkbox').first().check();
  await card.getByRole('button', { name: 'Send' }).click();
  await card.getByText(/^Agreed:/).waitFor();
  await card.getByText('Both calendars have the new time.', { exact: false }).waitFor();
  await host.picture('another-time-receipt');

  await host.become(mentee.displayName);
  // The senior's own card was answered elsewhere: it is a receipt too.
  await host.open('Chat');
  await card.getByText(/^Agreed:/).waitFor();
  await host.open('Home');
  await tab.getByRole('heading', { level: 2, name: /–/ }).first().waitFor();
  expect(await tab.getByRole('heading', { level: 2, name: /–/ }).first().textContent()).not.toBe(before);
  expect(host.troubles).toEqual([]);
}, 120_000);
