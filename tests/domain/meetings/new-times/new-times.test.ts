import { randomUUID } from 'node:crypto';
import { newTimesFacts } from '../../../../src/domain/letters/new-times-facts.ts';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { askForTimes } from '../../../../src/domain/meetings/new-times/ask-for-times.ts';
import { chooseTime } from '../../../../src/domain/meetings/new-times/choose-time.ts';
import { findTimes } from '../../../../src/domain/meetings/new-times/find-times.ts';
import { inviteAssistant } from '../../../../src/domain/meetings/new-times/invite-assistant.ts';
import { moveOccurrence } from '../../../../src/domain/meetings/new-times/move-occurrence.ts';
import { nameAssistant } from '../../../../src/domain/meetings/new-times/name-assistant.ts';
import { proposeTimes } from '../../../../src/domain/meetings/new-times/propose-times.ts';
import type { TimeProposal } from '../../../../src/domain/meetings/new-times/time-proposals.ts';
import type { PersonDetails } from '../../../../src/domain/people/people.ts';
import type { Directory } from '../../../../src/domain/people/ports.ts';
import { showNewTimes } from '../../../../src/domain/overview/show-new-times.ts';
import { participantOf } from '../../../adapters/postgres/filled-programme.ts';
import { value } from '../../../support/thin-line.ts';
import { freeDiary, meetingHouse } from '../met-pair.ts';

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeEach(async () => {
  house = await meetingHouse();
});
afterEach(() => house.close());

/** Raised, and asked: the second of three meetings. */
async function asked(because: 'declined' | 'conflict' = 'declined') {
  const { pair, meetings, series } = await house.bookedPair();
  const meeting = meetings[1]!;
  const { proposalId } = value(await proposeTimes(house.deps)({ occurrenceId: meeting.id, because, by: 'system' }));
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('asked');
  return { pair, series, meeting, proposalId, proposal: await house.proposal(proposalId) };
}

const say = (proposal: TimeProposal, by: string, suits: Date[]) =>
  chooseTime(house.deps)({ proposalId: proposal.id, round: proposal.round, by, suits, via: 'card' });

const starts = (proposal: TimeProposal) => proposal.hours.map((hour) => hour.startsAt);
const view = (proposalId: string, round: number, reader: string) =>
  house.transact(systemScope, (stores) => newTimesFacts(stores, proposalId, round, reader));

test('both are asked on one card each, agree on one hour, and the meeting is moved once', async () => {
  const { pair, series, meeting, proposal, proposalId } = await asked();
  expect(proposal.hours).toHaveLength(3);
  expect((await house.letters()).map((one) => one.to).sort()).toEqual([pair.mentorId, pair.menteeId].sort());
  expect(await view(proposalId, 1, pair.mentorId)).toMatchObject({ state: 'open', because: 'declined' });

  const [first, second, third] = starts(proposal);
  expect(value(await say(proposal, pair.mentorId, [first!, third!]))).toBe('stored');
  expect(await view(proposalId, 1, pair.mentorId)).toMatchObject({ state: 'answered', suits: [first, third] });
  // What the one said is not shown to the other.
  expect(await view(proposalId, 1, pair.menteeId)).toMatchObject({ state: 'open', suits: null });
  expect(value(await say(proposal, pair.menteeId, [second!, third!]))).toBe('agreed');
  expect(await house.jobsNamed('move-occurrence')).toHaveLength(1);

  expect(value(await moveOccurrence(house.deps)({ proposalId }))).toBe('moved');
  expect(value(await moveOccurrence(house.deps)({ proposalId }))).toBe('not-needed');
  expect(house.moves).toEqual([
    {
      mailbox: series.organizerMailbox,
      seriesEventId: series.eventId,
      regularStart: meeting.regularStart,
      startsAt: third,
      endsAt: new Date(third!.getTime() + 3600_000),
      timeZone: 'Europe/London',
    },
  ]);
  const stored = await house.transact(systemScope, ({ meetings }) => meetings.occurrence(meeting.id));
  expect(stored).toMatchObject({ startsAt: third, regularStart: meeting.regularStart });
  for (const reader of [pair.mentorId, pair.menteeId]) {
    expect(await view(proposalId, 1, reader)).toMatchObject({ state: 'arranged', agreedStart: third });
  }
});

