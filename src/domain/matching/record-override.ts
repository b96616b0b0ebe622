import type { PersonId, ProgrammeId, ScenarioId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { toldRules, type Lock } from './scenario.ts';

type Override = { programmeId: ProgrammeId; scenarioId: ScenarioId; by: PersonId; copiedFrom?: ScenarioId };

/** Writes down who set rules aside for a pair, in which scenario, which rules, and why. */
export const recordOverride = (
  audit: AuditLog,
  { programmeId, scenarioId, by, copiedFrom }: Override,
  { mentorId, menteeId, overrides, reason }: Pick<Lock, 'mentorId' | 'menteeId' | 'overrides' | 'reason'>,
): Promise<void> =>
  audit.add({
    actor: by,
    action: 'rule-overridden',
    programmeId,
    subject: scenarioId,
    detail: {
      mentor: mentorId,
      mentee: menteeId,
      rules: toldRules(overrides).join(', '),
      reason,
      ...(copiedFrom !== undefined && { copiedFrom }),
    },
  });
