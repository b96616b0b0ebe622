import { randomUUID } from 'node:crypto';
import type { Stores } from '../../../src/adapters/postgres/transact.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import type { Scenario } from '../../../src/domain/matching/scenario.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  enrolmentOf,
  feedbackOf,
  fillProgramme,
  invitationOf,
  pairOf,
  participantOf,
  programmeOf,
  lockOf,
  resultWith,
  scenarioOf,
  requestsOf,
  seriesOf,
} from './filled-programme.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const run = <T>(work: (stores: Stores) => Promise<T>): Promise<T> => database.transact(systemScope, work);
const later = new Date('2026-12-24T12:00:00.000Z');

test('programmes come back as they were kept, newest first', async () => {
  const coordinator = randomUUID();
  const older = programmeOf(coordinator);
  const newer = { ...programmeOf(coordinator), createdAt: later };
  await run(async ({ programmes }) => {
    await programmes.add(older);
    await programmes.add(newer);
    expect(await programmes.get(older.id)).toEqual(older);
    expect(await programmes.coordinatedBy(coordinator)).toEqual([newer, older]);
    await programmes.save({ ...older, name: 'Renamed', topics: ['"{a}", b'], matchSettings: { rules: [1] } });
    await programmes.setState(older.id, 'closed');
    expect(await programmes.getForUpdate(older.id)).toMatchObject({
      name: 'Renamed',
      topics: ['"{a}", b'],
      matchSettings: { rules: [1] },
      state: 'closed',
      startsOn: '2027-01-11',
    });
    expect(await programmes.all()).toHaveLength(2);
    expect(await programmes.get(randomUUID())).toBeUndefined();
  });
});

test('an enrolment is changed in place; who waits keeps the earlier date', async () => {
  const programme = programmeOf(randomUUID());
  const [one, other] = [randomUUID(), randomUUID()];
  await run(async ({ programmes, enrolments }) => {
    await programmes.add(programme);
    await enrolments.save(enrolmentOf(programme.id, one, 'mentor'));
    await enrolments.save({ ...enrolmentOf(programme.id, one, 'mentee'), area: 'Borders' });
    await enrolments.save(enrolmentOf(programme.id, other, 'mentor'));
    await enrolments.setWaiting(programme.id, [one], at);
    await enrolments.setWaiting(programme.id, [one, other], later);
    expect(await enrolments.get(programme.id, one)).toMatchObject({
      role: 'mentee',
      area: 'Borders',
      waitingSince: at,
    });
    expect(await enrolments.get(programme.id, other)).toMatchObject({ waitingSince: later });
    expect(await enrolments.inProgramme(programme.id)).toHaveLength(2);
    expect(await enrolments.ofPerson(one)).toHaveLength(1);
  });
});

test('a person is invited once', async () => {
  const programme = programmeOf(randomUUID());
  const [one, other] = [randomUUID(), randomUUID()];
  await run(async ({ programmes, invitations }) => {
    await programmes.add(programme);
    const fresh = (person: string) => ({ ...invitationOf(programme.id, person), answer: null });
    expect(await invitations.add([fresh(one)])).toEqual([fresh(one)]);
    expect(await invitations.add([fresh(one), fresh(other)])).toEqual([fresh(other)]);
    expect(await invitations.add([])).toEqual([]);
    await invitations.answer(programme.id, other, 'declined');
    expect(await invitations.get(programme.id, other)).toMatchObject({ answer: 'declined' });
    expect(await invitations.inProgramme(programme.id)).toHaveLength(2);
    expect(await invitations.ofPerson(one)).toEqual([fresh(one)]);
  });
});

