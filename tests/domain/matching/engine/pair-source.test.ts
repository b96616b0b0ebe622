import fc from 'fast-check';
import { judge, judgeRow, rulesBroken } from '../../../../src/domain/matching/engine/judge.ts';
import { pairSource } from '../../../../src/domain/matching/engine/pair-source.ts';
import { grownSource } from '../../../../src/domain/matching/engine/live/grown-source.ts';
import { facing, joined, rosterOf } from '../../../../src/domain/matching/engine/roster.ts';
import type { MatchInput, MatchRole } from '../../../../src/domain/matching/match-types.ts';
import { inputFiles } from '../input-files.ts';
import { worldOf } from '../independent-rules.ts';
import { instances } from '../instances.ts';

const role = fc.constantFrom<MatchRole>('mentor', 'mentee');
/** All rows kept, or none. */
const room = fc.constantFrom(undefined, 0);

/** Cells and counts straight from the definitions. */
function expected(input: MatchInput, mentors: string[], mentees: string[]) {
  const world = worldOf(inputFiles(input));
  const excluded: Record<string, number> = {};
  const cells = mentors.map((mentor) =>
    mentees.map((mentee) => {
      if (mentor === mentee) return 0;
      const broken = world.broken(mentor, mentee);
      for (const rule of broken) excluded[rule] = (excluded[rule] ?? 0) + 1;
      return broken.length > 0 ? 0 : world.score(mentor, mentee) + 1;
    }),
  );
  return { cells, excluded, allowed: cells.flat().filter((cell) => cell > 0).length };
}

const without0 = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

test('every cell and every count is what the definitions say, by row and by column', () => {
  fc.assert(
    fc.property(instances(8), role, room, (input, rowRole, bytes) => {
      const roster = rosterOf(input);
      const sides = facing(roster, rowRole);
      const source = pairSource(sides, input.settings, bytes);
      const ids = (of: MatchRole) => roster[`${of}s`].enrolments.map(({ personId }) => personId);
      const { cells, excluded, allowed } = expected(input, ids('mentor'), ids('mentee'));
      const byMentor = cells.map((_, mentor) =>
        Array.from(rowRole === 'mentor' ? source.row(mentor) : source.col(mentor)),
      );
      const byMentee = ids('mentee').map((_, k) => Array.from(rowRole === 'mentor' ? source.col(k) : source.row(k)));
      expect(byMentor).toEqual(cells);
      expect(byMentee).toEqual(ids('mentee').map((_, k) => cells.map((row) => row[k])));
      expect(Math.max(0, ...cells.flat())).toBeLessThanOrEqual(source.highest);
      const survey = source.survey();
      expect(survey.allowed).toBe(allowed);
      expect(without0(survey.excluded)).toEqual(excluded);
    }),
    { numRuns: 300 },
  );
});

test('the same as marking every rule, in larger organisations', () => {
  fc.assert(
    fc.property(instances(120), role, room, (input, rowRole, bytes) => {
      const sides = facing(rosterOf(input), rowRole);
      const source = pairSource(sides, input.settings, bytes);
      const judged = judge(sides, input.settings);
      const fails = new Int32Array(sides.cols.size);
      const scores = new Int32Array(sides.cols.size);
      const excluded = judged.rules.map(() => 0);
      let allowed = 0;
      for (let row = 0; row < sides.rows.size; row++) {
        judgeRow(judged, row, fails).forEach((count, k) => (excluded[k]! += count));
        judged.scoreRow(row, scores);
        const cells = scores.map((score, col) => (fails[col] === 0 ? score + 1 : 0));
        expect(Array.from(source.row(row))).toEqual(Array.from(cells));
        const col = row % Math.max(1, cells.length);
        if (cells.length > 0 && fails[col] !== -1) {
          const marked = judged.rules.filter((_, k) => (fails[col]! & (1 << k)) !== 0).map(({ name }) => name);
          expect(rulesBroken(judged, row, col)).toEqual(marked);
        }
        allowed += cells.filter((cell) => cell > 0).length;
      }
      const names = judged.rules.map(({ name }) => name);
      const byName = Object.fromEntries(names.map((name, k) => [name, excluded[k]]));
      expect(source.survey()).toEqual({ allowed, excluded: byName });
    }),
    { numRuns: 20 },
  );
});

test('with three people who joined later, it is as if they had been there from the start', () => {
  fc.assert(
    fc.property(instances(8), role, room, (input, rowRole, bytes) => {
      const newcomers = input.enrolments.slice(-3);
      const { settings } = input;
      let roster = rosterOf({ ...input, enrolments: input.enrolments.slice(0, -3) });
      let source = pairSource(facing(roster, rowRole), settings, bytes);
      for (const enrolment of newcomers) {
        const before = facing(roster, rowRole);
        roster = joined(roster, enrolment);
        source = grownSource(source, before, facing(roster, rowRole), settings, enrolment.role);
      }
      const sides = facing(roster, rowRole);
      const afresh = pairSource(sides, settings);
      expect([source.rows, source.cols]).toEqual([sides.rows.size, sides.cols.size]);
      for (let row = 0; row < source.rows; row++)
        expect(Array.from(source.row(row))).toEqual(Array.from(afresh.row(row)));
      for (let col = 0; col < source.cols; col++)
        expect(Array.from(source.col(col))).toEqual(Array.from(afresh.col(col)));
      for (let col = 0; source.cell && source.rows > 0 && col < source.cols; col++) {
        expect(source.cell(source.rows - 1, col)).toBe(afresh.row(source.rows - 1)[col]);
        expect(source.cell(0, col)).toBe(afresh.row(0)[col]);
      }
      expect(source.survey()).toEqual(afresh.survey());
      const ids = (of: MatchRole) => roster[`${of}s`].enrolments.map(({ personId }) => personId);
      const { allowed, excluded } = expected(input, ids('mentor'), ids('mentee'));
      expect(source.survey().allowed).toBe(allowed);
      expect(without0(source.survey().excluded)).toEqual(excluded);
    }),
    { numRuns: 300 },
  );
});
