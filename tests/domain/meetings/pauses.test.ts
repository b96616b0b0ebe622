import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { bookSeries } from '../../../src/domain/meetings/booking/book-series.ts';
import { chooseTime } from '../../../src/domain/meetings/new-times/choose-time.ts';
import { findTimes } from '../../../src/domain/meetings/new-times/find-times.ts';
import { moveOccurrence } from '../../../src/domain/meetings/new-times/move-occurrence.ts';
import { endPause, pauseMeetings } from '../../../src/domain/meetings/pause-meetings.ts';
import { placeSeries } from '../../../src/domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../../src/domain/meetings/search/placement.ts';
import { planSeries } from '../../../src/domain/meetings/booking/plan-series.ts';
import type { Calendar } from '../../../src/domain/meetings/ports.ts';
import { proposeTimes } from '../../../src/domain/meetings/new-times/propose-times.ts';
import { showHome } from '../../../src/domain/overview/show-home.ts';
import { showPairs } from '../../../src/domain/overview/show-pairs.ts';
import type { PersonDetails } from '../../../src/domain/people/people.ts';
import type { Directory } from '../../../src/domain/people/ports.ts';
import { participantOf } from '../../adapters/postgres/filled-programme.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import { value } from '../../support/value.ts';
import { meetingHouse } from './met-pair.ts';

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeEach(async () => {
  house = await meetingHouse();
});
afterEach(() => house.close());

const pause = (personId: string, until: string) =>
  pauseMeetings(house.deps)({ programmeId: house.programme.id, personId, until });
const endOfDay = (day: string) => new Date(`${day}T23:59:59Z`);
const planning = () => ({
  ...house.deps,
  placer: { place: async (question: PlacementQuestion) => placeSeries(question) },
  organizerMailboxes: [house.programme.organizerMailbox],
});
const plan = () => planSeries(planning())({ programmeId: house.programme.id });
const meetingsOf = (pair: Pair) =>
  house.transact(systemScope, async ({ meetings }) => {
    const series = (await meetings.seriesOfPair(pair.id))!;
    return { series, all: await meetings.occurrencesOfSeries([series.id]) };
  });
const kept = (personId: string) => house.transact(systemScope, ({ pauses }) => pauses.ofPerson(personId));

test('a series that is chosen during a pause begins after it; once the pause is ended, nothing keeps it back', async () => {
  const [one, other] = [await house.addPair(), await house.addPair()];
  value(await pause(one.menteeId, '2027-02-10'));
  value(await pause(other.menteeId, '2027-02-10'));
  value(await endPause(house.deps)({ programmeId: house.programme.id, personId: other.menteeId }));
  value(await plan());
  expect((await meetingsOf(one)).all[0]!.startsAt > endOfDay('2027-02-10')).toBe(true);
  expect((await meetingsOf(other)).all[0]!.startsAt < endOfDay('2027-01-31')).toBe(true);
});

test('a series that is chosen and not sent yet is chosen anew; one that is on its way has its meetings called off', async () => {
  const pair = await house.addPair();
  value(await plan());
  const before = await meetingsOf(pair);
  const until = before.all[0]!.startsAt.toISOString().slice(0, 10);
  expect(value(await pause(pair.mentorId, until))).toBe(0);
  expect(await house.jobsNamed('plan-series')).toHaveLength(1);
  value(await plan());
  const anew = await meetingsOf(pair);
  expect(anew.series.id).not.toBe(before.series.id);
  expect(anew.all[0]!.startsAt > endOfDay(until)).toBe(true);

  // Outlook is being asked for it when the pause is made longer.
  const first = anew.all[0]!.startsAt.toISOString().slice(0, 10);
  const begun = { id: anew.series.id, mailbox: anew.series.organizerMailbox, seriesId: anew.series.id };
  await house.transact(systemScope, ({ sends }) =>
    sends.begin({ ...begun, messages: 1, recipients: 2, begunAt: house.deps.clock.now() }),
  );
  expect(value(await pause(pair.mentorId, first))).toBe(0);
  const calendar = {
    createSeries: async () => ({ eventId: 'made', joinUrl: 'https://join' }),
    moveOccurrence: async () => 'moved',
  } as unknown as Calendar;
  value(
    await bookSeries({ ...house.deps, calendar, tabLink: 'https://tab' })({
      seriesId: anew.series.id,
      wasTried: false,
    }),
  );
  const booked = await meetingsOf(pair);
  expect([booked.series.id, booked.series.state]).toEqual([anew.series.id, 'booked']);
  expect(booked.all.map(({ state }) => state)).toEqual(['cancelled', ...booked.all.slice(1).map(() => 'planned')]);
  expect(await house.jobsNamed('compare-series')).toHaveLength(1);
});

