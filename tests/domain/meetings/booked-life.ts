import { randomUUID } from 'node:crypto';
import { createCalendarReader } from '../../../src/adapters/graph/calendar-delta.ts';
import { createCalendar } from '../../../src/adapters/graph/calendar.ts';
import { createDirectory } from '../../../src/adapters/graph/directory.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import type { Occurrence, Series } from '../../../src/domain/meetings/meetings.ts';
import { compareSeries } from '../../../src/domain/meetings/calendar/compare-series.ts';
import { readMailbox } from '../../../src/domain/meetings/calendar/read-mailbox.ts';
import { toSeriesOrder } from '../../../src/domain/meetings/booking/series-order.ts';
import { watchDiaries } from '../../../src/domain/meetings/calendar/watch-diaries.ts';
import { createZoneClock, midnightOf, wallTimeAt, DAY_MS } from '../../../src/domain/meetings/zone-clock.ts';
import type { Programme } from '../../../src/domain/programme/programme.ts';
import { calendarOf } from '../../../src/sandbox/calendar/calendar.ts';
import { changeMeeting } from '../../../src/sandbox/calendar/change-meeting.ts';
import { cancelMeeting } from '../../../src/sandbox/calendar/end-meeting.ts';
import { respond } from '../../../src/sandbox/calendar/respond.ts';
import { createTestDatabase } from '../../support/database.ts';
import { graphSandbox, mailbox } from '../../support/graph-sandbox.ts';
import { value } from '../../support/value.ts';
import { enrolmentOf } from '../../adapters/postgres/filled-programme.ts';

const HOUR = 3_600_000;
const timeZone = 'Europe/London';