test('what was told to the matcher is replaced, and gone when nobody is left in it', async () => {
  const programme = programmeOf(randomUUID());
  const [author, other] = [randomUUID(), randomUUID()];
  const told = requestsOf(programme.id, author);
  await run(async ({ programmes, partnerRequests }) => {
    await programmes.add(programme);
    expect(await partnerRequests.get(programme.id, author)).toBeUndefined();
    await partnerRequests.save(told);
    expect(await partnerRequests.get(programme.id, author)).toEqual(told);
    await partnerRequests.save({ ...told, avoid: [], wishes: [other], toldAt: later });
    expect(await partnerRequests.inProgramme(programme.id)).toEqual([
      { ...told, avoid: [], wishes: [other], toldAt: later },
    ]);
    await partnerRequests.save({ ...told, avoid: [], wishes: [] });
    expect(await partnerRequests.inProgramme(programme.id)).toEqual([]);
    await partnerRequests.save(told);
    await partnerRequests.remove(programme.id, author);
    expect(await partnerRequests.get(programme.id, author)).toBeUndefined();
  });
  const both = run(({ partnerRequests }) => partnerRequests.save({ ...told, wishes: told.avoid }));
  await expect(both).rejects.toThrow('partner_requests');
  const self = run(({ partnerRequests }) => partnerRequests.save({ ...told, avoid: [author] }));
  await expect(self).rejects.toThrow('partner_requests');
});

test('a pair is on a list once, whoever is named first', async () => {
  const programme = programmeOf(randomUUID());
  const [one, other, third] = [randomUUID(), randomUUID(), randomUUID()].sort() as [string, string, string];
  await run(async ({ programmes, pairLists }) => {
    await programmes.add(programme);
    expect(await pairLists.counts(programme.id)).toEqual([]);
    const pairs = [
      { one: other, other: one },
      { one, other },
    ];
    expect(await pairLists.add(programme.id, 'never-pair', pairs, at)).toBe(1);
    expect(await pairLists.add(programme.id, 'never-pair', [{ one, other }], later)).toBe(0);
    expect(await pairLists.add(programme.id, 'works-together', [{ one, other: third }], later)).toBe(1);
    expect(await pairLists.pairs(programme.id, 'never-pair')).toEqual([{ one, other }]);
    expect(await pairLists.inProgramme(programme.id)).toEqual([
      { list: 'never-pair', one, other },
      { list: 'works-together', one, other: third },
    ]);
    expect(await pairLists.counts(programme.id)).toEqual([
      { list: 'never-pair', pairs: 1, changedAt: at },
      { list: 'works-together', pairs: 1, changedAt: later },
    ]);
    expect(await pairLists.naming(third)).toEqual([programme.id]);
    expect(await pairLists.clear(programme.id, 'never-pair')).toBe(1);
    expect(await pairLists.clear(programme.id, 'never-pair')).toBe(0);
    expect(await pairLists.naming(other)).toEqual([]);
  });
});

test('a scenario comes back as it was kept, its result apart from it', async () => {
  const programme = programmeOf(randomUUID());
  const [coordinator, mentor, mentee] = [randomUUID(), randomUUID(), randomUUID()];
  const first = scenarioOf(programme, coordinator);
  const second = { ...scenarioOf(programme, coordinator), createdAt: later };
  const pair = pairOf(programme.id, mentor, mentee);
  await run(async ({ programmes, scenarios }) => {
    await programmes.add(programme);
    await scenarios.add(first);
    await scenarios.add(second);
    expect(await scenarios.inProgramme(programme.id)).toEqual([second, first]);
    expect(await scenarios.result(programme.id, first.id)).toBeNull();
    const changed: Scenario = {
      ...first,
      name: 'With a lock',
      version: 2,
      locked: [lockOf(mentor, mentee, coordinator)],
      forbidden: [{ mentorId: mentor, menteeId: randomUUID(), by: coordinator, at: at.toISOString(), reason: null }],
      state: 'failed',
      fault: { code: 'locks-broken', message: 'No longer', pairs: [{ mentorId: mentor, menteeId: mentee }] },
      editedBy: coordinator,
      editedAt: later,
    };
    await scenarios.save(changed);
    await scenarios.saveResult(programme.id, first.id, resultWith([pair]));
    expect(await scenarios.get(programme.id, first.id)).toEqual(changed);
    expect(await scenarios.getForUpdate(programme.id, first.id)).toEqual(changed);
    expect((await scenarios.result(programme.id, first.id))?.outcome.pairs).toMatchObject([{ reasons: 'Data' }]);
    await scenarios.forgetPerson(programme.id, mentor);
    expect(await scenarios.get(programme.id, first.id)).toMatchObject({ locked: [], forbidden: [] });
    expect((await scenarios.result(programme.id, first.id))?.outcome.pairs).toMatchObject([{ reasons: '' }]);
    await scenarios.remove(programme.id, second.id);
    expect((await scenarios.inProgramme(programme.id)).map(({ id }) => id)).toEqual([first.id]);
  });
});

