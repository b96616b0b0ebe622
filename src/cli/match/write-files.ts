import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '../../adapters/csv/write-csv.ts';
import type { MatchOutcome } from '../../domain/matching/match-types.ts';

const text = (value: number | null): string => (value === null ? '' : String(value));

/** What each file of the output holds. Only `seconds` and `inputs` of report.json depend on more than input and seed. */
export function outputFiles(
  { pairs, unmatched, bottlenecks, report, certificate }: MatchOutcome,
  inputs: Record<string, string>,
  seconds: Record<string, number>,
): Record<string, string> {
  return {
    'pairs.csv': writeCsv(
      ['mentor_id', 'mentee_id', 'score', 'distance', 'level_gap', 'reasons', 'locked'],
      pairs.map((pair) => ({
        mentor_id: pair.mentorId,
        mentee_id: pair.menteeId,
        score: text(pair.score),
        distance: text(pair.distance),
        level_gap: text(pair.levelGap),
        reasons: pair.reasons,
        locked: String(pair.locked),
      })),
    ),
    'unmatched.csv': writeCsv(
      ['person_id', 'role', 'reason', 'candidates', 'blocked_by', 'relaxation'],
      unmatched.map(({ personId, role, reason, candidates, blockedBy, relaxation }) => ({
        person_id: personId,
        role,
        reason,
        candidates: text(candidates),
        blocked_by: Object.entries(blockedBy)
          .map(([rule, count]) => `${rule}:${count}`)
          .join(';'),
        relaxation: relaxation ? `${relaxation.setting}=${relaxation.value}` : '',
      })),
    ),
    'certificate.json': `${JSON.stringify(certificate, null, 1)}\n`,
    'report.json': `${JSON.stringify({ ...report, bottlenecks, seconds, inputs }, null, 2)}\n`,
  };
}

/** Writes all files or none: first under other names, then renamed, the report last. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(files);
  const unfinished = (name: string) => join(folder, `.${name}.${process.pid}.tmp`);
  try {
    for (const name of names) writeFileSync(unfinished(name), files[name]!);
    for (const name of names) renameSync(unfinished(name), join(folder, name));
  } finally {
    for (const name of names) rmSync(unfinished(name), { force: true });
  }
}
