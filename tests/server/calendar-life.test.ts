import { randomUUID } from 'node:crypto';
import { listPairs } from '../../src/contract/meetings.ts';
import { createProgramme, pause } from '../../src/contract/programmes.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { calendarOf } from '../../src/sandbox/calendar/calendar.ts';
import { respond } from '../../src/sandbox/calendar/respond.ts';
import { createCall } from '../../src/tab/api.ts';
import { enrolmentOf } from '../adapters/postgres/filled-programme.ts';
import { until } from '../support/until.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
beforeAll(async () => (product = await runningProduct({ people: 200, run: 'web,worker' })));
afterAll(() => product.close());

const as = (personId: string, roles: string[] = []) =>
  createCall({
    token: () => product.tokenOf(personId, roles),
    fetch: (path, init) => fetch(`${product.url}${path as string}`, init),
  });

test('a decline in Outlook is read within five minutes, shown, and new hours are sought; a pause empties the diaries', async () => {
  const londoners = product.people().filter((one) => one.timeZone === 'Europe/London' && one.accountEnabled);
  const coordinator = londoners[0]!.id;
  const [mentor, mentee] = londoners.slice(-2);
  const call = as(coordinator, ['Coordinator']);
  const { programme } = await call(createProgramme, {
    params: {},
    body: {
      name: 'Pilot',
      calendarName: 'Talk',
      goal: '',
      topics: ['Data'],
      startsOn: '2027-01-11',
      endsOn: '2027-12-17',
      sessions: 6,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  const params = { programmeId: programme.id };
  const ask = { params, body: {} };
  const now = () => product.world.clock.now();
  await product.database.transact(systemScope, async ({ participants, enrolments, pairs, jobs }) => {
    for (const { id, displayName, mail } of [mentor!, mentee!]) {
      const unknown = { jobTitle: null, department: null, officeLocation: null, preferredLanguage: null, grade: null };
      const hours = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: now() };
      await participants.save([{ id, displayName, mail, isGuest: false, ...unknown, ...hours }]);
      await enrolments.save(enrolmentOf(programme.id, id, id === mentor!.id ? 'mentor' : 'mentee'));
    }
    await pairs.add([
      {
        id: randomUUID(),
        programmeId: programme.id,
        mentorId: mentor!.id,
        menteeId: mentee!.id,
        score: 1,
        distance: 5,
        reasons: '',
        state: 'live',
        publishedAt: now(),
        endedAt: null,
      },
    ]);
    await jobs.enqueue({ name: 'plan-series', data: params });
  });
  const pair = async () => (await call(listPairs, ask)).pairs[0]!;
  await until('it is booked', async () => (await pair()).booking === 'booked');
  const { meetings, nextMeetingId, declined } = await pair();
  expect([nextMeetingId, declined]).toEqual([meetings[0]!.id, []]);

  const outlook = calendarOf(product.world);
  const [copy] = outlook.store.copiesIn(mentee!.mail.toLowerCase());
  respond(outlook, copy!, Date.parse(meetings[1]!.startsAt), { response: 'declined' });
  product.world.clock.advance(5 * 60_000);
  await until('the decline is shown', async () => (await pair()).declined.length > 0);
  expect((await pair()).declined).toMatchObject([{ meetingId: meetings[1]!.id, by: { id: mentee!.id } }]);
  const proposals = await product.database.transact(systemScope, (stores) =>
    stores.timeProposals.ofOccurrence(meetings[1]!.id),
  );
  expect(proposals).toMatchObject([{ because: 'declined', raisedBy: mentee!.id }]);

  const day = meetings[0]!.startsAt.slice(0, 10);
  expect(await as(mentor!.id)(pause, { params, body: { until: day } })).toEqual({ meetings: 1 });
  const seen = () => outlook.store.meeting(copy!.uid).exceptions.get(Date.parse(meetings[0]!.startsAt));
  await until('Outlook has called it off', () => seen()?.cancelled === true);
  expect((await pair()).nextMeetingId).toBe(meetings[1]!.id);
  expect((await pair()).meetings[0]!.state).toBe('cancelled');
  expect(product.world.contract.counts().violations).toEqual([]);
});
