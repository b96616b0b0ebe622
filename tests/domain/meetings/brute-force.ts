import { Temporal } from 'temporal-polyfill';
import type { SeriesChoice, SeriesQuestion } from '../../../src/domain/meetings/find-series.ts';
import type { Diary } from '../../../src/domain/meetings/meetings.ts';

type Answer = Omit<SeriesChoice, 'explanation'>;

/** The best hour by trying all of them, slowly, with Temporal and nothing of the search. For working hours by day. */
export function bruteForce(question: SeriesQuestion): Answer | null {
  const { timeZone, notBefore, endsOn, count, everyWeeks, minutes, diaries } = question;
  const last = Temporal.PlainDate.from(endsOn);
  let best: Answer | null = null;
  let day = Temporal.PlainDate.from(notBefore.toISOString().slice(0, 10)).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (let half = 0; half < 48; half += 1) {
      const first = day.toPlainDateTime({ hour: half >> 1, minute: (half & 1) * 30 });
      const meetings: { start: Temporal.ZonedDateTime; end: Temporal.ZonedDateTime }[] = [];
      for (let at = 0; at < count; at += 1) {
        const start = first.add({ weeks: at * everyWeeks }).toZonedDateTime(timeZone);
        const end = start.add({ minutes });
        const isPossible =
          start.epochMilliseconds >= notBefore.getTime() &&
          Temporal.PlainDate.compare(end.subtract({ milliseconds: 1 }).toPlainDate(), last) <= 0 &&
          diaries.every((diary) => atWork(diary, timeZone, start, end));
        if (!isPossible) break;
        meetings.push({ start, end });
      }
      if (meetings.length < count) continue;
      const judged = meetings.map(({ start, end }, at) => ({
        position: at + 1,
        startsAt: new Date(start.epochMilliseconds),
        endsAt: new Date(end.epochMilliseconds),
        diary: verdict(question, start.epochMilliseconds, end.epochMilliseconds),
      }));
      const free = judged.filter((meeting) => meeting.diary === 'free').length;
      if (free > (best?.free ?? 0)) {
        best = { firstStart: first.toString({ smallestUnit: 'second' }), meetings: judged, free };
      }
    }
  }
  return best;
}

function atWork(diary: Diary, fallback: string, start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): boolean {
  const [from, to] = [start, end].map((moment) => moment.withTimeZone(diary.timeZone ?? fallback));
  const time = (moment: Temporal.ZonedDateTime) => moment.toPlainTime().toString({ smallestUnit: 'minute' });
  return (
    from!.toPlainDate().equals(to!.toPlainDate()) &&
    diary.workDays.includes(from!.dayOfWeek) &&
    time(from!) >= diary.worksFrom! &&
    time(to!) <= diary.worksTo!
  );
}

function verdict({ diaries, taken }: SeriesQuestion, from: number, to: number): 'free' | 'clash' | 'unknown' {
  const meets = (entry: { from: Date; to: Date }) =>
    entry.from < entry.to && entry.from.getTime() < to && entry.to.getTime() > from;
  const statuses = diaries.flatMap((diary) => diary.busy.filter(meets).map((entry) => entry.status));
  if (taken.some(meets) || statuses.some((status) => ['busy', 'oof', 'tentative'].includes(status))) return 'clash';
  return statuses.includes('unknown') ? 'unknown' : 'free';
}
