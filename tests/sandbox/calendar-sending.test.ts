import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAILBOX, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, ErrorJson } from './calendar-harness.ts';

type Sending = { messagesLastMinute: number; recipientsLastDay: number; refused: number };

const events = `/users/${MAILBOX}/events`;
let calendar: CalendarHarness;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-sending-'));
  calendar = await startCalendar(dataDir, true);
});
afterEach(async () => {
  const { violations } = calendar.sandbox.world.contract.counts();
  await calendar.sandbox.close();
  expect(violations).toEqual([]);
});

const book = (turn: number) =>
  calendar.graph<{ id: string } & ErrorJson>(
    'POST',
    events,
    series([calendar.seniors[turn % 20]!, calendar.juniors[turn]!], { transactionId: `sent-${turn}` }),
  );
const sending = async () => (await calendar.control<Sending>('GET', `/calendar/sending?mailbox=${MAILBOX}`)).body;
const pass = (advanceMs: number) => calendar.control('POST', '/clock', { advanceMs });

test('thirty messages a minute leave a mailbox; the next is refused whole until the minute is over', async () => {
  for (let turn = 0; turn < 30; turn++) expect((await book(turn)).status).toBe(201);
  expect((await book(0)).status).toBe(201);
  const refused = await book(30);
  expect([refused.status, refused.body.error.code]).toEqual([429, 'ApplicationThrottled']);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await calendar.shown(calendar.juniors[30]!, '2027-01-01', '2027-12-31')).toEqual([]);
  expect(await sending()).toMatchObject({ messagesLastMinute: 30, recipientsLastDay: 60, refused: 1 });
  await calendar.sandbox.close();
  calendar = await startCalendar(dataDir, true);
  expect(await sending()).toMatchObject({ messagesLastMinute: 30, refused: 1 });
  await pass(60_000);
  expect((await book(30)).status).toBe(201);
});

test('recipients are counted over any 24 hours, and cancellations count as invitations do', async () => {
  await calendar.control('POST', '/calendar/faults', { recipientsPerDay: 5 });
  const first = await book(0);
  await pass(3_600_000);
  await book(1);
  const cancelled = await calendar.graph<ErrorJson>(
    'POST',
    `${events}/${encodeURIComponent(first.body.id)}/cancel`,
    {},
  );
  expect([cancelled.status, cancelled.body.error.code]).toEqual([429, 'ErrorExceededMessageLimit']);
  expect((await calendar.graph('GET', `${events}/${encodeURIComponent(first.body.id)}`)).status).toBe(200);
  expect(Number(cancelled.headers.get('retry-after'))).toBeGreaterThan(22 * 3600);
  await pass(23 * 3_600_000);
  const again = await calendar.graph('POST', `${events}/${encodeURIComponent(first.body.id)}/cancel`, {});
  expect(again.status).toBe(202);
  expect(await sending()).toMatchObject({ recipientsLastDay: 4, refused: 1 });
});
