import type { AdaptiveCard } from '../../src/adapters/cards/card-elements.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { createBotHandlers } from '../../src/server/bot.ts';
import { createLog } from '../../src/server/log.ts';
import { createUseCases } from '../../src/server/use-cases.ts';
import { thinLine } from '../support/thin-line.ts';

const links = {
  home: 'https://teams.microsoft.com/l/entity/x/home',
  privacy: 'https://teams.microsoft.com/l/entity/x/privacy',
  programmes: 'https://teams.microsoft.com/l/entity/x/programmes',
};
const notUsed = {} as never;

type Line = Awaited<ReturnType<typeof thinLine>>;
let line: Line;
let logged: string[];
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

function handlers() {
  logged = [];
  const outside = {
    calendar: notUsed,
    calendarReader: notUsed,
    changeSubscriptions: notUsed,
    workingHours: notUsed,
    messenger: notUsed,
    placer: notUsed,
  };
  const parts = { ...line.deps, ...outside, notificationAddress: null, tabLink: links.home };
  const log = createLog('info', line.clock, { write: (text) => void logged.push(text) });
  return createBotHandlers({ use: createUseCases(parts), transact: line.transact, links, log });
}
/** What a person sees after pressing a button: the heading of a card, or a message. */
const press = async (personId: string, data: Record<string, unknown>) => {
  const reply = await handlers().onCardAction(personId, data);
  return 'card' in reply ? reply.card.speak : reply.message;
};

test('joining by card, twice, and what came of it', async () => {
  const [mentor, stranger] = line.organisation.juniors.slice(-2) as [string, string];
  const programmeId = await line.openWith([{ personId: mentor, role: 'mentor' }]);
  const data = {
    action: 'enrol',
    programmeId,
    role: 'mentor',
    offers: 'Data',
    wants: 'Inclusion',
    languages: '',
    area: '',
  };
  expect(await press(mentor, data)).toBe('You have joined Inclusion pilot as a mentor');
  expect(await press(mentor, data)).toBe('You have joined Inclusion pilot as a mentor');
  expect(await press(mentor, { ...data, role: 'mentee' })).toBe('You were invited to join as a mentor.');
  expect(await press(stranger, data)).toBe('You have not been invited to this programme.');
  expect(await press(mentor, { action: 'decline', programmeId })).toMatch(/^You have joined this programme/);
  const enrolments = await line.transact(systemScope, (stores) => stores.enrolments.inProgramme(programmeId));
  expect(enrolments).toMatchObject([{ personId: mentor, role: 'mentor', via: 'card', offers: ['Data'] }]);
});

test('saying no, and a card of a programme that has moved on', async () => {
  const [one, two] = line.organisation.juniors.slice(-4, -2) as [string, string];
  const programmeId = await line.openWith([one, two].map((personId) => ({ personId, role: null })));
  expect(await press(one, { action: 'decline', programmeId })).toBe('You said no to Inclusion pilot this time');
  await line.transact(systemScope, ({ programmes }) => programmes.setState(programmeId, 'closed'));
  const late = { action: 'enrol', programmeId, role: 'mentee', offers: '', wants: '', languages: '', area: '' };
  expect(await press(two, late)).toBe('Inclusion pilot is not taking people in at the moment.');
});