test('a second tap, and a card of an earlier round, change nothing', async () => {
  const { pair, proposal, proposalId } = await asked();
  const [first, second] = starts(proposal);
  value(await say(proposal, pair.mentorId, [first!]));
  expect(value(await say(proposal, pair.mentorId, [first!]))).toBe('stored');
  expect(value(await say(proposal, pair.menteeId, [first!]))).toBe('agreed');
  expect(value(await say(proposal, pair.menteeId, [second!]))).toBe('settled');
  expect(value(await say(proposal, pair.mentorId, []))).toBe('settled');
  expect(await house.jobsNamed('move-occurrence')).toHaveLength(1);
  expect((await house.proposal(proposalId)).agreedStart).toEqual(first);
});

test('one says none: three others follow, none of them offered before; at last the coordinators are told', async () => {
  const { pair, proposal, proposalId } = await asked();
  const offered = [...starts(proposal)];
  expect(value(await say(proposal, pair.menteeId, []))).toBe('looking');
  expect(await view(proposalId, 1, pair.mentorId)).toMatchObject({ state: 'newer' });
  for (const round of [2, 3]) {
    value(await findTimes(house.deps)({ proposalId }));
    const next = await house.proposal(proposalId);
    expect(next.round).toBe(round);
    expect(next.hours.length).toBeGreaterThan(0);
    for (const start of starts(next)) expect(offered.map(Number)).not.toContain(start.getTime());
    offered.push(...starts(next));
    expect(value(await say(next, pair.mentorId, []))).toBe(round === 3 ? 'no-hour' : 'looking');
  }
  const letters = await house.letters();
  expect(letters.filter(({ about }) => about.kind === 'alert').map(({ to }) => to)).toEqual([house.coordinator]);
  expect(letters.filter(({ about }) => about.kind === 'no-new-hour')).toHaveLength(2);
  // The same cause is not raised again as long as the meeting stays where it is; a person may ask.
  const { meeting } = { meeting: proposal.occurrenceId! };
  const again = { occurrenceId: meeting, because: 'declined' as const, by: 'system' as const };
  expect(value(await proposeTimes(house.deps)(again)).outcome).toBe('told-already');
  expect(value(await askForTimes(house.deps)({ occurrenceId: meeting, by: pair.menteeId })).outcome).toBe('raised');
});

test('an answer to hours that are being opened at this moment changes nothing: it holds no lock', async () => {
  const { pair, proposal, proposalId } = await asked();
  const deps: Parameters<typeof chooseTime>[0] = {
    ...house.deps,
    transact: (scope, work) =>
      house.transact(scope, (stores) => {
        // The first look comes just before the search for hours commits.
        let looks = 0;
        const get: typeof stores.timeProposals.get = async (id) => {
          const found = await stores.timeProposals.get(id);
          return found && looks++ === 0 ? { ...found, state: 'looking', hours: [] } : found;
        };
        return work({ ...stores, timeProposals: { ...stores.timeProposals, get } });
      }),
  };
  const none = { proposalId, round: proposal.round, by: pair.mentorId, suits: [], via: 'card' as const };
  expect(value(await chooseTime(deps)(none))).toBe('settled');
  expect(await house.proposal(proposalId)).toEqual(proposal);
});

test('two who never agree get others, as if one had said none', async () => {
  const { pair, proposal } = await asked();
  const [first, second] = starts(proposal);
  value(await say(proposal, pair.mentorId, [first!]));
  expect(value(await say(proposal, pair.menteeId, [second!]))).toBe('looking');
});

test('no common hour at all is told to both and to the coordinators', async () => {
  const { pair, meetings } = await house.bookedPair();
  const away = { from: new Date('2027-01-01T00:00:00Z'), to: new Date('2027-12-31T00:00:00Z'), status: 'oof' as const };
  house.diaries.set(house.mailOf(pair.menteeId), freeDiary({ busy: [away] }));
  const { proposalId } = value(
    await proposeTimes(house.deps)({ occurrenceId: meetings[1]!.id, because: 'conflict', by: 'system' }),
  );
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('no-hour');
  const kinds = (await house.letters()).map(({ about }) => about.kind).sort();
  expect(kinds).toEqual(['alert', 'no-new-hour', 'no-new-hour']);
});

