import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { demoPlace, startDemo, type RunningDemo } from '../support/running-demo.ts';
import { fortyPeople } from './forty-people.ts';
import { openHostPage, type HostPage } from './host-page.ts';

/**
 * The main job from end to end, told through the sandbox's host page alone, as one person after another sees it. Every
 * request is the page's own: the test has only eyes and hands, and once slows Outlook down to have time to look.
 */
let place: Awaited<ReturnType<typeof demoPlace>>;
let demo: RunningDemo;
let browser: Browser;
let host: HostPage;
const { coordinator, mentors, mentees, csv } = fortyPeople();
const programme = 'Inclusion pilot';
/** The couple whose hour we follow; known once the match is run. */
let mentor = '';
let mentee = '';

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

// One story in chapters: a chapter without the one before it makes no sense.
let broken = false;
const chapter = (name: string, tell: () => Promise<void>): void => {
  test(
    name,
    async () => {
      if (broken) throw new Error('an earlier chapter failed');
      broken = true;
      try {
        await tell();
        broken = false;
      } catch (error) {
        await host.page.screenshot({ path: `${__dirname}/screenshots/failed.png` });
        throw error;
      }
    },
    120_000,
  );
};

chapter('a coordinator sees the synchronised chart', async () => {
  await host.become(coordinator.displayName);
  await host.open('Programmes');
  const tab = host.tab();
  await tab.getByText(/people in the chart/).waitFor();
  await tab
    .getByRole('button', { name: 'Organisation chart' })
    .or(tab.getByRole('link', { name: 'Organisation chart' }))
    .first()
    .click();
  await tab.getByRole('treeitem').first().waitFor();
  await host.picture('chart');
});

chapter('creates a programme and opens it', async () => {
  await host.open('Home');
  await host.open('Programmes');
  const tab = host.tab();
  await tab
    .getByRole('button', { name: 'New programme' })
    .or(tab.getByRole('link', { name: 'New programme' }))
    .first()
    .click();
  await tab.getByRole('textbox', { name: 'Name', exact: true }).fill(programme);
  await host.picture('new-programme');
  await tab.getByRole('button', { name: 'Create programme' }).click();
  await tab.getByRole('button', { name: 'Open enrolment' }).click();
  await tab.getByText('Invite your first people').waitFor();
  await host.picture('opened');
});

chapter('a list with a mistake names the line and invites nobody', async () => {
  const tab = host.tab();
  await tab
    .getByRole('button', { name: 'Invite people' })
    .or(tab.getByRole('link', { name: 'Invite people' }))
    .first()
    .click();
  await tab.getByRole('tab', { name: 'From a list' }).click();
  await tab.getByLabel('List', { exact: true }).fill(`${csv}\nnobody@contoso.example,mentor`);
  await tab.getByRole('button', { name: 'Preview the message' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: /^Send/ }).click();
  await tab.getByText('line 42, email').waitFor();
  await host.picture('list-with-a-mistake');
});

chapter('invites forty people', async () => {
  const tab = host.tab();
  await tab.getByLabel('List', { exact: true }).fill(csv);
  await tab.getByRole('button', { name: 'Preview the message' }).click();
  await tab.getByRole('dialog').getByText(`You are invited to ${programme}`).waitFor();
  await host.picture('invitation-preview');
  await tab.getByRole('dialog').getByRole('button', { name: /^Send/ }).click();
  await tab.getByText('40 people invited.').waitFor();
});

chapter('two join from the card in front of us', async () => {
  for (const [person, topic] of [
    [mentors[0]!, 'Accessibility'],
    [mentees[0]!, 'Speaking up'],
  ] as const) {
    await host.become(person.displayName);
    await host.open('Chat');
    const card = host.card();
    await card.getByText(`You are invited to ${programme}`).waitFor();
    await card.getByLabel(topic).first().check();
    await card.getByLabel('English').check();
    await host.picture(`card-${person === mentors[0] ? 'mentor' : 'mentee'}`);
    await card.getByRole('button', { name: 'Join' }).click();
    await host
      .card()
      .getByText(/^You have joined/)
      .waitFor();
    await host.picture('joined');
  }
});

chapter('the others answer by themselves', async () => {
  await host.page.getByRole('button', { name: 'Workshop' }).click();
  const workshop = host.page.getByRole('dialog');
  await workshop.getByText('38 people can answer a card.').waitFor({ timeout: 60_000 });
  await workshop.getByRole('button', { name: 'Let everybody answer their cards' }).click();
  await workshop.getByText('38 people answered.').waitFor({ timeout: 60_000 });
  await workshop.getByRole('button', { name: 'Close' }).click();
});

