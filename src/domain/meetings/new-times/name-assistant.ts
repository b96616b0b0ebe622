import type { Clock } from '../../kernel/clock.ts';
import type { PersonId, ProgrammeId } from '../../kernel/ids.ts';
import type { AuditLog, JobQueue } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { PairStore } from '../../matching/ports.ts';
import type { Directory } from '../../people/ports.ts';
import type { AssistantStore } from './assistants.ts';

type Stores = { assistants: AssistantStore; pairs: PairStore; jobs: JobQueue; audit: AuditLog };
type Deps = { transact: Transact<Stores>; directory: Directory; clock: Clock };

/**
 * Lets a colleague answer for one's diary in one programme, in place of the one before; null: nobody. From then on that
 * colleague sees the times of these meetings, and is invited to them as an optional attendee.
 *
 * Faults: `no-such-colleague`, `not-yourself`, `not-your-partner`.
 */
export const nameAssistant =
  ({ transact, directory, clock }: Deps) =>
  async (input: {
    programmeId: ProgrammeId;
    personId: PersonId;
    assistantId: PersonId | null;
  }): Promise<Result<null>> => {
    const { programmeId, personId, assistantId } = input;
    if (assistantId === personId) return fault('not-yourself', 'You keep your own diary already.', 'assistantId');
    if (assistantId !== null) {
      const [found] = await directory.look([assistantId]);
      if (!found || found.isGuest) {
        return fault('no-such-colleague', 'There is no such colleague in the organisation.', 'assistantId');
      }
    }
    return transact(systemScope, async ({ assistants, pairs, jobs, audit }) => {
      const partners = (await pairs.liveOfPerson(personId)).flatMap((pair) => [pair.mentorId, pair.menteeId]);
      if (assistantId !== null && partners.includes(assistantId)) {
        return fault('not-your-partner', 'Your partner can’t answer for you too.', 'assistantId');
      }
      const formerId = (await assistants.get(programmeId, personId))?.assistantId ?? null;
      if (formerId === assistantId) return ok(null);
      if (assistantId === null) await assistants.remove(programmeId, personId);
      else await assistants.save({ programmeId, personId, assistantId, namedAt: clock.now() });
      await jobs.enqueue({ name: 'invite-assistant', data: { programmeId, personId, formerId } });
      const action = assistantId === null ? 'assistant-removed' : 'assistant-named';
      await audit.add({ actor: personId, action, programmeId, subject: personId, detail: { assistantId } });
      return ok(null);
    });
  };
