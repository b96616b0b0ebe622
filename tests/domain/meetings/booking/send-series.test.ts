import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { pauseBooking, resumeBooking, stopBooking } from '../../../../src/domain/meetings/booking/change-booking.ts';
import { exchangeLimits } from '../../../../src/domain/meetings/booking/mail-budget.ts';
import { planSeries } from '../../../../src/domain/meetings/booking/plan-series.ts';
import type { Calendar } from '../../../../src/domain/meetings/ports.ts';
import { sendSeries } from '../../../../src/domain/meetings/booking/send-series.ts';
import { showBooking } from '../../../../src/domain/meetings/booking/show-booking.ts';
import { calendarOf } from '../../../../src/sandbox/calendar/calendar.ts';
import { participantOf } from '../../../adapters/postgres/filled-programme.ts';
import { value } from '../../../support/value.ts';
import { DAY, openBooking } from './booking-harness.ts';

const coordinator = '00000000-0000-4000-8000-00000000c00d';
let room: Awaited<ReturnType<typeof openBooking>>;
beforeAll(async () => {
  room = await openBooking();
});
beforeEach(async () => {
  await room.addProgramme();
  // The day's budget of one test is not the next one's.
  room.sandbox.world.clock.advance(2 * DAY);
});
afterEach(() => room.clearFaults());
afterAll(() => room.close());

const programmeId = () => room.programme().id;
const progress = async () => value(await showBooking(room.deps())({ programmeId: programmeId() }));
const states = async () => {
  const series = await room.database.transact(systemScope, ({ meetings }) => meetings.seriesInProgramme(programmeId()));
  return series.map((one) => one.state);
};
const mailsTo = (mail: string) => calendarOf(room.sandbox.world).mails.latest(mail.toLowerCase(), 50);

describe('a series with one meeting moved', () => {
  const chosen = async () => {
    const [mentor, mentee] = room.staff();
    const pair = await room.addPair(mentor!.id, mentee!.id);
    await room.choose(pair, 2);
    return { pair, mentor: mentor!, mentee: mentee! };
  };

  test('is made and moved in three requests, with one mail for each (R21)', async () => {
    const { pair, mentor, mentee } = await chosen();
    const before = room.sandbox.requests.length;
    await room.sendAll();
    expect(room.sandbox.requests.slice(before).map((one) => one.operation)).toEqual([
      'create a series',
      'list meetings',
      'move a meeting',
    ]);
    const { series, meetings } = await room.stored(pair.id);
    expect(series?.state).toBe('booked');
    for (const { mail } of [mentor, mentee]) {
      expect(room.seriesIn(mail)[0]!.starts).toEqual(meetings.map((one) => one.startsAt.getTime()));
      expect(mailsTo(mail).map((one) => one.kind)).toEqual(['update', 'invitation']);
    }
  });

  test.each(['before Outlook moves it', 'after Outlook has moved it'])('killed %s, it is moved once', async (point) => {
    const { pair, mentor } = await chosen();
    const moveOccurrence: Calendar['moveOccurrence'] = async (order) => {
      if (point === 'after Outlook has moved it') await room.outlook().moveOccurrence(order);
      throw new Error('killed');
    };
    await expect(room.sendAll({ moveOccurrence })).rejects.toThrow('killed');
    expect((await room.stored(pair.id)).series?.state).toBe('chosen');
    await room.sendAll();
    expect((await room.stored(pair.id)).series?.state).toBe('booked');
    expect(mailsTo(mentor.mail).map((one) => one.kind)).toEqual(['update', 'invitation']);
  });

  test('whose move Exchange refuses stays where the rule puts it', async () => {
    const { pair } = await chosen();
    await room.sendAll({ moveOccurrence: async () => 'crosses-boundary' });
    const { series, meetings } = await room.stored(pair.id);
    expect(series?.state).toBe('booked');
    expect(meetings.map((one) => one.startsAt)).toEqual(meetings.map((one) => one.regularStart));
    expect(meetings[2]!.endsAt.getTime() - meetings[2]!.startsAt.getTime()).toBe(3_600_000);
  });
});