test('progress is noted for the attempt that is under way, and for no other', async () => {
  const programme = programmeOf(randomUUID());
  const runId = randomUUID();
  const running: Scenario = {
    ...scenarioOf(programme, randomUUID()),
    state: 'running',
    runId,
    attempts: 2,
    progress: { phase: 'reading', share: 0.05 },
  };
  await run(async ({ programmes, scenarios }) => {
    await programmes.add(programme);
    await scenarios.add(running);
    const attempt = { programmeId: programme.id, scenarioId: running.id, runId, attempt: 2 };
    const say = (change: object) =>
      scenarios.saveProgress({ ...attempt, ...change }, { phase: 'matching', share: 0.5 });
    expect(await say({ attempt: 1 })).toBe(false);
    expect(await say({ runId: randomUUID() })).toBe(false);
    expect(await say({})).toBe(true);
    expect((await scenarios.get(programme.id, running.id))?.progress).toEqual({ phase: 'matching', share: 0.5 });
    await scenarios.save({ ...running, state: 'cancelled', progress: null });
    expect(await say({})).toBe(false);
  });
});

test('two people are a pair once at a time, each with others beside; pairs that ended stay in the past', async () => {
  const programme = programmeOf(randomUUID());
  const [mentor, mentee, third] = [randomUUID(), randomUUID(), randomUUID()];
  const pair = pairOf(programme.id, mentor, mentee);
  await run(async ({ programmes, pairs }) => {
    await programmes.add(programme);
    await pairs.add([pair]);
    expect(await pairs.getForUpdate(pair.id)).toEqual(pair);
    expect(await pairs.liveOfPerson(mentee)).toEqual([pair]);
  });
  const second = pairOf(programme.id, mentor, third);
  const twice = run(({ pairs }) => pairs.add([pairOf(programme.id, mentor, mentee)]));
  await expect(twice).rejects.toThrow('one_live_pair_of_two');
  await run(async ({ pairs }) => {
    await pairs.add([second]);
    await pairs.end(pair.id, later);
    await pairs.end(pair.id, at);
    expect(await pairs.get(pair.id)).toEqual({ ...pair, reasons: '', state: 'ended', endedAt: later });
    expect(await pairs.inProgramme(programme.id)).toHaveLength(2);
    expect(await pairs.liveOfPerson(mentor)).toEqual([second]);
    expect(await pairs.past([mentor, mentee])).toEqual([{ mentorId: mentor, menteeId: mentee }]);
    expect(await pairs.past([mentee])).toEqual([]);
  });
});

test('participants keep the working hours that are known', async () => {
  const known = participantOf(randomUUID());
  await run(async ({ participants }) => {
    await participants.save([known]);
    await participants.save([{ ...known, department: 'Passports', timeZone: null, worksFrom: null, worksTo: null }]);
    expect(await participants.get(known.id)).toEqual({ ...known, department: 'Passports' });
    expect(await participants.list([known.id, randomUUID()])).toHaveLength(1);
    expect(await participants.known([known.id, randomUUID()])).toEqual(new Set([known.id]));
    await participants.remove(known.id);
    expect(await participants.get(known.id)).toBeUndefined();
  });
});

