import { randomUUID } from 'node:crypto';
import { askFeedback } from '../../../src/domain/feedback/ask-feedback.ts';
import { giveFeedback, type FeedbackAnswer } from '../../../src/domain/feedback/give-feedback.ts';
import { showResults } from '../../../src/domain/feedback/show-results.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import { showHome } from '../../../src/domain/overview/show-home.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import { introducePair } from '../../../src/domain/pairs/introduce-pair.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());
beforeEach(() => line.setNow('2026-12-01T09:00:00Z'));

const answer: FeedbackAnswer = {
  held: 'yes',
  worth: 4,
  spokeFreely: 5,
  taught: 'both',
  commitment: 'Sit in on a triage meeting',
  note: 'Only for my eyes',
  noteFor: 'private',
};

/** A booked series of two meetings in January for a pair, as the booking would leave it. */
async function bookedSeries(pair: Pair) {
  const seriesId = randomUUID();
  const occurrences = [new Date('2027-01-12T10:00:00Z'), new Date('2027-02-16T10:00:00Z')].map((startsAt, index) => ({
    id: randomUUID(),
    seriesId,
    position: index + 1,
    regularStart: startsAt,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
    diary: 'free' as const,
    eventId: null,
    state: 'planned' as const,
    feedbackAskedAt: null,
  }));
  await line.transact(systemScope, async ({ meetings }) => {
    await meetings.addSeries(
      {
        id: seriesId,
        pairId: pair.id,
        programmeId: pair.programmeId,
        organizerMailbox: 'mentoring@contoso.example',
        timeZone: 'Europe/London',
        everyWeeks: 5,
        sessionMinutes: 60,
        state: 'chosen',
        transactionId: randomUUID(),
        eventId: null,
        joinUrl: null,
        explanation: 'Tuesday 10:00',
        createdAt: line.clock.now(),
      },
      occurrences,
    );
    await meetings.markBooked(seriesId, `event-${seriesId}`, null);
  });
  return occurrences;
}

const give = (occurrenceId: string, personId: string, change: Partial<FeedbackAnswer> = {}) =>
  giveFeedback(line.deps)({ occurrenceId, personId, via: 'card', answer: { ...answer, ...change } });

test('both are asked once, five minutes after the end, and an answer is stored once', async () => {
  const { programmeId, pairs } = await line.published(1);
  const [pair] = pairs;
  if (!pair) throw new Error('no pair');
  const [first, second] = await bookedSeries(pair);
  const asked = async () =>
    (await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId)))
      .filter((letter) => letter.about.kind === 'feedback-request')
      .map((letter) => letter.to)
      .sort();

  line.setNow('2027-01-12T11:04:00Z');
  value(await askFeedback(line.deps)({}));
  expect(await asked()).toEqual([]);
  expect(await give(second?.id ?? '', pair.mentorId)).toMatchObject({ ok: false, fault: { code: 'too-early' } });
  line.setNow('2027-01-12T11:06:00Z');
  expect(value(await askFeedback(line.deps)({}))).toBe(1);
  expect(value(await askFeedback(line.deps)({}))).toBe(0);
  expect(await asked()).toEqual([pair.mentorId, pair.menteeId].sort());

  expect(value(await give(first?.id ?? '', pair.mentorId))).toBe('stored');
  expect(value(await give(first?.id ?? '', pair.mentorId, { worth: 1 }))).toBe('already-given');
  const stored = await line.transact(systemScope, (stores) => stores.feedback.ofPerson(pair.mentorId));
  expect(stored).toHaveLength(1);
  expect(stored[0]?.worth).toBe(4);
});

test('a meeting of others is answered like one that does not exist', async () => {
  const { pairs } = await line.published(2);
  const [mine, theirs] = pairs;
  if (!mine || !theirs) throw new Error('no pairs');
  const [meeting] = await bookedSeries(theirs);
  line.setNow('2027-01-12T12:00:00Z');
  expect(await give(meeting?.id ?? '', mine.mentorId)).toMatchObject({ ok: false, fault: { code: 'no-such-meeting' } });
  expect(await give(randomUUID(), mine.mentorId)).toMatchObject({ ok: false, fault: { code: 'no-such-meeting' } });
});