chapter('runs the match', async () => {
  await host.become(coordinator.displayName);
  await host.open('Programmes');
  const tab = host.tab();
  await tab.getByText(programme).first().click();
  await tab.getByText('40 of 40 people have answered').waitFor();
  await tab.getByRole('button', { name: 'Close enrolment' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Close enrolment' }).click();
  await tab
    .getByRole('button', { name: 'Go to matching' })
    .or(tab.getByRole('link', { name: 'Go to matching' }))
    .first()
    .click();
  await tab.getByRole('button', { name: 'Find pairs' }).click();
  await tab.getByText(/of 40 people matched/).waitFor({ timeout: 30_000 });
  await host.picture('match');
});

chapter('publishes it', async () => {
  const tab = host.tab();
  await tab.getByRole('button', { name: 'Publish' }).click();
  await tab.getByText('This reaches other people').waitFor();
  await host.picture('publish-preview');
  await outlookTakes(5000);
  await tab.getByRole('button', { name: 'Publish and send' }).click();
  await tab
    .getByText(/^Published/)
    .first()
    .waitFor();
  await tab
    .getByRole('link', { name: 'Meetings', exact: true })
    .or(tab.getByRole('tab', { name: 'Meetings' }))
    .first()
    .click();
});

chapter('watches the invitations go out, holds them up, leaves, comes back, and lets them go on', async () => {
  const tab = host.tab();
  await tab.getByRole('button', { name: 'Pause' }).click();
  await tab.getByRole('heading', { name: /^Paused: \d+ of \d+ series sent/ }).waitFor();
  await outlookTakes(0);
  await host.open('Home');
  await host.open('Programmes');
  await tab.getByText(programme).first().click();
  await tab.getByText(/^Paused:/).waitFor();
  await tab.getByRole('link', { name: 'Meetings', exact: true }).click();
  await tab.getByRole('button', { name: 'Stop' }).click();
  const stop = tab.getByRole('dialog');
  await stop.getByText(/pairs stay without meetings/).waitFor();
  await host.picture('stop');
  await stop.getByRole('button', { name: 'Back' }).click();
  await tab.getByRole('button', { name: 'Resume' }).click();
  await tab.getByRole('heading', { name: /^[1-9]\d* of \d+ series sent|Outlook$/ }).waitFor();
  await host.picture('booking');
  await tab.getByText(/have their meetings in Outlook/).waitFor({ timeout: 90_000 });
  await host.picture('meetings');
  const first = await tab.getByRole('listitem').filter({ hasText: 'mentors' }).first().innerText();
  mentor = mentors.find((one) => first.includes(one.displayName))?.displayName ?? '';
  mentee = mentees.find((one) => first.includes(one.displayName))?.displayName ?? '';
  expect([mentor, mentee]).not.toContain('');
});

/** How long Outlook needs to make one event, so that there is time to watch. */
async function outlookTakes(latencyMs: number): Promise<void> {
  const slow = { latencyMs, method: 'POST', paths: '/events$' };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${demo.address}/_sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(slow) });
}

chapter('both have an introduction card and six meetings in Outlook', async () => {
  for (const [reader, partner] of [
    [mentor, mentee],
    [mentee, mentor],
  ] as const) {
    await host.become(reader);
    await host.open('Chat');
    await host.card().getByText(partner).first().waitFor();
    await host.picture('introduction');
    await host.open('Home');
    await host.tab().getByText(`with ${partner}`).waitFor();
    await host.picture('home');
    await host.open('Calendar');
    await host.monthShown(() => host.page.getByRole('tab', { name: 'Month' }).click());
    const days = new Set<string>();
    for (let month = 0; month < 12; month++) {
      const meeting = host.page.getByRole('button', { name: /Regular exchange/ });
      const found = host.page.getByRole('region', { name: 'Month' }).getByRole('group').filter({ has: meeting });
      // The edges of a month are shown in its neighbours too, so days are counted, not sightings.
      const here = await Promise.all((await found.all()).map((group) => group.getAttribute('aria-label')));
      if (here.length > 0 && days.size === 0) await host.picture('calendar');
      for (const day of here) days.add(day ?? '');
      await host.monthShown(() => host.page.getByRole('button', { name: 'Next month' }).click());
    }
    expect([...days]).toHaveLength(6);
  }
});

chapter('the clock moves past the first hour, and a feedback card arrives and is answered', async () => {
  await host.become(mentor);
  await host.page.getByRole('button', { name: 'To next meeting' }).click();
  await host.open('Chat');
  await host.card().getByText(`How was your hour with ${mentee}?`).waitFor({ timeout: 60_000 });
  const card = host.card();
  await card.getByLabel('Yes').check();
  await card.getByLabel('5 · very much').first().check();
  await card.getByLabel('4', { exact: true }).last().check();
  await card.getByLabel('A note').fill('The lift to the third floor shuts people out.');
  await card.getByRole('combobox').selectOption({ label: 'My coordinator' });
  await host.picture('feedback-card');
  await card.getByRole('button', { name: 'Send' }).click();
  await host.card().getByText('Thank you').first().waitFor();
  await host.picture('feedback-receipt');
});

chapter('the coordinator sees what they may see and nothing else', async () => {
  await host.become(coordinator.displayName);
  await host.open('Programmes');
  const tab = host.tab();
  await tab.getByText(programme).first().click();
  await tab
    .getByRole('link', { name: 'Results' })
    .or(tab.getByRole('tab', { name: 'Results' }))
    .first()
    .click();
  await tab.getByText('The lift to the third floor shuts people out.').waitFor();
  await tab.getByText('Too few answers yet').waitFor();
  await host.picture('results');
  expect(await tab.locator('body').innerText()).not.toMatch(/out of 5/);
  await host.become(mentee);
  await host.open('Home');
  await host.tab().getByText(`with ${mentor}`).first().waitFor();
  expect(await host.tab().locator('body').innerText()).not.toContain('third floor');
});

test('every request was the page’s own, and nothing went wrong on it', () => {
  expect(host.requests.filter((request) => !request.byPage)).toEqual([]);
  expect(host.troubles).toEqual([]);
});
