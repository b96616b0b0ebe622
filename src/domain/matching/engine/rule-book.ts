import type { MatchSettings } from '../match-types.ts';
import { avoid } from '../rules/avoid.ts';
import { bothGain } from '../rules/both-gain.ts';
import { forbidden } from '../rules/forbidden.ts';
import { formerLine } from '../rules/former-line.ts';
import { minDistance } from '../rules/min-distance.ts';
import { minLevelGap } from '../rules/min-level-gap.ts';
import { pairedBefore } from '../rules/paired-before.ts';
import { reportingLine } from '../rules/reporting-line.ts';
import { sameDepartment } from '../rules/same-department.ts';
import { sameManager } from '../rules/same-manager.ts';
import { scoreFloor } from '../rules/score-floor.ts';
import { sharedLanguage } from '../rules/shared-language.ts';
import { sharedWorkingHour } from '../rules/shared-working-hour.ts';
import { worksTogether } from '../rules/works-together.ts';
import { columnsInChart } from './columns-in-chart.ts';
import type { Facing } from './roster.ts';
import type { Rule } from './rule.ts';
import type { ScoreRow } from './score.ts';

/** The rules in force, cheapest to explain first. Adding a rule: its file, its setting, a line here. */
export function rulesInForce(sides: Facing, rules: MatchSettings['rules'], scoreRow: ScoreRow): Rule[] {
  const inForce: Rule[] = [forbidden(sides), ...chartRules(sides, rules)];
  if (rules.sameDepartment) inForce.push(sameDepartment(sides));
  if (rules.minLevelGap !== null) inForce.push(minLevelGap(sides, rules.minLevelGap));
  if (rules.formerLine) inForce.push(formerLine(sides));
  if (rules.worksTogether) inForce.push(worksTogether(sides));
  if (rules.pairedBefore) inForce.push(pairedBefore(sides));
  if (rules.avoid) inForce.push(avoid(sides));
  if (rules.sharedLanguage) inForce.push(sharedLanguage(sides));
  if (rules.sharedWorkingHour) inForce.push(sharedWorkingHour(sides));
  if (rules.bothGain) inForce.push(bothGain(sides));
  if (rules.scoreFloor !== null) inForce.push(scoreFloor(sides, scoreRow, rules.scoreFloor));
  return inForce;
}

/** Those of them that the org chart decides. */
export function chartRules(sides: Facing, rules: MatchSettings['rules']): Rule[] {
  const columns = columnsInChart(sides);
  const inForce: Rule[] = [];
  if (rules.reportingLine) inForce.push(reportingLine(sides, columns));
  if (rules.sameManager) inForce.push(sameManager(sides));
  if (rules.minDistance > 0) inForce.push(minDistance(sides, columns, rules.minDistance));
  return inForce;
}
