import { createPlacer } from '../../src/adapters/threads/placer.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { exchangeLimits } from '../../src/domain/meetings/booking/mail-budget.ts';
import { planSeries, type SeriesPlacer } from '../../src/domain/meetings/booking/plan-series.ts';
import { sendSeries } from '../../src/domain/meetings/booking/send-series.ts';
import { calendarOf } from '../../src/sandbox/calendar/calendar.ts';
import { mailbox } from '../support/graph-sandbox.ts';
import { value } from '../support/value.ts';
import { openBooking } from '../domain/meetings/booking/booking-harness.ts';

const MINUTE_MS = 60_000;
const mailboxes = [mailbox, 'mentoring2@contoso.example'];

/**
 * A round of pairs, of whom a third share a senior, booked from two mailboxes while answers are lost and calls
 * throttled. Throws when somebody is booked or written to twice, when Exchange would have refused to send, when a pair
 * needs more than three requests, or when less than nine tenths of what the mailboxes may send is used.
 */
export async function bookingScene({ pairs }: { pairs: number }): Promise<string> {
  const room = await openBooking({ people: 4 * pairs + 400, mailboxes });
  const placer = createPlacer();
  try {
    await room.addProgramme();
    const people = room.staff(2 * pairs).map((one) => one.id);
    // Every third pair has the senior of the pair before.
    const seats = people.map((id, at) => (at % 6 === 5 ? people[at - 2]! : id));
    await room.addPairs(seats);
    const { programme, sandbox, database } = room;
    let searched = 0;
    const timed: SeriesPlacer = {
      async place(question) {
        const from = performance.now();
        const answer = await placer.place(question);
        searched = (performance.now() - from) / 1000;
        return answer;
      },
    };
    const deps = { ...room.deps(), placer: timed };
    const started = performance.now();
    const plan = value(await planSeries(deps)({ programmeId: programme().id }));
    const planned = (performance.now() - started) / 1000;

    const before = sandbox.requests.length;
    const from = sandbox.clock.now().getTime();
    sandbox.world.faults.change({ lostAnswer: 0.05, rate429: 0.02, retryAfter: 1 });
    while ((await database.transact(systemScope, ({ sends }) => sends.waiting())).length > 0) {
      await sendSeries(deps)({}).catch(() => null);
      sandbox.world.clock.advance(500);
    }
    room.clearFaults();
    const requests = sandbox.requests.length - before;
    const { series, occurrences } = await database.transact(systemScope, async ({ meetings }) => {
      const found = await meetings.seriesInProgramme(programme().id);
      return { series: found, occurrences: await meetings.occurrencesOfSeries(found.map((one) => one.id)) };
    });
    const booked = series.filter((one) => one.state === 'booked').length;
    const moved = occurrences.filter((one) => one.startsAt.getTime() !== one.regularStart.getTime()).length;
    const sent = room.sentAt().filter((at) => at >= from);
    const minutes = (sent.at(-1)! - from) / MINUTE_MS;
    const pace = sent.length / mailboxes.length / exchangeLimits.messagesAMinute / minutes;
    const { sending, mails } = calendarOf(sandbox.world);
    const refused = mailboxes.map((one) => sending.state(one, sandbox.clock.now().getTime()).refused);
    const atOnce = sandbox.world.throttle.mostAtOnce();
    const twice = mails.counts(null).filter((one) => one.invitation > 1 || one.update > 1).length;
    const figures = [
      `${pairs} pairs: ${plan.chosen} with hours, ${plan.withoutHour} without, ${plan.left} left; planned in ${planned.toFixed(1)} s, of which ${searched.toFixed(1)} s the search`,
      `${booked} series booked, ${moved} meetings moved, ${await overlaps(room)} double bookings`,
      `${requests} requests beside free/busy, repetitions included: ${(requests / booked).toFixed(2)} a pair`,
      `${sent.length} messages in ${minutes.toFixed(1)} minutes from two mailboxes: ${(100 * pace).toFixed(0)} % of the mailboxes' even pace`,
      `refused by Exchange's limits: ${refused.join(' and ')}; written to twice: ${twice}; at most ${atOnce} calls at once for one mailbox`,
    ].join('\n');
    const isWell = booked === plan.chosen && requests <= 3 * booked && pace >= 0.9;
    if (!isWell || atOnce > 4 || twice > 0 || Math.max(...refused) > 0 || (await overlaps(room)) > 0)
      throw new Error(figures);
    return figures;
  } finally {
    await placer.close();
    await room.close();
  }
}

/** Hours of one person that overlap. */
async function overlaps({ database, programme }: Awaited<ReturnType<typeof openBooking>>): Promise<number> {
  const hours = await database.transact(systemScope, async ({ pairs, meetings }) => {
    const all = await pairs.inProgramme(programme().id);
    return meetings.hoursOfPeople([...new Set(all.flatMap((one) => [one.mentorId, one.menteeId]))], new Date(0));
  });
  const each = Map.groupBy(hours, (hour) => hour.personId);
  return [...each.values()].flatMap((own) => own.filter((hour, at) => at > 0 && own[at - 1]!.to > hour.from)).length;
}
