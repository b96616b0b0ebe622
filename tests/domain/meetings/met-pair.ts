import { randomUUID } from 'node:crypto';
import type { TimeProposalId } from '../../../src/domain/kernel/ids.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import type { Diary, Occurrence, Series } from '../../../src/domain/meetings/meetings.ts';
import type { Attendee, Calendar, OccurrenceMove } from '../../../src/domain/meetings/ports.ts';
import type { Programme } from '../../../src/domain/programme/programme.ts';
import { enrolmentOf, participantOf, programmeOf } from '../../adapters/postgres/filled-programme.ts';
import { createTestDatabase } from '../../support/database.ts';

const DAY = 86_400_000;

/** Somebody who works London hours and has nothing in the diary. */
export const freeDiary = (changes: Partial<Diary> = {}): Diary => ({
  known: true,
  busy: [],
  timeZone: 'Europe/London',
  worksFrom: '09:00',
  worksTo: '17:00',
  workDays: [1, 2, 3, 4, 5],
  ...changes,
});

/**
 * A database with one programme whose pairs meet on Tuesdays at 10:00 London time, every five weeks from 12 January
 * 2027, a clock that the test moves, and a calendar that notes what it is asked to move.
 */
export async function meetingHouse() {
  let now = new Date('2027-01-04T09:00:00Z');
  const clock = { now: () => now };
  const database = await createTestDatabase({ clock });
  const coordinator = randomUUID();
  const programme: Programme = programmeOf(coordinator);
  await database.transact(systemScope, ({ programmes }) => programmes.add(programme));

  const diaries = new Map<string, Diary>();
  const moves: OccurrenceMove[] = [];
  const invited: string[] = [];
  let answer: Awaited<ReturnType<Calendar['moveOccurrence']>> = 'moved';
  const calendar = {
    diaries: async (_mailbox: string, addresses: string[]) =>
      new Map(addresses.map((mail) => [mail, diaries.get(mail) ?? freeDiary()])),
    moveOccurrence: async (move: OccurrenceMove) => {
      moves.push(move);
      return answer;
    },
    addAttendee: async (_mailbox: string, eventId: string, { mail, kind }: Attendee) => {
      invited.push(`${kind} ${mail} on ${eventId}`);
      return 'added';
    },
    removeAttendee: async (_mailbox: string, eventId: string, mail: string) => {
      invited.push(`not ${mail} on ${eventId}`);
      return 'removed';
    },
  } as unknown as Calendar;

  const addPair = async (changes: Partial<Pair> = {}): Promise<Pair> => {
    const pair: Pair = {
      id: randomUUID(),
      programmeId: programme.id,
      mentorId: randomUUID(),
      menteeId: randomUUID(),
      score: 1,
      distance: 5,
      reasons: 'Both gain.',
      state: 'live',
      publishedAt: now,
      endedAt: null,
      ...changes,
    };
    await database.transact(systemScope, async ({ participants, enrolments, pairs }) => {
      await participants.save([participantOf(pair.mentorId), participantOf(pair.menteeId)]);
      await enrolments.save(enrolmentOf(programme.id, pair.mentorId, 'mentor'));
      await enrolments.save(enrolmentOf(programme.id, pair.menteeId, 'mentee'));
      await pairs.add([pair]);
    });
    return pair;
  };

  const addSeries = async (pair: Pair, state: Series['state'] = 'booked') => {
    const series: Series = {
      id: randomUUID(),
      pairId: pair.id,
      programmeId: programme.id,
      organizerMailbox: programme.organizerMailbox,
      timeZone: programme.timeZone,
      everyWeeks: 5,
      sessionMinutes: 60,
      state,
      transactionId: randomUUID(),
      eventId: state === 'booked' ? `event ${pair.id}` : null,
      joinUrl: null,
      explanation: 'Tuesday 10:00 because all 3 are free for both.',
      createdAt: now,
    };
    const meetings = [0, 1, 2].map((at): Occurrence => {
      const startsAt = new Date(Date.parse('2027-01-12T10:00:00Z') + at * 35 * DAY);
      return {
        id: randomUUID(),
        seriesId: series.id,
        position: at + 1,
        regularStart: startsAt,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3600_000),
        diary: 'free',
        eventId: null,
        state: 'planned',
        feedbackAskedAt: null,
      };
    });
    await database.transact(systemScope, ({ meetings: store }) =>
      store.addSeries(series, state === 'booked' ? meetings : []),
    );
    return { series, meetings };
  };

  return {
    ...database,
    coordinator,
    programme,
    diaries,
    moves,
    invited,
    deps: { transact: database.transact, clock, newId: randomUUID, calendar },
    setNow: (iso: string) => (now = new Date(iso)),
    outlookAnswers: (said: typeof answer) => (answer = said),
    addPair,
    addSeries,
    async bookedPair(changes: Partial<Pair> = {}) {
      const pair = await addPair(changes);
      return { pair, ...(await addSeries(pair)) };
    },
    mailOf: (personId: string) => participantOf(personId).mail ?? '',
    proposal: (id: TimeProposalId) =>
      database.transact(systemScope, async ({ timeProposals }) => (await timeProposals.get(id))!),
    letters: async () =>
      (await database.transact(systemScope, ({ letters }) => letters.inProgramme(programme.id))).map(
        ({ to, about, state }) => ({ to, about, state }),
      ),
    jobsNamed: async (name: string) => (await database.waitingJobs()).filter((job) => job.name === name),
  };
}
