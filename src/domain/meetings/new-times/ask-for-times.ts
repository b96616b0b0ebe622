import type { Clock } from '../../kernel/clock.ts';
import type { NewId, OccurrenceId, PersonId } from '../../kernel/ids.ts';
import type { AuditLog } from '../../kernel/jobs.ts';
import { fault, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { AssistantStore } from './assistants.ts';
import { proposeTimesWithin, type Proposed, type ProposeStores } from './propose-times.ts';

type Stores = ProposeStores & { assistants: AssistantStore; audit: AuditLog };
type Deps = { transact: Transact<Stores>; clock: Clock; newId: NewId };

/**
 * 'Find another time', pressed by one of the two or by whoever keeps the diary of one of them. Safe to repeat.
 *
 * Faults: `no-such-meeting` (also to whoever it does not concern), `pair-ended`, `meeting-over`.
 */
export const askForTimes =
  (deps: Deps) =>
  ({ occurrenceId, by }: { occurrenceId: OccurrenceId; by: PersonId }): Promise<Result<Proposed>> =>
    deps.transact(systemScope, async (stores) => {
      const meeting = await stores.meetings.occurrence(occurrenceId);
      const pair = meeting && (await stores.pairs.get(meeting.pairId));
      if (!pair) return fault('no-such-meeting', 'There is no such meeting of yours.');
      const both = [pair.mentorId, pair.menteeId];
      const { programmeId } = pair;
      const keeps = (await stores.assistants.of(programmeId, both)).some(({ assistantId }) => assistantId === by);
      if (!both.includes(by) && !keeps) return fault('no-such-meeting', 'There is no such meeting of yours.');
      const proposed = await proposeTimesWithin(stores, { occurrenceId, because: 'asked', by }, deps);
      if (proposed.ok && keeps) {
        await stores.audit.add({ actor: by, action: 'times-asked-for-another', programmeId, subject: occurrenceId });
      }
      return proposed;
    });