test('raised twice it is one; its hours are looked for once', async () => {
  const { meetings } = await house.bookedPair();
  const raise = () =>
    proposeTimes(house.deps)({ occurrenceId: meetings[1]!.id, because: 'declined', by: 'system' }).then(value);
  const outcomes = await Promise.all([raise(), raise(), raise()]);
  expect(outcomes.map((one) => one.outcome).sort()).toEqual(['raised', 'under-way', 'under-way']);
  expect(new Set(outcomes.map((one) => one.proposalId)).size).toBe(1);
  const { proposalId } = outcomes[0];
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('asked');
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('not-needed');
  expect(await house.letters()).toHaveLength(2);
});

test('an hour that Exchange refuses leads to others; a meeting that is gone ends the matter', async () => {
  const { pair, proposal, proposalId } = await asked();
  const [first] = starts(proposal);
  value(await say(proposal, pair.mentorId, [first!]));
  value(await say(proposal, pair.menteeId, [first!]));
  house.outlookAnswers('crosses-boundary');
  expect(value(await moveOccurrence(house.deps)({ proposalId }))).toBe('crosses-boundary');
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('asked');
  const next = await house.proposal(proposalId);
  const [other] = starts(next);
  value(await say(next, pair.mentorId, [other!]));
  value(await say(next, pair.menteeId, [other!]));
  house.outlookAnswers('gone');
  expect(value(await moveOccurrence(house.deps)({ proposalId }))).toBe('over');
  expect(await view(proposalId, 2, pair.mentorId)).toMatchObject({ state: 'over' });
});

test('nobody else’s proposal is anybody’s business, and an hour that was not offered is no answer', async () => {
  const { proposal, pair, proposalId } = await asked();
  const stranger = randomUUID();
  expect(await say(proposal, stranger, [])).toMatchObject({ fault: { code: 'no-such-proposal' } });
  expect(await view(proposalId, 1, stranger)).toBeNull();
  expect(await say(proposal, pair.mentorId, [new Date('2027-02-16T23:00:00Z')])).toMatchObject({
    fault: { code: 'not-offered' },
  });
});

test('an assistant answers for whose diary it is, sees times alone, and it is written down', async () => {
  const { pair, meetings } = await house.bookedPair();
  const assistantId = randomUUID();
  await house.transact(systemScope, ({ assistants }) =>
    assistants.save({
      programmeId: house.programme.id,
      personId: pair.menteeId,
      assistantId,
      namedAt: house.clock.now(),
    }),
  );
  const { proposalId } = value(await askForTimes(house.deps)({ occurrenceId: meetings[1]!.id, by: assistantId }));
  value(await findTimes(house.deps)({ proposalId }));
  expect((await house.letters()).map(({ to }) => to).sort()).toEqual(
    [pair.mentorId, pair.menteeId, assistantId].sort(),
  );
  const facts = await view(proposalId, 1, assistantId);
  expect(facts).toMatchObject({ partnerName: null, calendarName: house.programme.calendarName });
  expect(JSON.stringify(facts)).not.toContain(house.programme.name);
  const proposal = await house.proposal(proposalId);
  const [first] = starts(proposal);
  expect(value(await say(proposal, assistantId, [first!]))).toBe('stored');
  // The diary has been answered for: its owner need not.
  expect(await view(proposalId, 1, pair.menteeId)).toMatchObject({ state: 'answered' });
  expect(value(await say(proposal, pair.mentorId, [first!]))).toBe('agreed');
});

test('one assistant for both is asked once, and answers for both at once', async () => {
  const { pair, meetings } = await house.bookedPair();
  const assistantId = randomUUID();
  const named = { programmeId: house.programme.id, assistantId, namedAt: house.clock.now() };
  await house.transact(systemScope, async ({ assistants }) => {
    for (const personId of [pair.mentorId, pair.menteeId]) await assistants.save({ ...named, personId });
  });
  const { proposalId } = value(await askForTimes(house.deps)({ occurrenceId: meetings[1]!.id, by: assistantId }));
  value(await findTimes(house.deps)({ proposalId }));
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  const deps = { ...house.deps, directory: { look } as unknown as Directory };
  const { questions, diaries } = value(await showNewTimes(deps)({ personId: assistantId }));
  expect(questions.map((question) => [question.proposalId, question.state])).toEqual([[proposalId, 'open']]);
  expect(diaries).toHaveLength(2);
  const proposal = await house.proposal(proposalId);
  expect(value(await say(proposal, assistantId, starts(proposal).slice(0, 1)))).toBe('agreed');
  expect(await house.jobsNamed('move-occurrence')).toHaveLength(1);
});

