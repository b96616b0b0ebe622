/**
 * How good and how fast the search for all series together is: node tests/bench/meetings/main.ts [pairs]
 * 500 pairs of each of three real charts, six zones, diaries like those of real people; the same diaries are given to
 * the two searches that other programmes use. Every answer is checked by code that shares nothing with the search.
 * Prints Markdown tables. Times are processor time of the search alone, diaries in memory.
 */
import { placeSeries } from '../../../src/domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../../src/domain/meetings/search/placement.ts';
import { charts } from '../../domain/matching/chart-programmes.ts';
import { inSeconds, machine, table, whole } from '../matching/table.ts';
import { takenOf } from './fuller-diary.ts';
import { questionFrom } from './programme.ts';
import { createJudge, firstCommonSlot, overlap, weeklyPattern, type Answer, type Meeting } from './simple-searches.ts';

const pairCount = Number(process.argv[2] ?? 500);
if (!Number.isInteger(pairCount) || pairCount < 1) {
  console.error(`pairs: a whole number, not ${process.argv[2]}`);
  process.exit(2);
}

const rows: string[][] = [];
const details: string[][] = [];
for (const chart of charts) {
  const question = questionFrom(chart, pairCount);
  const name = chart.replace('.csv', '');
  const begun = process.cpuUsage();
  const placements = placeSeries(question);
  const { user, system } = process.cpuUsage(begun);
  const series = placements.map(({ found }) => (found.ok ? found.value : null));
  const together = series.map((one) => (one?.meetings ?? []).map(toMeeting));
  const moved = series.flatMap((one) => one?.meetings ?? []).filter((one) => +one.startsAt !== +one.regularStart);
  const judge = createJudge(question);
  placements.forEach(({ found }, at) => {
    const { mentorId, menteeId } = question.pairs[at]!;
    for (const one of found.ok ? found.value.meetings : []) {
      const isFree = judge(mentorId, toMeeting(one)) && judge(menteeId, toMeeting(one));
      if (isFree !== (one.diary === 'free')) throw new Error(`${name}: a meeting is not marked as what it is`);
    }
  });
  rows.push(
    [name, 'first common hour', ...figures(question, firstCommonSlot(question)), '0'],
    [name, 'best hour of the week', ...figures(question, weeklyPattern(question)), '0'],
    [name, 'whole series, all pairs', ...figures(question, together), whole(moved.length)],
  );
  const most = new Map<string, number>();
  for (const { menteeId } of question.pairs) most.set(menteeId, (most.get(menteeId) ?? 0) + 1);
  details.push([
    name,
    `${whole(pairCount)} of ${whole(question.people.length)} people`,
    `${busyShare(question, most)} %`,
    String([...most.values()].filter((count) => count > 1).length),
    whole(placements.filter(({ proven }) => proven).length),
    whole(series.reduce((sum, one) => sum + (one?.cost.secondOnDay ?? 0), 0)),
    inSeconds((user + system) / 1e6),
  ]);
}
console.log(`Measured on ${machine()}.\n`);
const columns = ['chart', 'search', 'series', 'meetings free for both', 'not free', 'double bookings', 'moved'];
console.log(table(columns, rows));
console.log();
console.log(
  table(['chart', 'pairs', 'seniors taken', 'with several mentors', 'proven', 'second on a day', 'search'], details),
);

function toMeeting({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Meeting {
  return { from: startsAt.getTime(), to: endsAt.getTime() };
}

function figures(question: PlacementQuestion, answer: Answer): string[] {
  const judge = createJudge(question);
  const all = question.pairs.length * question.count;
  const own = new Map<string, Meeting[]>();
  let free = 0;
  let doubled = 0;
  question.pairs.forEach(({ mentorId, menteeId }, at) => {
    for (const meeting of answer[at]!) {
      const isDouble = [mentorId, menteeId].some((id) => own.get(id)?.some((other) => overlap(other, meeting)));
      if (isDouble) doubled += 1;
      else if (judge(mentorId, meeting) && judge(menteeId, meeting)) free += 1;
    }
    for (const id of [mentorId, menteeId]) own.set(id, [...(own.get(id) ?? []), ...answer[at]!]);
  });
  const placed = answer.filter((series) => series.length > 0).length;
  return [
    whole(placed),
    `${whole(free)} of ${whole(all)} (${((100 * free) / all).toFixed(1)} %)`,
    whole(all - free),
    String(doubled),
  ];
}

/** Of the seniors' working hours, how much is taken: least and most, without the twentieth at either end. */
function busyShare({ people, notBefore, endsOn }: PlacementQuestion, seniors: Map<string, number>): string {
  const weeks = (Date.parse(endsOn) - notBefore.getTime()) / (7 * 86_400_000);
  const shares = people
    .filter(({ id }) => seniors.has(id))
    .map(({ diary }) => Math.round((100 * takenOf(diary.busy)) / 3_600_000 / (weeks * 42.5)))
    .sort((a, b) => a - b);
  return `${shares[Math.floor(shares.length * 0.05)]}–${shares[Math.floor(shares.length * 0.95)]}`;
}
