import { MAILBOX, series, startCalendar } from './calendar-harness.ts';
import type { CalendarHarness, ErrorJson } from './calendar-harness.ts';

type WallTime = { dateTime: string; timeZone: string };
type Schedule = {
  scheduleId: string;
  availabilityView?: string;
  scheduleItems?: { status: string; start: WallTime; end: WallTime; subject?: string }[];
  workingHours?: { daysOfWeek: string[]; startTime: string; endTime: string; timeZone: { name: string } };
  error?: { message: string; responseCode: string };
};

let calendar: CalendarHarness;
const path = `/users/${MAILBOX}/calendar/getSchedule`;
const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const request = (schedules: string[], more: object = {}) => ({
  schedules,
  startTime: utc('2027-01-11T00:00:00'),
  endTime: utc('2027-01-18T00:00:00'),
  availabilityViewInterval: 60,
  ...more,
});
const ask = (body: object, prefer?: string) =>
  calendar.graph<{ value: Schedule[] }>('POST', path, body, prefer === undefined ? {} : { prefer });

beforeAll(async () => {
  calendar = await startCalendar();
});
afterAll(() => calendar.sandbox.close());

test('free/busy of twenty people: one digit per hour that agrees with the items, working hours, no details', async () => {
  const people = [...calendar.seniors.slice(0, 10), ...calendar.juniors.slice(0, 10)];
  const { status, body } = await ask(request(people.map(({ mail }) => mail)));
  expect([status, body.value.length]).toEqual([200, 20]);
  for (const [index, schedule] of body.value.entries()) {
    const { worksFrom, worksTo } = people[index]!;
    expect(schedule.workingHours).toMatchObject({
      startTime: `${worksFrom}:00.0000000`,
      endTime: `${worksTo}:00.0000000`,
    });
    const expected = Array.from({ length: 168 }, (_, hour) => {
      const start = Date.parse('2027-01-11T00:00:00Z') + hour * 3_600_000;
      const inside = schedule.scheduleItems!.filter(
        (item) =>
          Date.parse(`${item.start.dateTime}Z`) < start + 3_600_000 && Date.parse(`${item.end.dateTime}Z`) > start,
      );
      const weights: Record<string, number> = { tentative: 1, busy: 2, oof: 3 };
      return Math.max(0, ...inside.map((item) => weights[item.status] ?? 0));
    });
    expect(schedule.availabilityView).toBe(expected.join(''));
    expect(schedule.scheduleItems!.every((item) => item.subject === undefined)).toBe(true);
  }
});

test('times are written in UTC, or in the zone that Prefer names', async () => {
  const { mail } = calendar.seniors[0]!;
  const [plain, local] = await Promise.all([
    ask(request([mail])),
    ask(request([mail]), 'outlook.timezone="Pacific Standard Time"'),
  ]);
  const [first, shifted] = [plain, local].map(({ body }) => body.value[0]!.scheduleItems![0]!);
  expect(first!.start.timeZone).toBe('UTC');
  expect(shifted!.start.timeZone).toBe('Pacific Standard Time');
  expect(Date.parse(`${first!.start.dateTime}Z`) - Date.parse(`${shifted!.start.dateTime}Z`)).toBe(8 * 3_600_000);
  expect(local.headers.get('preference-applied')).toBe('outlook.timezone="Pacific Standard Time"');
});

test('an address nobody has, a guest and a hidden calendar each get an error of their own', async () => {
  const [known, shy] = calendar.juniors.map(({ mail }) => mail);
  const guest = calendar.sandbox.world.directory.list(0, 400).find(({ userType }) => userType === 'Guest')!.mail;
  await calendar.control('POST', '/calendar/faults', { hiddenCalendars: [shy] });
  const { status, body } = await ask(request([known!, 'nobody@contoso.example', guest, shy!]));
  await calendar.control('POST', '/calendar/faults', { hiddenCalendars: [] });
  expect(status).toBe(200);
  expect(body.value.map(({ error }) => error?.responseCode)).toEqual([
    undefined,
    '5009',
    '5009',
    'ErrorNoFreeBusyAccess',
  ]);
  expect(body.value[1]!.availabilityView).toBeUndefined();
});