test('a series is booked, ends, and its hours are the person’s while it lives', async () => {
  const programme = programmeOf(randomUUID());
  const pair = pairOf(programme.id, randomUUID(), randomUUID());
  const { series, occurrences } = seriesOf(pair);
  await run(async ({ programmes, pairs, meetings }) => {
    await programmes.add(programme);
    await pairs.add([pair]);
    await meetings.lockPeople([pair.menteeId, pair.mentorId]);
    await meetings.addSeries(series, occurrences);
    expect(await meetings.seriesOfPair(pair.id)).toEqual({ ...series, bookAgainAt: null });
    expect(await meetings.occurrencesOfSeries([series.id])).toEqual(occurrences);
    expect(await meetings.hoursOfPerson(pair.menteeId, occurrences[1]!.startsAt)).toEqual(
      occurrences.slice(1).map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt })),
    );
    expect(await meetings.dueForFeedback(new Date('2099-01-01'), 10)).toEqual([]);
    await meetings.markBooked(series.id, 'event', 'https://teams.example/join');
    expect(await meetings.seriesInProgramme(programme.id)).toMatchObject([{ state: 'booked', eventId: 'event' }]);
    const [due] = await meetings.dueForFeedback(new Date('2099-01-01'), 1);
    expect(due).toEqual({ ...occurrences[0], pairId: pair.id, programmeId: programme.id });
    expect(await meetings.occurrence(occurrences[0]!.id)).toEqual(due);
    await meetings.markAsked([occurrences[0]!.id], later);
    expect(await meetings.dueForFeedback(new Date('2099-01-01'), 1)).toMatchObject([{ id: occurrences[1]!.id }]);
    await meetings.markEnded(series.id);
    expect(await meetings.hoursOfPerson(pair.menteeId, at)).toEqual([]);
  });
  const twice = run(async ({ meetings }) => {
    await meetings.addSeries(seriesOf(pair).series, []);
    await meetings.addSeries(seriesOf(pair).series, []);
  });
  await expect(twice).rejects.toThrow('one_series_at_a_time');
});

test('two workers asking for feedback at the same time get different meetings', async () => {
  await fillProgramme(
    database,
    Array.from({ length: 8 }, () => randomUUID()),
  );
  const far = new Date('2099-01-01');
  const both = await run(async ({ meetings }) => {
    const mine = await meetings.dueForFeedback(far, 5);
    const theirs = await run((stores) => stores.meetings.dueForFeedback(far, 100));
    return { mine: mine.map(({ id }) => id), theirs: theirs.map(({ id }) => id) };
  });
  expect(both.mine).toHaveLength(5);
  expect(both.theirs.length).toBeGreaterThan(0);
  expect(both.theirs.filter((id) => both.mine.includes(id))).toEqual([]);
});