test('whoever is named to keep a diary is invited as optional; whoever kept it before is not any more', async () => {
  const { pair } = await house.bookedPair();
  const { id: programmeId } = house.programme;
  const details = (id: string) => participantOf(id) as PersonDetails;
  const directory = { look: async (ids: string[]) => ids.map(details) } as unknown as Directory;
  const deps = { ...house.deps, directory };
  const name = (assistantId: string | null) =>
    nameAssistant(deps)({ programmeId, personId: pair.menteeId, assistantId });
  const [first, second] = [randomUUID(), randomUUID()];
  for (const assistantId of [first, second, null]) {
    value(await name(assistantId));
    const [job] = (await house.jobsNamed('invite-assistant')).slice(-1);
    value(await inviteAssistant(deps)(job!.data as Parameters<ReturnType<typeof inviteAssistant>>[0]));
  }
  const on = `on event ${pair.id}`;
  expect(house.invited).toEqual([
    `optional ${house.mailOf(first)} ${on}`,
    `optional ${house.mailOf(second)} ${on}`,
    `not ${house.mailOf(first)} ${on}`,
    `not ${house.mailOf(second)} ${on}`,
  ]);
  expect(await name(pair.menteeId)).toMatchObject({ fault: { code: 'not-yourself' } });
  expect(await name(pair.mentorId)).toMatchObject({ fault: { code: 'not-your-partner' } });
});

test('no other time is sought for a meeting that is called off', async () => {
  const { pair, meetings } = await house.bookedPair();
  const [{ id: occurrenceId }] = meetings as [(typeof meetings)[number]];
  await house.transact(systemScope, ({ calendar }) => calendar.cancelOccurrences([occurrenceId]));
  const asked = await askForTimes(house.deps)({ occurrenceId, by: pair.mentorId });
  expect(asked).toMatchObject({ fault: { code: 'meeting-over' } });
  expect(await house.jobsNamed('find-times')).toEqual([]);
});

test('a partner who once kept the diary stays on the series when somebody else is named', async () => {
  const { pair } = await house.bookedPair();
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  const deps = { ...house.deps, directory: { look } as unknown as Directory };
  const before = house.invited.length;
  // Named before the two became partners.
  const input = { programmeId: house.programme.id, personId: pair.menteeId, formerId: pair.mentorId };
  value(await inviteAssistant(deps)(input));
  expect(house.invited.slice(before)).toEqual([]);
});

test('a pair without any known hour chooses the first one, and the series is ordered from it', async () => {
  const pair = await house.addPair();
  await house.addSeries(pair, 'no-common-hour');
  house.diaries.set(house.mailOf(pair.mentorId), freeDiary({ known: false }));
  const raised = await proposeTimes(house.deps)({ pairId: pair.id, because: 'no-known-hour', by: 'system' });
  const { proposalId } = value(raised);
  expect(value(await findTimes(house.deps)({ proposalId }))).toBe('asked');
  const proposal = await house.proposal(proposalId);
  expect(proposal.hours.map((hour) => hour.checked)).toEqual([false, false, false]);
  const [, second] = starts(proposal);
  house.setNow('2027-01-04T10:00:00Z');
  value(await say(proposal, pair.mentorId, [second!]));
  expect(value(await say(proposal, pair.menteeId, [second!]))).toBe('agreed');
  const { series, meetings } = await house.transact(systemScope, async (stores) => {
    const found = await stores.meetings.seriesOfPair(pair.id);
    return { series: found, meetings: await stores.meetings.occurrencesOfSeries([found!.id]) };
  });
  expect(series).toMatchObject({ state: 'chosen', everyWeeks: 5 });
  expect(meetings).toHaveLength(6);
  expect(meetings[0]!.startsAt).toEqual(second);
  // The same time on the wall in summer.
  expect(meetings[3]!.startsAt.getUTCHours()).toBe(second!.getUTCHours() - 1);
  expect(await house.jobsNamed('send-series')).toHaveLength(1);
  expect(await house.proposal(proposalId)).toMatchObject({ state: 'arranged' });
});
