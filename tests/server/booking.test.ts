import { randomUUID } from 'node:crypto';
import { createProgramme } from '../../src/contract/programmes.ts';
import { listPairs, pauseBooking, resumeBooking, showBooking, stopBooking } from '../../src/contract/meetings.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { createCall } from '../../src/tab/api.ts';
import { until } from '../support/until.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
beforeAll(async () => (product = await runningProduct({ people: 200, run: 'web,worker' })));
afterAll(() => product.close());

const as = (personId: string) =>
  createCall({
    token: () => product.tokenOf(personId, ['Coordinator']),
    fetch: (path, init) => fetch(`${product.url}${path as string}`, init),
  });

test('a round is planned and sent by the worker; its coordinator watches, pauses, resumes and stops', async () => {
  const londoners = product.people().filter((one) => one.timeZone === 'Europe/London' && one.accountEnabled);
  const [coordinator, ...others] = londoners.map((one) => one.id) as [string, ...string[]];
  const call = as(coordinator);
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
  expect(await call(showBooking, ask)).toMatchObject({ state: 'done', booked: 0, total: 0 });
  expect(await call(pauseBooking, ask)).toMatchObject({ state: 'paused' });

  const mentors = others.slice(0, 6);
  await product.database.transact(systemScope, async ({ participants, pairs, jobs }) => {
    const now = product.world.clock.now();
    await participants.save(
      others.slice(0, 12).map((id) => {
        const { displayName, mail } = product.world.directory.get(id)!;
        const unknown = {
          jobTitle: null,
          department: null,
          officeLocation: null,
          preferredLanguage: null,
          grade: null,
        };
        const hours = { timeZone: null, worksFrom: null, worksTo: null };
        return { id, displayName, mail, isGuest: false, ...unknown, ...hours, refreshedAt: now };
      }),
    );
    await pairs.add(
      mentors.map((mentorId, at) => ({
        id: randomUUID(),
        programmeId: programme.id,
        mentorId,
        menteeId: others[6 + at]!,
        score: 1,
        distance: 5,
        reasons: '',
        state: 'live' as const,
        publishedAt: now,
        endedAt: null,
      })),
    );
    await jobs.enqueue({ name: 'plan-series', data: params });
  });
  const bookings = async () => (await call(listPairs, ask)).pairs.map((pair) => pair.booking);
  await until('hours are chosen', async () => (await bookings()).every((one) => one === 'chosen'));
  expect(await call(showBooking, ask)).toMatchObject({ state: 'paused', booked: 0, total: 6, doneAbout: null });

  expect(await call(resumeBooking, ask)).toMatchObject({ state: 'running', total: 6 });
  await until('all are sent', async () => (await call(showBooking, ask)).state === 'done');
  const done = await call(showBooking, ask);
  expect(done).toMatchObject({ booked: 6, total: 6, withoutHour: 0, withoutLink: 0 });
  expect(done.mailboxes).toMatchObject([{ mailbox: 'mentoring@contoso.example', messagesWaiting: 0 }]);
  expect(done.mailboxes[0]!.recipientsInDay).toBeGreaterThanOrEqual(12);
  for (const pair of (await call(listPairs, ask)).pairs) expect(pair.explanation).toMatch(/^\w+day \d\d:\d\d/);

  expect(await call(stopBooking, ask)).toMatchObject({ state: 'stopped', booked: 6 });
  await expect(call(pauseBooking, ask)).rejects.toMatchObject({ fault: { code: 'wrong-state' } });
  expect(product.world.contract.counts().violations).toEqual([]);
});
