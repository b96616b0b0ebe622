import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { EnrolmentStore, ProgrammeStore } from './ports.ts';
import type { Programme, ProgrammeState } from './programme.ts';

type Deps = { transact: Transact<{ programmes: ProgrammeStore; enrolments: EnrolmentStore; audit: AuditLog }> };
type Input = { programmeId: ProgrammeId; by: PersonId };

/** draft → enrolling; also back from matching, as long as nothing is published. */
export const openProgramme = (deps: Deps) => (input: Input) =>
  move(deps, input, ['draft', 'matching'], 'enrolling', async () => null);

/** enrolling → matching, once both sides have someone. */
export const closeEnrolment = (deps: Deps) => (input: Input) =>
  move(deps, input, ['enrolling'], 'matching', async (enrolments) => {
    const active = (await enrolments.inProgramme(input.programmeId)).filter((e) => e.state === 'active');
    for (const role of ['mentor', 'mentee'] as const) {
      if (!active.some((e) => e.role === role)) {
        return `Nobody has joined as a ${role} yet, so there is nothing to match.`;
      }
    }
    return null;
  });

async function move(
  deps: Deps,
  input: Input,
  from: ProgrammeState[],
  to: ProgrammeState,
  objection: (enrolments: EnrolmentStore) => Promise<string | null>,
): Promise<Result<Programme>> {
  return deps.transact({ kind: 'programme', programmeId: input.programmeId }, async (stores) => {
    const programme = await stores.programmes.getForUpdate(input.programmeId);
    if (!programme) return fault('no-such-programme', 'There is no such programme.');
    if (programme.state === to) return ok(programme);
    if (!from.includes(programme.state)) {
      return fault('wrong-state', `This programme is ${programme.state}, so it can't become ${to}.`);
    }
    const why = await objection(stores.enrolments);
    if (why !== null) return fault('not-ready', why);
    await stores.programmes.setState(programme.id, to);
    await stores.audit.add({ actor: input.by, action: `programme-${to}`, programmeId: programme.id });
    return ok({ ...programme, state: to });
  });
}