test('no new hour is offered, agreed to or moved to inside a pause', async () => {
  const { pair, meetings } = await house.bookedPair();
  const ask = async (at: number) => {
    const asked = { occurrenceId: meetings[at]!.id, because: 'asked', by: pair.mentorId } as const;
    const { proposalId } = value(await proposeTimes(house.deps)(asked));
    return proposalId;
  };
  const second = await ask(1);
  value(await findTimes(house.deps)({ proposalId: second }));
  const { hours, round } = await house.proposal(second);
  // The meeting itself lies after the pause; it would come into it by the move alone.
  const day = hours[0]!.startsAt.toISOString().slice(0, 10);
  expect(meetings[1]!.startsAt > endOfDay(day)).toBe(true);
  const suits = [hours[0]!.startsAt];
  const say = (by: string) => chooseTime(house.deps)({ proposalId: second, round, by, suits, via: 'tab' });
  value(await say(pair.mentorId));
  value(await say(pair.menteeId));
  await house.transact(systemScope, ({ pauses }) =>
    pauses.save({
      programmeId: house.programme.id,
      personId: pair.menteeId,
      until: day,
      setAt: house.deps.clock.now(),
    }),
  );
  expect(value(await moveOccurrence(house.deps)({ proposalId: second }))).toBe('paused');
  expect(house.moves).toEqual([]);
  value(await findTimes(house.deps)({ proposalId: second }));
  const next = await house.proposal(second);
  for (const hour of next.hours) expect(hour.startsAt > endOfDay(day)).toBe(true);

  // Set after both were asked: an hour in it is not agreed to either.
  const third = await ask(2);
  value(await findTimes(house.deps)({ proposalId: third }));
  const offered = await house.proposal(third);
  const [early] = offered.hours;
  await house.transact(systemScope, ({ pauses }) =>
    pauses.save({
      programmeId: house.programme.id,
      personId: pair.mentorId,
      until: early!.startsAt.toISOString().slice(0, 10),
      setAt: house.deps.clock.now(),
    }),
  );
  const answer = { proposalId: third, round: offered.round, suits: [early!.startsAt], via: 'card' as const };
  value(await chooseTime(house.deps)({ ...answer, by: pair.mentorId }));
  expect(value(await chooseTime(house.deps)({ ...answer, by: pair.menteeId }))).toBe('looking');
});

/** Both have agreed that the second meeting moves to its last hour offered; the day of the meeting itself. */
async function agreedToMove() {
  const { pair, series, meetings } = await house.bookedPair();
  const asked = { occurrenceId: meetings[1]!.id, because: 'asked', by: pair.mentorId } as const;
  const { proposalId } = value(await proposeTimes(house.deps)(asked));
  value(await findTimes(house.deps)({ proposalId }));
  const { hours, round } = await house.proposal(proposalId);
  const suits = [hours.at(-1)!.startsAt];
  for (const by of [pair.mentorId, pair.menteeId]) {
    value(await chooseTime(house.deps)({ proposalId, round, by, suits, via: 'tab' }));
  }
  const day = meetings[1]!.startsAt.toISOString().slice(0, 10);
  expect(suits[0]! > endOfDay(day)).toBe(true);
  const move = () => moveOccurrence(house.deps)({ proposalId });
  const second = async () => (await meetingsOf(pair)).all[1]!;
  const stateOf = async () => [(await second()).state, (await house.proposal(proposalId)).state];
  return { pair, series, proposalId, agreed: suits[0]!, day, move, second, stateOf };
}

