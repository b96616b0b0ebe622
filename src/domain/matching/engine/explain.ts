import type { MatchSettings, MatchedPair, Unmatched } from '../match-types.ts';
import { levelGap } from '../rules/min-level-gap.ts';
import { distance } from './chart.ts';
import { judgeRow, type Judge } from './judge.ts';
import type { Facing } from './roster.ts';
import { levelKind } from './side.ts';
import { wishedFor, zoneNotKnown } from '../reason-words.ts';
import { pairTerms } from './score.ts';

/** Everything that is said of one pair. */
export function explainPair(
  sides: Facing,
  row: number,
  col: number,
  settings: MatchSettings,
): Omit<MatchedPair, 'locked' | 'lockReason'> {
  const { rows, cols, rowsAreMentors, roster } = sides;
  const { terms, menteeFinds, mentorFinds } = pairTerms(sides, row, col, settings.weights);
  const steps = distance(roster.chart, rows.person[row]!, cols.person[col]!);
  const [mentor, mentee] = rowsAreMentors
    ? [rows.enrolments[row]!, cols.enrolments[col]!]
    : [cols.enrolments[col]!, rows.enrolments[row]!];
  const isZoneKnown = rows.offset[row] !== 0 && cols.offset[col] !== 0;
  const found: [number, string][] = [
    [terms.menteeWants, `the mentor offers what the mentee wants: ${menteeFinds.join(', ')}`],
    [terms.mentorWants, `the mentee offers what the mentor wants: ${mentorFinds.join(', ')}`],
    [terms.area, 'the same area'],
    [terms.differentDepartment, 'different departments'],
    [terms.sameLocation, 'the same site'],
    [terms.timeZone, isZoneKnown ? 'close in time zone' : zoneNotKnown],
    [terms.wish, wishedFor],
  ];
  return {
    mentorId: mentor.personId,
    menteeId: mentee.personId,
    score: Object.values(terms).reduce((a, b) => a + b, 0),
    distance: steps === Infinity ? null : steps,
    levelGap: levelGap(sides, row, col),
    terms,
    reasons: found
      .filter(([value]) => value > 0)
      .map(([value, words]) => `${words} (${value})`)
      .join('; '),
  };
}

/** What one person, as the row, sees of the opposite role. */
export type View = Pick<Unmatched, 'candidates' | 'blockedBy' | 'reason'>;

export function viewOf(judge: Judge, row: number, settings: MatchSettings): View {
  const { sides, rules } = judge;
  const { rows, cols } = sides;
  const fails = new Int32Array(cols.size);
  const counts = judgeRow(judge, row, fails);
  const candidates = fails.reduce((count, mask) => (mask === 0 ? count + 1 : count), 0);
  const others = cols.size - (sides.colOf[rows.person[row]!]! >= 0 ? 1 : 0);
  const withoutLevel = settings.rules.minLevelGap !== null && rows.levelKind[row] === levelKind.none;
  const blockedBy = Object.fromEntries(
    rules.map(({ name }, k) => [name, counts[k]!] as const).filter(([, count]) => count !== 0),
  );
  const reason =
    others === 0
      ? 'not_enrolled_opposite'
      : withoutLevel
        ? 'no_level'
        : candidates === 0
          ? 'no_candidate'
          : 'outnumbered';
  return { candidates, blockedBy, reason };
}
