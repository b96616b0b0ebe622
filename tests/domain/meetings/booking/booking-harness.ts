import { randomUUID } from 'node:crypto';
import { createCalendarReader } from '../../../../src/adapters/graph/calendar-delta.ts';
import { createCalendar } from '../../../../src/adapters/graph/calendar.ts';
import { createDirectory } from '../../../../src/adapters/graph/directory.ts';
import type { PairId, SeriesId } from '../../../../src/domain/kernel/ids.ts';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../../src/domain/matching/ports.ts';
import { exchangeLimits } from '../../../../src/domain/meetings/booking/mail-budget.ts';
import { placeSeries } from '../../../../src/domain/meetings/search/place-series.ts';
import type { Occurrence, Series } from '../../../../src/domain/meetings/meetings.ts';
import type { PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';
import { planSeries } from '../../../../src/domain/meetings/booking/plan-series.ts';
import type { Calendar } from '../../../../src/domain/meetings/ports.ts';
import { sendSeries } from '../../../../src/domain/meetings/booking/send-series.ts';
import type { PersonDetails } from '../../../../src/domain/people/people.ts';
import type { Programme } from '../../../../src/domain/programme/programme.ts';
import { calendarOf } from '../../../../src/sandbox/calendar/calendar.ts';
import { instancesOf } from '../../../../src/sandbox/calendar/event-query.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { graphSandbox, mailbox } from '../../../support/graph-sandbox.ts';

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A pretend Outlook over HTTP, a database, and the jobs that book; each test has a programme of its own. */
export async function openBooking({ people = 400, mailboxes = [mailbox] } = {}) {
  const env = { ORGANIZER_MAILBOXES: mailboxes.join(',') };
  const sandbox = await graphSandbox({ people, env });
  const database = await createTestDatabase({ clock: sandbox.clock });
  let programme: Programme;

  const dateIn = (days: number) => new Date(sandbox.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

  async function addProgramme(change: Partial<Programme> = {}): Promise<Programme> {
    const added: Programme = {
      id: randomUUID(),
      name: 'Inclusion pilot',
      calendarName: 'Conversation & coffee',
      goal: 'Learn',
      topics: ['Data'],
      state: 'running',
      startsOn: dateIn(7),
      endsOn: dateIn(7 * 33),
      sessions: 6,
      sessionMinutes: 60,
      gapWeeks: 5,
      timeZone: 'Europe/London',
      organizerMailbox: mailbox,
      coordinators: [],
      largestCapacity: { mentor: 1, mentee: 1 },
      levels: { from: 'depth' },
      matchSettings: {},
      createdAt: sandbox.clock.now(),
      ...change,
    };
    await database.transact(systemScope, ({ programmes }) => programmes.add(added));
    programme = added;
    return added;
  }

  let usedPeople = 0;
  /** People of the sandbox who work London hours and were in no test before. */
  function staff(count = 4) {
    const everybody = sandbox.world.directory
      .list(0, people)
      .filter((one) => one.userType === 'Member' && one.accountEnabled && one.timeZone === 'Europe/London');
    usedPeople += count;
    return everybody.slice(usedPeople - count, usedPeople);
  }

  /** Each two that follow each other are a pair. */
  async function addPairs(ids: string[]): Promise<Pair[]> {
    const details: PersonDetails[] = [];
    for (let at = 0; at < ids.length; at += 15) {
      details.push(...(await createDirectory(sandbox.graph).look(ids.slice(at, at + 15))));
    }
    const hours = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: sandbox.clock.now() };
    const added = ids.flatMap((mentorId, at): Pair[] => {
      const menteeId = ids[at + 1];
      if (at % 2 === 1 || menteeId === undefined) return [];
      return [
        {
          id: randomUUID(),
          programmeId: programme.id,
          mentorId,
          menteeId,
          score: 1,
          distance: 5,
          reasons: 'Both gain.',
          state: 'live',
          publishedAt: sandbox.clock.now(),
          endedAt: null,
        },
      ];
    });
    await database.transact(systemScope, async ({ participants, pairs }) => {
      await participants.save(details.map((one) => ({ ...one, ...hours })));
      await pairs.add(added);
    });
    return added;
  }

  const addPair = async (mentorId: string, menteeId: string): Promise<Pair> =>
    (await addPairs([mentorId, menteeId]))[0]!;

  const outlook = () =>
    createCalendar(sandbox.client({ wait: async () => undefined }), { mailbox, clock: sandbox.clock });

  const deps = (change: Partial<Calendar> = {}) => ({
    transact: database.transact,
    clock: sandbox.clock,
    newId: randomUUID,
    tabLink: 'https://teams.microsoft.com/l/entity/4444/home',
    calendar: { ...outlook(), ...change },
    calendarReader: createCalendarReader(sandbox.graph, sandbox.clock),
    placer: { place: async (question: PlacementQuestion) => placeSeries(question) },
    organizerMailboxes: mailboxes,
    limits: exchangeLimits,
    /** Nobody waits for a minute: the clock is moved instead. */
    wait: async (ms: number) => void sandbox.world.clock.advance(ms),
  });

  /** What the jobs would do: choose the hours of all who wait, and send until nothing waits any more. */
  async function book(change: Partial<Calendar> = {}) {
    await planSeries(deps(change))({ programmeId: programme.id });
    await sendAll(change);
  }

  async function sendAll(change: Partial<Calendar> = {}) {
    for (let run = 0; run < 300; run += 1) {
      const before = await database.transact(systemScope, ({ sends }) => sends.waiting());
      if (before.length === 0) return;
      await sendSeries(deps(change))({});
      // The next run has been ordered for when the mailbox may send again.
      sandbox.world.clock.advance(500);
    }
    throw new Error('it never ended');
  }

  const stored = (pairId: PairId) =>
    database.transact(systemScope, async ({ meetings }) => {
      const series = await meetings.seriesOfPair(pairId);
      return { series, meetings: series ? await meetings.occurrencesOfSeries([series.id]) : [] };
    });

  const endPair = (id: PairId) => database.transact(systemScope, ({ pairs }) => pairs.end(id, sandbox.clock.now()));

  /** What a mailbox holds of somebody's meetings: each series with the starts of its meetings. */
  function seriesIn(address: string, attendee = address) {
    const { store } = calendarOf(sandbox.world);
    const isInvited = (uid: string) =>
      store.meeting(uid).content.attendees.some((one) => one.emailAddress.address === attendee.toLowerCase());
    return store
      .copiesIn(address.toLowerCase())
      .filter((copy) => copy.state === 'active' && isInvited(copy.uid))
      .map((copy) => ({
        content: store.meeting(copy.uid).content,
        starts: instancesOf(store, copy, 0, Date.UTC(2030, 0, 1)).map((view) => view.occurrence!.start),
      }));
  }

  /** A series that is chosen for a pair, every five weeks; the meeting of `movedAt` is an hour later. */
  async function choose(pair: Pair, movedAt?: number): Promise<SeriesId> {
    const id = randomUUID();
    const first = Math.ceil((sandbox.clock.now().getTime() + 14 * DAY) / (7 * DAY)) * 7 * DAY + 5 * DAY + 10 * HOUR;
    const occurrences = [0, 1, 2, 3].map((at): Occurrence => {
      const regularStart = new Date(first + at * 35 * DAY);
      const startsAt = new Date(regularStart.getTime() + (at === movedAt ? HOUR : 0));
      return {
        id: randomUUID(),
        seriesId: id,
        position: at + 1,
        regularStart,
        startsAt,
        endsAt: new Date(startsAt.getTime() + HOUR),
        diary: 'free',
        eventId: null,
        state: 'planned',
        feedbackAskedAt: null,
      };
    });
    const series: Series = {
      id,
      pairId: pair.id,
      programmeId: pair.programmeId,
      organizerMailbox: mailbox,
      timeZone: 'UTC',
      everyWeeks: 5,
      sessionMinutes: 60,
      state: 'chosen',
      transactionId: randomUUID(),
      eventId: null,
      joinUrl: null,
      explanation: 'Tuesday',
      createdAt: sandbox.clock.now(),
    };
    await database.transact(systemScope, ({ meetings }) => meetings.addSeries(series, occurrences));
    return id;
  }

  /** Pairs of other people each, with what they were chosen. */
  async function chosenPairs(count: number): Promise<Pair[]> {
    const people = staff(2 * count);
    const pairs = await addPairs(people.map((one) => one.id));
    for (const pair of pairs) await choose(pair);
    return pairs;
  }

  /** When Exchange sent each message from the mailbox, in order: one to several people counts once. */
  function sentAt(): number[] {
    const { mails } = calendarOf(sandbox.world);
    const all = sandbox.world.directory.list(0, people).flatMap(({ mail }) => mails.latest(mail.toLowerCase(), 1000));
    const once = new Map(all.map((mail) => [`${mail.uid} ${mail.kind} ${mail.original} ${mail.at}`, mail.at]));
    return [...once.values()].sort((a, b) => a - b);
  }

  return {
    sandbox,
    database,
    choose,
    chosenPairs,
    sentAt,
    programme: () => programme,
    addProgramme,
    staff,
    addPair,
    addPairs,
    outlook,
    deps,
    book,
    sendAll,
    stored,
    endPair,
    seriesIn,
    clearFaults() {
      sandbox.world.faults.change({ lostAnswer: 0, rate429: 0 });
      calendarOf(sandbox.world).faults.set({ noTeamsLink: false, hiddenCalendars: [], transactionLifetimeMs: null });
    },
    async close() {
      const wrong = sandbox.violations();
      if (wrong.length > 0) throw new Error(`the contract is broken: ${JSON.stringify(wrong[0])}`);
      await database.close();
      await sandbox.close();
    },
  };
}