test('a meeting that leaves a pause by a move on which both agreed is not called off', async () => {
  const { pair, agreed, day, move, second, stateOf } = await agreedToMove();
  // The first one lies in it too.
  expect(value(await pause(pair.menteeId, day))).toBe(1);
  expect(await stateOf()).toEqual(['planned', 'agreed']);
  expect(value(await move())).toBe('moved');
  expect(await stateOf()).toEqual(['planned', 'arranged']);
  expect((await second()).startsAt).toEqual(agreed);
});

test('a meeting that was to leave a pause and can’t be moved is called off', async () => {
  const { pair, series, day, move, stateOf } = await agreedToMove();
  expect(value(await pause(pair.menteeId, day))).toBe(1);
  house.outlookAnswers('crosses-boundary');
  expect(value(await move())).toBe('over');
  expect(await stateOf()).toEqual(['cancelled', 'over']);
  const ordered = { name: 'compare-series', data: { seriesId: series.id } };
  expect(await house.jobsNamed('compare-series')).toEqual([ordered, ordered]);
});

test('a pause that also holds the hour on which both agreed calls the meeting off', async () => {
  const { pair, agreed, move, stateOf } = await agreedToMove();
  const until = agreed.toISOString().slice(0, 10);
  expect(value(await pause(pair.menteeId, until))).toBe(2);
  expect(value(await move())).toBe('over');
  expect(house.moves).toEqual([]);
  expect(await stateOf()).toEqual(['cancelled', 'over']);
});

test('a pause that is set while Outlook moves a meeting into it has it called off', async () => {
  const { pair, agreed, day, proposalId, second, stateOf } = await agreedToMove();
  expect(value(await pause(pair.menteeId, day))).toBe(1);
  const until = agreed.toISOString().slice(0, 10);
  const { calendar } = house.deps;
  const pausing: Calendar['moveOccurrence'] = async (order) => {
    await house.transact(systemScope, ({ pauses }) =>
      pauses.save({ programmeId: house.programme.id, personId: pair.mentorId, until, setAt: house.deps.clock.now() }),
    );
    return calendar.moveOccurrence(order);
  };
  const deps = { ...house.deps, calendar: { ...calendar, moveOccurrence: pausing } };
  expect(value(await moveOccurrence(deps)({ proposalId }))).toBe('over');
  expect(await stateOf()).toEqual(['cancelled', 'over']);
  expect((await second()).startsAt).toEqual(agreed);
});

test('a pause is changed in its place, ended by whoever has it, and deleted when they leave', async () => {
  const { pair } = await house.bookedPair();
  const { id: programmeId } = house.programme;
  expect(value(await pause(pair.mentorId, '2027-01-20'))).toBe(1);
  expect(value(await pause(pair.mentorId, '2027-01-18'))).toBe(0);
  expect(await kept(pair.mentorId)).toMatchObject([{ programmeId, until: '2027-01-18' }]);
  for (let run = 0; run < 2; run += 1) value(await endPause(house.deps)({ programmeId, personId: pair.mentorId }));
  expect(await kept(pair.mentorId)).toEqual([]);
  value(await pause(pair.menteeId, '2027-03-01'));
  value(await leaveProgramme(house.deps)({ programmeId, personId: pair.menteeId }));
  expect(await kept(pair.menteeId)).toEqual([]);
});

test('a pause is shown to whoever has it and to coordinators, not to the partner, and no longer than it lasts', async () => {
  const { pair } = await house.bookedPair();
  const { id: programmeId, coordinators } = house.programme;
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  const deps = { ...house.deps, directory: { look } as unknown as Directory };
  value(await pause(pair.mentorId, '2027-01-20'));
  const onHome = async (personId: string) =>
    value(await showHome(deps)({ personId })).map(({ enrolment }) => enrolment?.pausedUntil);
  const told = async (reader: string) =>
    value(await showPairs(deps)({ programmeId, reader })).flatMap(({ pauses }) => pauses);
  expect(await onHome(pair.mentorId)).toEqual(['2027-01-20']);
  expect(await onHome(pair.menteeId)).toEqual([null]);
  expect(await told(coordinators[0]!)).toMatchObject([{ by: { id: pair.mentorId }, until: '2027-01-20' }]);
  expect(await told(pair.menteeId)).toEqual([]);
  house.setNow('2027-01-21T00:30:00Z');
  expect(await onHome(pair.mentorId)).toEqual([null]);
  expect(await told(coordinators[0]!)).toEqual([]);
});