test('the limits of the availability service', async () => {
  const refused = async (body: object) => {
    const answer = await calendar.graph<ErrorJson>('POST', path, body);
    return [answer.status, answer.body.error.code];
  };
  const mails = calendar.juniors.map(({ mail }) => mail);
  const end = (dateTime: string) => request([mails[0]!], { endTime: utc(dateTime) });
  expect(await refused(end('2027-02-22T00:00:00'))).toEqual([400, 'ErrorTimeIntervalTooBig']);
  expect(await refused(end('2027-01-10T00:00:00'))).toEqual([400, 'ErrorInvalidTimeInterval']);
  expect((await ask(end('2027-02-21T23:00:00'))).status).toBe(200);
  // These two the contract itself forbids: the front door refuses them before Exchange would.
  expect(await refused(request(mails.slice(0, 21)))).toEqual([500, 'ContractViolation']);
  expect(await refused(request([mails[0]!], { availabilityViewInterval: 4 }))).toEqual([500, 'ContractViolation']);
});

test('a booked meeting shows as tentative, then busy or free as the attendee answers', async () => {
  const [senior, junior] = [calendar.seniors[3]!, calendar.juniors[3]!];
  const hour = {
    startTime: utc('2027-02-16T10:00:00'),
    endTime: utc('2027-02-16T11:00:00'),
    availabilityViewInterval: 60,
  };
  const statuses = async (mail: string) =>
    (await ask(request([mail], hour))).body.value[0]!.scheduleItems!.filter(
      ({ start, end }) => start.dateTime.includes('T10:00:00') && end.dateTime.includes('T11:00:00'),
    ).map(({ status }) => status);
  const before = await statuses(senior.mail);
  await calendar.graph('POST', `/users/${MAILBOX}/events`, series([senior, junior]));
  expect((await statuses(senior.mail)).length).toBe(before.length + 1);
  expect(await statuses(MAILBOX)).toEqual(['busy']);
  const event = (await calendar.shown(senior, '2027-02-16', '2027-02-17'))[0]!;
  const respond = (response: string) =>
    calendar.control('POST', '/calendar/respond', { personId: senior.id, eventId: event['seriesMasterId'], response });
  await respond('accept');
  expect((await statuses(senior.mail)).sort()).toEqual([...before, 'busy'].sort());
  await respond('decline');
  expect(await statuses(senior.mail)).toEqual(before);
});

test('a few mailboxes name their zone in a way that says little, most a Windows zone', async () => {
  const mails = [...calendar.seniors, ...calendar.juniors].map(({ mail }) => mail);
  const names: string[] = [];
  for (let i = 0; i < mails.length; i += 20) {
    const { body } = await ask(request(mails.slice(i, i + 20), { endTime: utc('2027-01-11T01:00:00') }));
    names.push(...body.value.map(({ workingHours }) => workingHours!.timeZone.name));
  }
  const share = (name: string) => names.filter((other) => other === name).length / names.length;
  expect(share('GMT Standard Time')).toBeGreaterThan(0.7);
  expect(share('Customized Time Zone')).toBeGreaterThan(0);
  expect(share('Customized Time Zone') + share('tzone://Microsoft/Custom')).toBeLessThan(0.06);
});

test('the host page’s calendar holds the diary and says what is its owner’s own', async () => {
  const { id } = calendar.seniors[0]!;
  const { body } = await calendar.control<{ events: { own: boolean; subject: string; start: string; end: string }[] }>(
    'GET',
    `/calendar?person=${id}&from=2027-01-11&to=2027-01-16`,
  );
  expect(body.events.length).toBeGreaterThan(10);
  expect(body.events.every(({ own, subject, start, end }) => own && subject !== '' && start < end)).toBe(true);
  expect((await calendar.control('GET', '/calendar?person=nobody')).status).toBe(404);
  expect((await calendar.control('GET', `/calendar?person=${id}&from=yesterday`)).status).toBe(400);
});
