import { randomUUID } from 'node:crypto';
import { letterFacts } from '../../../../src/domain/letters/letter-facts.ts';
import { newTimesFacts } from '../../../../src/domain/letters/new-times-facts.ts';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { chooseTime } from '../../../../src/domain/meetings/new-times/choose-time.ts';
import { findTimes } from '../../../../src/domain/meetings/new-times/find-times.ts';
import { proposeTimes, type ProposeInput } from '../../../../src/domain/meetings/new-times/propose-times.ts';
import { tendProposals } from '../../../../src/domain/meetings/new-times/tend-proposals.ts';
import { value } from '../../../support/value.ts';
import { freeDiary, meetingHouse } from '../met-pair.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeEach(async () => {
  house = await meetingHouse();
});
afterEach(() => house.close());

const tend = async () => value(await tendProposals(house.deps)({}));
const find = (proposalId: string) => findTimes(house.deps)({ proposalId }).then(value);
const goTo = (at: Date) => house.setNow(at.toISOString());
async function ask(input: ProposeInput) {
  const { proposalId } = value(await proposeTimes(house.deps)(input));
  await find(proposalId);
  return house.proposal(proposalId);
}
const letters = async (kind: string) => (await house.letters()).filter(({ about }) => about.kind === kind);

test('hours that went by unanswered are followed by others, and at last by a word to the coordinators', async () => {
  const pair = await house.addPair();
  await house.addSeries(pair, 'no-common-hour');
  house.diaries.set(house.mailOf(pair.menteeId), freeDiary({ known: false }));
  let proposal = await ask({ pairId: pair.id, because: 'no-known-hour', by: 'system' });
  for (const round of [1, 2, 3]) {
    expect(proposal).toMatchObject({ state: 'open', round });
    const last = proposal.hours.at(-1)!.startsAt;
    goTo(new Date(last.getTime() - HOUR));
    expect(await tend()).toEqual({ over: 0, renewed: 0 });
    goTo(last);
    expect(await tend()).toEqual({ over: 0, renewed: 1 });
    expect(await tend()).toEqual({ over: 0, renewed: 0 });
    if (round === 3) break;
    // The card of before says so, and the weekday that nobody refused is offered again.
    const facts = await house.transact(systemScope, (stores) =>
      newTimesFacts(stores, proposal.id, round, pair.mentorId),
    );
    expect(facts?.state).toBe('newer');
    expect(await find(proposal.id)).toBe('asked');
    const next = await house.proposal(proposal.id);
    expect(next.refused).toEqual([]);
    for (const hour of next.hours) expect(hour.startsAt > last).toBe(true);
    proposal = next;
  }
  expect((await house.proposal(proposal.id)).state).toBe('no-hour');
  expect((await letters('alert')).map(({ to }) => to)).toEqual([house.coordinator]);
});

test('a question about a meeting that has begun is over, and so is what the coordinators were told of it', async () => {
  const { meetings } = await house.bookedPair();
  const asked = await ask({ occurrenceId: meetings[1]!.id, because: 'declined', by: 'system' });
  const alertId = randomUUID();
  const matter = { kind: 'no-agreed-hour', pairId: asked.pairId, proposalId: asked.id } as const;
  await house.transact(systemScope, ({ alerts }) =>
    alerts.add({
      id: alertId,
      programmeId: house.programme.id,
      matter: { ...matter, occurrenceId: meetings[1]!.id },
      state: 'open',
      raisedAt: house.deps.clock.now(),
      closedAt: null,
      closedBy: null,
    }),
  );
  const alert = () => house.transact(systemScope, ({ alerts }) => alerts.get(alertId));
  await tend();
  expect((await alert())!.state).toBe('open');
  goTo(meetings[1]!.startsAt);
  expect(await tend()).toEqual({ over: 1, renewed: 0 });
  expect((await house.proposal(asked.id)).state).toBe('over');
  expect((await alert())!.state).toBe('mended');
});

test('whoever has not answered is reminded once, in their own office hours; whoever has is not', async () => {
  const { pair, meetings } = await house.bookedPair();
  const { id, round, hours } = await ask({ occurrenceId: meetings[2]!.id, because: 'asked', by: pair.mentorId });
  const assistantId = randomUUID();
  await house.transact(systemScope, ({ assistants }) =>
    assistants.save({
      programmeId: house.programme.id,
      personId: pair.menteeId,
      assistantId,
      namedAt: house.deps.clock.now(),
    }),
  );
  const answer = { proposalId: id, round, suits: [hours[0]!.startsAt], via: 'card' as const };
  value(await chooseTime(house.deps)({ ...answer, by: pair.mentorId }));
  const reminders = async () =>
    (await house.letters()).filter(({ about }) => about.kind === 'new-times' && about.reminder).map(({ to }) => to);
  // Monday 09:00; on Wednesday at seven it is too early, at ten it is not, and on Thursday it is done.
  for (const [at, expected] of [
    ['2027-01-05T10:00:00Z', []],
    ['2027-01-06T07:00:00Z', []],
    ['2027-01-06T10:00:00Z', [pair.menteeId, assistantId]],
    ['2027-01-07T10:00:00Z', [pair.menteeId, assistantId]],
  ] as const) {
    house.setNow(at);
    await tend();
    expect((await reminders()).sort()).toEqual([...expected].sort());
  }
  const [letter] = (
    await house.transact(systemScope, (stores) => stores.letters.inProgramme(house.programme.id))
  ).filter(({ about }) => about.kind === 'new-times' && about.reminder);
  const said = () => house.transact(systemScope, (stores) => letterFacts(stores, letter!));
  expect(await said()).toMatchObject({ state: 'open', isReminder: true });
  // Answered on the first card, the reminder is a receipt like it.
  value(await chooseTime(house.deps)({ ...answer, suits: [hours[0]!.startsAt], by: pair.menteeId }));
  expect(await said()).toMatchObject({ state: 'agreed' });
});

test('hours that are near are reminded of a day before, not on the same half day', async () => {
  const pair = await house.addPair();
  await house.addSeries(pair, 'no-common-hour');
  house.diaries.set(house.mailOf(pair.menteeId), freeDiary({ known: false }));
  const proposal = await ask({ pairId: pair.id, because: 'no-known-hour', by: 'system' });
  const last = proposal.hours.at(-1)!.startsAt;
  const dayBefore = new Date(last.getTime() - DAY).toISOString().slice(0, 10);
  const now = new Date(`${dayBefore}T16:30:00Z`);
  goTo(now);
  const askedAgo = (hours: number) =>
    house.transact(systemScope, ({ timeProposals }) =>
      timeProposals.save({ ...proposal, askedAt: new Date(now.getTime() - hours * HOUR) }),
    );
  const count = async () => (await letters('new-times')).length;
  const before = await count();
  await askedAgo(11);
  await tend();
  expect(await count()).toBe(before);
  await askedAgo(13);
  await tend();
  expect(await count()).toBe(before + 2);
});