test('bookings that touch a person follow each other', async () => {
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
  const order: string[] = [];
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const first = run(async ({ meetings }) => {
    await meetings.lockPeople([one, two]);
    locked.resolve();
    await release.promise;
    order.push('first');
  });
  await locked.promise;
  const second = run(async ({ meetings }) => {
    await meetings.lockPeople([three, two]);
    order.push('second');
  });
  await run(({ meetings }) => meetings.lockPeople([randomUUID()]));
  release.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

test('the first answer stays; a partner reads what was left for them and no rating', async () => {
  const [mentor, mentee] = [randomUUID(), randomUUID()];
  const { programme, occurrences } = await fillProgramme(database, [mentor, mentee]);
  const [first, second] = occurrences;
  if (!first || !second) throw new Error('the programme has no meetings');
  await run(async ({ feedback }) => {
    const answer = feedbackOf(first, programme.id, mentor);
    expect(await feedback.addOnce({ ...answer, worth: 1 })).toBe(false);
    expect(await feedback.addOnce({ ...feedbackOf(second, programme.id, mentor), noteFor: 'coordinator' })).toBe(true);
    expect(await feedback.ofPerson(mentor)).toHaveLength(2);
    const ids = [first.id, second.id];
    expect(await feedback.forPartner(ids, mentee)).toEqual([
      { ...answer, worth: null, spokeFreely: null, taught: null },
      {
        ...feedbackOf(second, programme.id, mentor),
        noteFor: 'coordinator',
        worth: null,
        spokeFreely: null,
        taught: null,
        note: null,
      },
    ]);
    expect(await feedback.forPartner(ids, mentor)).toEqual([]);
    expect(await feedback.forPartner(ids, randomUUID())).toEqual([]);
    expect(await feedback.notesForCoordinator(programme.id)).toEqual([
      { occurrenceId: second.id, personId: mentor, note: 'Thank you', givenAt: at },
    ]);
    expect(await feedback.ratings(programme.id)).toHaveLength(2);
  });
});

test('a letter is claimed by one, settled once, and given up when its process died', async () => {
  const to = randomUUID();
  const letter = { key: randomUUID(), to, programmeId: null, about: { kind: 'welcome' as const } };
  await run(({ outbox }) => outbox.add(letter));
  const [job] = (await database.waitingJobs()).filter((one) => one.name === 'deliver-letter').slice(-1);
  const letterId = job?.data.letterId ?? '';
  const claims = await Promise.all([1, 2, 3].map(() => run(({ letters }) => letters.claim(letterId, at))));
  expect(claims.filter(Boolean)).toMatchObject([{ ...letter, state: 'sending', settledAt: null }]);
  await run(async ({ letters }) => {
    await letters.release(letterId);
    expect(await letters.claim(letterId, at)).toMatchObject({ state: 'sending' });
    expect(await letters.settleAbandoned(at, later)).toBe(0);
    expect(await letters.settleAbandoned(later, later)).toBe(1);
    expect(await letters.get(letterId)).toMatchObject({ state: 'unknown', reason: 'killed', settledAt: later });
    await letters.settle(letterId, { state: 'sent', reason: null, activityId: 'activity' }, later);
    await letters.settle(letterId, { state: 'unknown', reason: 'answer-lost', activityId: null }, later);
    expect(await letters.get(letterId)).toMatchObject({ state: 'sent', reason: null, activityId: 'activity' });
    expect(await letters.claim(letterId, at)).toBeUndefined();
  });
});

test('a chat is kept per person', async () => {
  const personId = randomUUID();
  await run(async ({ chats }) => {
    expect(await chats.get(personId)).toBeUndefined();
    await chats.save({ personId, conversationId: 'a:1', state: 'open' });
    await chats.save({ personId, conversationId: 'a:1', state: 'blocked' });
    expect(await chats.get(personId)).toEqual({ personId, conversationId: 'a:1', state: 'blocked' });
  });
});

test('more people and pairs than one statement takes are kept all the same', async () => {
  const programme = programmeOf(randomUUID());
  const people = Array.from({ length: 7000 }, () => randomUUID());
  await run(async ({ programmes, participants, pairs }) => {
    await programmes.add(programme);
    await participants.save(people.map((id) => participantOf(id)));
    expect(await participants.list(people)).toHaveLength(people.length);
    await pairs.add(people.map((id) => pairOf(programme.id, id, randomUUID())));
    expect(await pairs.inProgramme(programme.id)).toHaveLength(people.length);
  });
});

test('once a coordinator has said that booking is paused, whoever is about to send hears it', async () => {
  const programme = programmeOf(randomUUID());
  await run(({ programmes }) => programmes.add(programme));
  const said: string[] = [];
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const pausing = run(async ({ programmes, bookings }) => {
    await programmes.getForUpdate(programme.id);
    begun.resolve();
    await go.promise;
    await bookings.save({ programmeId: programme.id, state: 'paused', changedBy: randomUUID(), changedAt: at });
    said.push('paused');
  });
  await begun.promise;
  const sending = run(async ({ bookings }) => {
    const booking = await bookings.hold(programme.id);
    said.push(`sending while ${booking?.state ?? 'running'}`);
  });
  // Long enough that it would have been answered, had it not waited.
  await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, 300))]);
  go.resolve();
  await Promise.all([pausing, sending]);
  expect(said).toEqual(['paused', 'sending while paused']);
});