test('the same key with other words is the event that was made first, never a second (R4)', async () => {
  const [pair] = await room.chosenPairs(1);
  const dying: Partial<Calendar> = {
    createSeries: async (order) => {
      await room.outlook().createSeries(order);
      throw new Error('killed');
    },
  };
  await expect(room.sendAll(dying)).rejects.toThrow('killed');
  const [mentor] = await room.database.transact(systemScope, ({ participants }) => participants.list([pair!.mentorId]));
  await room.database.transact(systemScope, ({ participants }) =>
    participants.save([{ ...mentor!, displayName: 'Somebody Married' }]),
  );
  // Asked for again as if it could not be found: Outlook answers that the key was used for something else.
  let isHidden = true;
  const findSeries: Calendar['findSeries'] = (...asked) => {
    if (!isHidden) return room.outlook().findSeries(...asked);
    isHidden = false;
    return Promise.resolve(null);
  };
  await room.sendAll({ findSeries });
  expect((await room.stored(pair!.id)).series?.state).toBe('booked');
  expect(room.seriesIn(mentor!.mail!)).toHaveLength(1);
});

test('series that fail again and again hold up none that was not tried yet', async () => {
  const pairs = await room.chosenPairs(8);
  const last = pairs.at(-1)!;
  const { series } = await room.stored(last.id);
  const createSeries: Calendar['createSeries'] = async (order) => {
    if (order.seriesId !== series?.id) throw new Error('refused');
    return room.outlook().createSeries(order);
  };
  for (let run = 0; run < 3; run += 1) await sendSeries(room.deps({ createSeries }))({}).catch(() => null);
  expect((await room.stored(last.id)).series?.state).toBe('booked');
  await room.sendAll();
  expect(new Set(await states())).toEqual(new Set(['booked']));
});

describe('at the pace of the mailbox', () => {
  const limits = { ...exchangeLimits, messagesAMinute: 12 };

  test('with answers lost and calls throttled: never above the limits, and not a tenth below', async () => {
    const pairs = await room.chosenPairs(36);
    const from = room.sandbox.clock.now().getTime();
    room.sandbox.world.faults.change({ lostAnswer: 0.05, rate429: 0.05, retryAfter: 1 });
    while ((await states()).includes('chosen')) {
      await sendSeries({ ...room.deps(), limits })({}).catch(() => null);
      room.sandbox.world.clock.advance(500);
    }
    const sent = room.sentAt().filter((at) => at >= from);
    expect(sent).toHaveLength(36);
    const busiest = Math.max(...sent.map((at) => sent.filter((one) => one >= at && one < at + 60_000).length));
    expect(busiest).toBeLessThanOrEqual(12);
    // A third minute begins when the first two have been used up.
    const minutes = (sent.at(-1)! - from) / 60_000;
    expect(36 / 12 / Math.max(1, minutes)).toBeGreaterThanOrEqual(0.9);
    for (const pair of pairs) expect((await room.stored(pair.id)).series?.state).toBe('booked');
  });

  test('when the day is used up, the rest waits for the next', async () => {
    await room.chosenPairs(6);
    const limits = { ...exchangeLimits, recipientsADay: 8 };
    const from = room.sandbox.clock.now().getTime();
    await sendSeries({ ...room.deps(), limits })({});
    expect((await states()).filter((one) => one === 'booked')).toHaveLength(4);
    room.sandbox.world.clock.advance(DAY + 3000);
    await sendSeries({ ...room.deps(), limits })({});
    expect(new Set(await states())).toEqual(new Set(['booked']));
    expect(room.sentAt().filter((at) => at > from + DAY)).toHaveLength(2);
  });
});