test('a note reaches whom its author named and nobody else', async () => {
  const { programmeId, pairs } = await line.published(1);
  const [pair] = pairs;
  if (!pair) throw new Error('no pair');
  const [first, second] = await bookedSeries(pair);
  line.setNow('2027-03-01T12:00:00Z');
  value(await give(first?.id ?? '', pair.mentorId, { note: 'for you', noteFor: 'partner' }));
  value(await give(second?.id ?? '', pair.mentorId, { note: 'only mine', noteFor: 'private', commitment: null }));
  value(await give(first?.id ?? '', pair.menteeId, { note: 'for the coordinator', noteFor: 'coordinator' }));
  const home = async (personId: string) =>
    JSON.stringify(value(await showHome(line.deps)({ personId })).map((one) => one.pair?.notesForMe));
  expect(await home(pair.menteeId)).toContain('for you');
  expect(await home(pair.menteeId)).not.toContain('only mine');
  expect(await home(pair.mentorId)).not.toContain('for the coordinator');
  const results = value(await showResults(line.deps)({ programmeId, reader: line.coordinator }));
  expect(results.notes.map((one) => one.note)).toEqual(['for the coordinator']);
  // A coordinator who takes part must not read what the own partner wrote about them.
  const own = value(await showResults(line.deps)({ programmeId, reader: pair.mentorId }));
  expect(own.notes).toEqual([]);
});

test('no figure below five people, and the true one from five on', async () => {
  const { programmeId, pairs } = await line.published(3);
  line.setNow('2026-12-01T09:00:00Z');
  const meetings = [];
  for (const pair of pairs) meetings.push({ pair, first: (await bookedSeries(pair))[0]?.id ?? '' });
  line.setNow('2027-01-12T12:00:00Z');
  value(await askFeedback(line.deps)({}));
  const people = meetings.flatMap(({ pair, first }) => [
    { first, personId: pair.mentorId },
    { first, personId: pair.menteeId },
  ]);
  for (const { first, personId } of people.slice(0, 4)) value(await give(first, personId));
  expect(value(await showResults(line.deps)({ programmeId, reader: line.coordinator }))).toMatchObject({
    asked: 6,
    answered: null,
    worth: null,
    spokeFreely: null,
    held: null,
  });
  const fifth = people[4];
  value(await give(fifth?.first ?? '', fifth?.personId ?? '', { worth: 1 }));
  expect(value(await showResults(line.deps)({ programmeId, reader: line.coordinator }))).toMatchObject({
    answered: 5,
    worth: { mean: 3.4, n: 5 },
    held: { held: 5, of: 5 },
  });
});

test('leaving deletes what was said, ends the pair, and tells the partner, who comes first next time', async () => {
  const { programmeId, scenarioId, pairs } = await line.published(1);
  const [pair] = pairs;
  if (!pair) throw new Error('no pair');
  value(await leaveProgramme(line.deps)({ programmeId, personId: pair.mentorId }));
  expect(await leaveProgramme(line.deps)({ programmeId, personId: pair.mentorId })).toMatchObject({ ok: false });
  const after = await line.transact(systemScope, async (stores) => ({
    pair: await stores.pairs.get(pair.id),
    words: (await stores.scenarios.result(programmeId, scenarioId))?.outcome.pairs ?? [],
    mine: await stores.enrolments.get(programmeId, pair.mentorId),
    theirs: await stores.enrolments.get(programmeId, pair.menteeId),
    letters: await stores.letters.inProgramme(programmeId),
  }));
  expect(after.pair).toMatchObject({ state: 'ended', reasons: '' });
  expect(after.words.filter((one) => one.mentorId === pair.mentorId && one.reasons !== '')).toEqual([]);
  expect(after.mine).toMatchObject({ state: 'left', offers: [], wants: [] });
  expect(after.theirs?.waitingSince).toEqual(line.clock.now());
  expect(after.letters.filter((one) => one.about.kind === 'pair-ended').map((one) => one.to)).toEqual([pair.menteeId]);
  expect(value(await introducePair(line.deps)({ pairId: pair.id }))).toBe('ended');
});