/** Pairs whose six meetings are booked in a sandbox's Outlook and in a database, and what people then do in Outlook. */
export async function bookedLife() {
  const sandbox = await graphSandbox({ people: 400 });
  const { clock, world } = sandbox;
  const database = await createTestDatabase({ clock });
  const outlook = calendarOf(world);
  const graph = sandbox.client({ wait: async () => undefined });
  const calendar = createCalendar(graph, { mailbox, clock });
  const deps = {
    transact: database.transact,
    calendar,
    calendarReader: createCalendarReader(graph, clock),
    directory: createDirectory(graph),
    clock,
    newId: randomUUID,
  };
  const coordinator = randomUUID();
  const dateIn = (days: number) => new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

  const staff = world.directory
    .list(0, 400)
    .filter((one) => one.userType === 'Member' && one.accountEnabled && one.timeZone === timeZone)
    // The organizer of all meetings is in no pair.
    .filter((one) => one.mail.toLowerCase() !== mailbox)
    // Juniors first: their diaries have more room.
    .reverse();

  async function booked() {
    const [mentor, mentee] = staff.splice(0, 2);
    if (!mentor || !mentee) throw new Error('everybody is in a pair');
    const programme: Programme = {
      id: randomUUID(),
      name: 'Inclusion pilot',
      calendarName: 'Conversation & coffee',
      goal: 'Learn',
      topics: ['Data'],
      state: 'running',
      startsOn: dateIn(1),
      endsOn: dateIn(7 * 40),
      sessions: 6,
      sessionMinutes: 60,
      gapWeeks: 5,
      timeZone,
      organizerMailbox: mailbox,
      coordinators: [coordinator],
      largestCapacity: { mentor: 1, mentee: 1 },
      levels: { from: 'depth' },
      matchSettings: {},
      createdAt: clock.now(),
    };
    const pair: Pair = {
      id: randomUUID(),
      programmeId: programme.id,
      mentorId: mentor.id,
      menteeId: mentee.id,
      score: 1,
      distance: 5,
      reasons: 'Both gain.',
      state: 'live',
      publishedAt: clock.now(),
      endedAt: null,
    };
    const series: Series = {
      id: randomUUID(),
      pairId: pair.id,
      programmeId: programme.id,
      organizerMailbox: mailbox,
      timeZone,
      everyWeeks: 5,
      sessionMinutes: 60,
      state: 'chosen',
      transactionId: randomUUID(),
      eventId: null,
      joinUrl: null,
      explanation: 'Tuesday 10:00',
      createdAt: clock.now(),
    };
    const meetings = sixTuesdays(series.id);
    const details = await deps.directory.look([mentor.id, mentee.id]);
    const people = details.map((one) => ({
      ...one,
      timeZone: null,
      worksFrom: null,
      worksTo: null,
      refreshedAt: clock.now(),
    }));
    await database.transact(systemScope, async (stores) => {
      await stores.programmes.add(programme);
      await stores.participants.save(people);
      for (const { id } of people) await stores.enrolments.save(enrolmentOf(programme.id, id, 'mentor'));
      await stores.pairs.add([pair]);
      await stores.meetings.addSeries(series, meetings);
    });
    const made = await calendar.createSeries(
      toSeriesOrder(series, meetings, programme, people, 'https://teams.microsoft.com/'),
    );
    await database.transact(systemScope, (stores) => stores.meetings.markBooked(series.id, made.eventId, made.joinUrl));
    return { programme, pair, series: { ...series, ...made }, meetings, mentor, mentee };
  }

  /** Ten o'clock, every five weeks, from the Tuesday after next. */
  function sixTuesdays(seriesId: string): Occurrence[] {
    const today = midnightOf(dateIn(0));
    const first = today + ((9 - new Date(today).getUTCDay()) % 7) * DAY_MS + 7 * DAY_MS + 10 * HOUR;
    const toInstant = createZoneClock(timeZone, clock.now(), new Date(first + 400 * DAY_MS));
    return [0, 1, 2, 3, 4, 5].map((at) => {
      const startsAt = new Date(toInstant(first + at * 35 * DAY_MS));
      const endsAt = new Date(startsAt.getTime() + HOUR);
      const times = { regularStart: startsAt, startsAt, endsAt };
      return {
        ...times,
        id: randomUUID(),
        seriesId,
        position: at + 1,
        diary: 'free',
        eventId: null,
        state: 'planned',
        feedbackAskedAt: null,
      };
    });
  }

  type Booked = Awaited<ReturnType<typeof booked>>;

  const copyOf = ({ series }: Booked, address: string) => {
    const { uid } = outlook.store.copy(series.eventId)!;
    return outlook.store.copiesOf(uid).find((copy) => copy.mailbox === address.toLowerCase())!;
  };
  const originalOf = (meeting: Occurrence | null) => meeting && meeting.regularStart.getTime();
  const wall = (at: Date) => ({
    dateTime: new Date(wallTimeAt(at, timeZone)).toISOString().slice(0, 19),
    timeZone,
  });
  const proposal = (at: Date) => ({ start: wall(at), end: wall(new Date(at.getTime() + HOUR)) });

  return {
    ...database,
    sandbox,
    outlook,
    deps,
    coordinator,
    booked,
    /** Reads the mailbox, and does what that orders to be put right. */
    async read(options: { whole?: boolean } = {}) {
      const done = value(await readMailbox(deps)({ mailbox, ...options }));
      for (const job of await database.waitingJobs()) {
        if (job.name === 'compare-series') value(await compareSeries(deps)(job.data));
      }
      return done;
    },
    /** At one pair's diaries, or at everybody's. */
    look: async (it?: Booked) => value(await watchDiaries(deps)({ mailbox, pairId: it?.pair.id ?? null })),
    /** Null: the whole series. */
    reply(
      it: Booked,
      address: string,
      meeting: Occurrence | null,
      response: 'accepted' | 'declined' | 'tentativelyAccepted',
      proposed?: Date,
    ) {
      respond(outlook, copyOf(it, address), originalOf(meeting), {
        response,
        ...(proposed ? { proposedNewTime: proposal(proposed) } : {}),
      });
    },
    move(it: Booked, meeting: Occurrence, to: Date) {
      changeMeeting(outlook, copyOf(it, mailbox), originalOf(meeting), proposal(to));
    },
    cancel(it: Booked, meeting: Occurrence | null) {
      cancelMeeting(outlook, copyOf(it, mailbox), originalOf(meeting), '');
    },
    /** Puts people on the invitation besides the two. */
    forward(it: Booked, meeting: Occurrence | null, to: { mail: string; displayName: string }) {
      const all = [it.mentor, it.mentee, to].map(({ mail, displayName }) => ({
        type: 'required',
        emailAddress: { address: mail, name: displayName },
      }));
      changeMeeting(outlook, copyOf(it, mailbox), originalOf(meeting), { attendees: all });
    },
    attendees(it: Booked, meeting: Occurrence | null = null): string[] {
      const held = outlook.store.meeting(copyOf(it, mailbox).uid);
      const changes = meeting ? held.exceptions.get(meeting.regularStart.getTime())?.changes : undefined;
      return (changes?.attendees ?? held.content.attendees).map(({ emailAddress }) => emailAddress.address).sort();
    },
    stored: (it: Booked) =>
      database.transact(systemScope, async (stores) => {
        const meetings = await stores.meetings.occurrencesOfSeries([it.series.id]);
        const ids = meetings.map(({ id }) => id);
        const series = await stores.meetings.series(it.series.id);
        const proposals = [];
        for (const id of ids) proposals.push(...(await stores.timeProposals.ofOccurrence(id)));
        return {
          series: series!,
          meetings,
          proposals,
          replies: await stores.calendar.replies(ids),
          conflicts: await stores.calendar.conflicts(ids),
          cancellations: await stores.calendar.cancellations(it.pair.id),
          alerts: await stores.alerts.inProgramme(it.programme.id),
          letters: await stores.letters.inProgramme(it.programme.id),
        };
      }),
    async close() {
      await database.close();
      await sandbox.close();
    },
  };
}

export type BookedLife = Awaited<ReturnType<typeof bookedLife>>;