describe('a coordinator', () => {
  /** Sends, and says something while the fifth is being made. */
  async function sendUntil(say: () => Promise<unknown>) {
    let made = 0;
    let madeWhenSaid = 0;
    const createSeries: Calendar['createSeries'] = async (order) => {
      made += 1;
      if (made === 5) {
        await say();
        madeWhenSaid = made;
      }
      return room.outlook().createSeries(order);
    };
    for (let run = 0; run < 3; run += 1) await sendSeries(room.deps({ createSeries }))({});
    return { after: made - madeWhenSaid };
  }
  const input = () => ({ programmeId: programmeId(), by: coordinator });

  test('pauses in the middle: nothing more is sent until it is resumed', async () => {
    await room.chosenPairs(12);
    expect(await progress()).toMatchObject({ state: 'running', booked: 0, total: 12 });
    expect((await progress()).doneAbout).not.toBeNull();
    const { after } = await sendUntil(() => pauseBooking(room.deps())(input()));
    // What had begun with it.
    expect(after).toBeLessThan(exchangeLimits.atOnce);
    const paused = await progress();
    expect(paused).toMatchObject({ state: 'paused', total: 12, doneAbout: null });
    expect(paused.booked).toBeLessThan(9);
    expect(paused.mailboxes).toMatchObject([{ recipientsInDay: 2 * paused.booked, recipientsADay: 10_000 }]);
    value(await resumeBooking(room.deps())(input()));
    await room.sendAll();
    expect(await progress()).toMatchObject({ state: 'done', booked: 12, total: 12 });
  });

  test('guests’ letters that wait are among what a mailbox has to send', async () => {
    await room.chosenPairs(2);
    const before = await progress();
    const guest = { ...participantOf(randomUUID()), isGuest: true };
    const colleague = participantOf(randomUUID());
    await room.database.transact(systemScope, async ({ participants, outbox }) => {
      await participants.save([guest, colleague]);
      for (const { id: to } of [guest, colleague]) {
        for (let at = 0; at < 30; at += 1) {
          const about = { kind: 'unmatched', programmeId: programmeId() } as const;
          await outbox.add({ key: `${to} ${at}`, to, programmeId: programmeId(), about });
        }
      }
    });
    const after = await progress();
    expect(after.mailboxes[0]!.messagesWaiting).toBe(before.mailboxes[0]!.messagesWaiting + 30);
    // As many as a mailbox sends in a minute.
    expect(after.doneAbout!.getTime() - before.doneAbout!.getTime()).toBeGreaterThanOrEqual(60_000);
  });

  test('stops in the middle: what was not sent is let go, and can be started again', async () => {
    const pairs = await room.chosenPairs(12);
    await sendUntil(() => stopBooking(room.deps())(input()));
    const stopped = await progress();
    expect(stopped).toMatchObject({ state: 'stopped', total: 12 });
    expect(stopped.booked).toBeLessThan(9);
    expect(new Set(await states())).toEqual(new Set(['booked']));
    const deps = room.deps();
    expect(value(await planSeries(deps)(input())).chosen).toBe(0);
    expect((await pauseBooking(deps)(input())).ok).toBe(false);
    value(await resumeBooking(deps)(input()));
    expect(value(await planSeries(deps)(input()))).toMatchObject({ chosen: 12 - stopped.booked, left: 0 });
    await room.sendAll();
    for (const pair of pairs) {
      const [{ mail } = { mail: '' }] = await room.database.transact(systemScope, ({ participants }) =>
        participants.list([pair.mentorId]),
      );
      expect(room.seriesIn(mail ?? '')).toHaveLength(1);
      expect(mailsTo(mail ?? '').filter((one) => one.kind === 'invitation')).toHaveLength(1);
    }
  });

  test('stops while nobody knows whether one was made: it is seen through if it was', async () => {
    const [made, lost] = await room.chosenPairs(2);
    const createSeries: Calendar['createSeries'] = async (order) => {
      if (order.seriesId === (await room.stored(made!.id)).series?.id) await room.outlook().createSeries(order);
      throw new Error('killed');
    };
    await expect(sendSeries(room.deps({ createSeries }))({})).rejects.toThrow('killed');
    value(await stopBooking(room.deps())(input()));
    await sendSeries(room.deps())({});
    expect((await room.stored(made!.id)).series?.state).toBe('booked');
    expect((await room.stored(lost!.id)).series).toBeUndefined();
  });
});
