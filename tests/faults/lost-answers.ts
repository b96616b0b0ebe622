import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { isMoved } from '../../src/domain/meetings/booking/book-series.ts';
import { planSeries } from '../../src/domain/meetings/booking/plan-series.ts';
import { sendSeries } from '../../src/domain/meetings/booking/send-series.ts';
import { calendarOf } from '../../src/sandbox/calendar/calendar.ts';
import { mailbox } from '../support/graph-sandbox.ts';
import { value } from '../support/value.ts';
import { DAY, openBooking } from '../domain/meetings/booking/booking-harness.ts';

/**
 * R2, R3, R21: pairs are booked while the answer of every fifth call is lost, by two runs at once; for the second half
 * Outlook has forgotten every transactionId before it is asked again, and days go by. Throws when a pair has no series or
 * two, or when somebody got more mails than one for the series and one for each moved meeting.
 */
export async function lostAnswersScene({ pairs }: { pairs: number }): Promise<string> {
  const room = await openBooking({ people: 6 * pairs + 400 });
  const { sandbox } = room;
  const outlook = calendarOf(sandbox.world);
  const lines: string[] = [];
  try {
    for (const isForgotten of [false, true]) {
      const programme = await room.addProgramme();
      const people = room.staff(pairs);
      await room.addPairs(people.map(({ id }) => id));
      value(await planSeries(room.deps())({ programmeId: programme.id }));
      const before = sandbox.requests.length;
      sandbox.world.faults.change({ lostAnswer: 0.2 });
      outlook.faults.set({ transactionLifetimeMs: isForgotten ? 1000 : null });
      let failures = 0;
      while ((await waiting(room)) > 0) {
        const runs = [sendSeries(room.deps())({}), sendSeries(room.deps())({})];
        for (const run of await Promise.allSettled(runs)) failures += Number(run.status === 'rejected');
        sandbox.world.clock.advance(isForgotten ? DAY : 500);
      }
      room.clearFaults();
      lines.push(await figures(room, people, { bar: isForgotten ? 'R3' : 'R2', failures, before }));
    }
    return lines.join('\n');
  } finally {
    await room.close();
  }
}

type Room = Awaited<ReturnType<typeof openBooking>>;

const waiting = async ({ database }: Room): Promise<number> =>
  (await database.transact(systemScope, ({ sends }) => sends.waiting())).length;

async function figures(
  room: Room,
  people: ReturnType<Room['staff']>,
  { bar, failures, before }: { bar: string; failures: number; before: number },
): Promise<string> {
  const { series, occurrences } = await room.database.transact(systemScope, async ({ meetings }) => {
    const found = await meetings.seriesInProgramme(room.programme().id);
    return { series: found, occurrences: await meetings.occurrencesOfSeries(found.map((one) => one.id)) };
  });
  const booked = series.filter(({ state }) => state === 'booked');
  const moves = new Map(
    booked.map(({ id }) => [id, occurrences.filter((o) => o.seriesId === id && isMoved(o)).length]),
  );
  const inOutlook = people.map(({ mail }) => room.seriesIn(mailbox, mail).length);
  const twice = inOutlook.filter((count) => count > 1).length;
  const { mails } = calendarOf(room.sandbox.world);
  const received = people.flatMap(({ mail }) => mails.latest(mail.toLowerCase(), 50));
  const expected = 2 * booked.reduce((sum, { id }) => sum + 1 + moves.get(id)!, 0);
  const most = Math.max(...people.map(({ mail }) => mails.latest(mail.toLowerCase(), 50).length));
  const requests = room.sandbox.requests.slice(before);
  const lost = requests.filter(({ attempt, operation }) => attempt > 1 || operation === 'find a series').length;
  const line =
    `${bar}: ${series.length} pairs, ${booked.length} booked, ${twice} with a second series; ` +
    `${requests.length} requests, ${lost} of them after a lost answer; ${failures} runs failed and came again.\n` +
    `R21: ${received.length} mails to ${2 * booked.length} people (${expected} expected), ${most} at most for one person and series.`;
  const isWell = booked.length > 0 && lost > 0 && twice === 0 && inOutlook.filter(Boolean).length === 2 * booked.length;
  if (!isWell || received.length !== expected || most > 2) throw new Error(line);
  return line;
}