test('feedback once, by those who met; leaving shows first what it does', async () => {
  const { pairs, programmeId } = await line.published(2);
  const [mine, theirs] = pairs as [(typeof pairs)[0], (typeof pairs)[0]];
  const occurrenceId = 'cccccccc-0000-4000-8000-000000000001';
  const seriesId = 'cccccccc-0000-4000-8000-000000000002';
  await line.transact(systemScope, ({ meetings }) =>
    meetings.addSeries(
      {
        id: seriesId,
        pairId: mine.id,
        programmeId,
        organizerMailbox: 'mentoring@contoso.example',
        timeZone: 'Europe/London',
        everyWeeks: 5,
        sessionMinutes: 60,
        state: 'booked',
        transactionId: seriesId,
        eventId: 'event',
        joinUrl: null,
        explanation: '',
        createdAt: line.clock.now(),
      },
      [
        {
          id: occurrenceId,
          seriesId,
          position: 1,
          regularStart: new Date('2027-01-12T10:00:00Z'),
          startsAt: new Date('2027-01-12T10:00:00Z'),
          endsAt: new Date('2027-01-12T11:00:00Z'),
          diary: 'free',
          eventId: null,
          state: 'planned',
          feedbackAskedAt: null,
        },
      ],
    ),
  );
  const answer = { action: 'feedback', occurrenceId, held: 'yes', worth: '5', note: 'Canary', noteFor: 'partner' };
  expect(await press(mine.mentorId, answer)).toMatch(/has not ended yet/);
  line.setNow('2027-01-12T11:05:00Z');
  expect(await press(mine.mentorId, answer)).toBe('Thank you, your answer is stored');
  expect(await press(mine.mentorId, { ...answer, worth: '1' })).toBe('You had already answered this');
  expect(await press(theirs.mentorId, answer)).toBe('There is no such meeting of yours.');
  const stored = await line.transact(systemScope, ({ feedback }) => feedback.ofPerson(mine.mentorId));
  expect(stored).toMatchObject([{ worth: 5, via: 'card' }]);
  expect(await line.transact(systemScope, ({ feedback }) => feedback.ofPerson(theirs.mentorId))).toEqual([]);

  expect(await press(mine.mentorId, { action: 'help', occurrenceId })).toMatch(/^You are not on your own with this/);
  expect(await press(line.organisation.juniors[0]!, { action: 'help', pairId: mine.id })).toMatch(
    /not about a programme of yours/,
  );

  expect(await press(theirs.mentorId, { action: 'ask-to-leave', pairId: mine.id })).toMatch(
    /not about a programme of yours/,
  );
  expect(await press(mine.mentorId, { action: 'ask-to-leave', pairId: mine.id })).toBe('Leave Inclusion pilot?');
  expect(await press(mine.mentorId, { action: 'stay', programmeId })).toBe('You are still in Inclusion pilot');
  expect(await press(line.organisation.juniors[0]!, { action: 'stay', programmeId })).toMatch(
    /^This card is not about/,
  );
  expect(await line.transact(systemScope, (stores) => stores.pairs.get(mine.id))).toMatchObject({ state: 'live' });
  expect(await press(mine.mentorId, { action: 'leave', programmeId })).toBe('You have left Inclusion pilot');
  expect(await press(mine.mentorId, { action: 'leave', programmeId })).toBe('You are not in this programme.');
  expect(await line.transact(systemScope, (stores) => stores.pairs.get(mine.id))).toMatchObject({ state: 'ended' });
  expect(await line.transact(systemScope, (stores) => stores.pairs.get(theirs.id))).toMatchObject({ state: 'live' });
});

test('greetings get an introduction, everything else a kind word', async () => {
  const said = async (text: string): Promise<AdaptiveCard> => handlers().onMessage('anybody', text);
  for (const text of ['Hi', ' hello there', 'HELP', 'hey!'])
    expect((await said(text)).speak).toBe('Hello, I’m Counterpart');
  for (const text of ['', 'What is this?', 'high time']) {
    expect((await said(text)).speak).toBe('I only understand the buttons on my cards');
  }
});

test('being added is remembered; a welcome goes only to those who are not being invited', async () => {
  const [invited, curious] = line.organisation.juniors.slice(-6, -4) as [string, string];
  await line.openWith([{ personId: invited, role: null }]);
  for (const personId of [invited, curious]) await handlers().onInstalled(personId, `chat of ${personId}`);
  await handlers().onInstalled(curious, `chat of ${curious}`);
  const welcomes = (await line.waitingJobs()).filter((job) => job.name === 'deliver-letter');
  const letters = await line.transact(systemScope, async ({ letters }) =>
    Promise.all(welcomes.map((job) => letters.get(job.data.letterId))),
  );
  expect(letters.filter((one) => one?.about.kind === 'welcome').map((one) => one?.to)).toEqual([curious]);
  await handlers().onRemoved(curious, `chat of ${curious}`);
  expect(await line.transact(systemScope, ({ chats }) => chats.get(curious))).toMatchObject({ state: 'blocked' });
});

test('what goes wrong inside is a reference in the chat and no words in the log', async () => {
  const broken = createBotHandlers({
    use: { declineInvitation: () => Promise.reject(new Error('canary')) } as never,
    transact: line.transact,
    links,
    log: createLog('info', line.clock, { write: (text) => void (logged = [text]) }),
  });
  const reply = await broken.onCardAction('anybody', { action: 'decline', programmeId: line.coordinator });
  const message = 'message' in reply ? reply.message : '';
  expect(message).toMatch(/^Something went wrong on our side, and nothing was saved\. Please try again\. \(.{36}\)$/);
  expect(logged.join('')).toContain(message.slice(-37, -1));
  expect(logged.join('')).not.toContain('canary');
});
