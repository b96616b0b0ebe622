import pg from 'pg';
import type { Scenario } from '../../../src/domain/matching/scenario.ts';
import { closeEnrolment } from '../../../src/domain/programme/move-programme.ts';
import { value, type thinLine } from '../../support/thin-line.ts';

export type Line = Awaited<ReturnType<typeof thinLine>>;

/** A programme that these people have joined and that is ready to be matched. */
export async function readyWith(line: Line, mentors: string[], mentees: string[]): Promise<string> {
  const everyone = [
    ...mentors.map((personId) => ({ personId, role: 'mentor' as const })),
    ...mentees.map((personId) => ({ personId, role: 'mentee' as const })),
  ];
  const programmeId = await line.openWith(everyone);
  for (const { personId, role } of everyone) await line.join(programmeId, personId, role);
  value(await closeEnrolment(line.deps)({ programmeId, by: line.coordinator }));
  return programmeId;
}

/** What a change of this scenario says of it, by the coordinator who has just seen it. */
export const seen = (line: Line, { id, programmeId, version }: Scenario) => ({
  programmeId,
  scenarioId: id,
  version,
  by: line.coordinator,
});

export const faultOf = (result: { ok: boolean; fault?: { code: string } }): string => result.fault?.code ?? 'no fault';

/** The audit log's rows about one action, the oldest first. */
export async function audited(line: Line, action: string): Promise<{ actor: string; detail: object }[]> {
  const owner = new pg.Client({ connectionString: line.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ actor: string; detail: object }>(
    'select actor, detail from audit where action = $1 order by id',
    [action],
  );
  await owner.end();
  return rows;
}
