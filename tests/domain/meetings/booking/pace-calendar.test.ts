import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { exchangeLimits } from '../../../../src/domain/meetings/booking/mail-budget.ts';
import { paceCalendar } from '../../../../src/domain/meetings/booking/pace-calendar.ts';
import { meetingHouse } from '../met-pair.ts';

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeEach(async () => (house = await meetingHouse()));
afterEach(() => house.close());

test('what killed workers were at stands in nobody’s way for long', async () => {
  const { organizerMailbox: mailbox } = house.programme;
  await house.transact(systemScope, async ({ sends }) => {
    for (let at = 0; at < exchangeLimits.atOnce; at += 1) {
      const begunAt = house.deps.clock.now();
      await sends.begin({ id: randomUUID(), mailbox, seriesId: null, messages: 1, recipients: 2, begunAt });
    }
  });
  house.setNow('2027-01-04T09:16:00Z');
  const wait = () => Promise.reject(new Error('it waits'));
  const calendar = paceCalendar(house.deps.calendar, { ...house.deps, limits: exchangeLimits, wait });
  const startsAt = new Date('2027-01-12T11:00:00Z');
  const endsAt = new Date('2027-01-12T12:00:00Z');
  const order = {
    mailbox,
    seriesEventId: 'event',
    regularStart: startsAt,
    startsAt,
    endsAt,
    timeZone: 'Europe/London',
  };
  expect(await calendar.moveOccurrence(order)).toBe('moved');
});
