import { fault, ok, type Result } from '../kernel/result.ts';
import { changeScenario, objectionToOwnPair, type ChangeDeps, type PairChange } from './change-scenario.ts';
import { alreadyMeeting } from './pair-decision.ts';
import { isPair, type Scenario } from './scenario.ts';

/** Keeps these two apart in this scenario; a lock of theirs is taken back. */
export const forbidPair =
  (deps: ChangeDeps) =>
  async (input: PairChange & { reason: string | null }): Promise<Result<Scenario>> =>
    objectionToOwnPair(input.by, input) ??
    changeScenario(deps, input, async ({ scenario, stores, now }) => {
      const { programmeId, mentorId, menteeId, by } = input;
      const [mentor, mentee] = [
        await stores.enrolments.get(programmeId, mentorId),
        await stores.enrolments.get(programmeId, menteeId),
      ];
      const joined = mentor?.state === 'active' && mentor.role === 'mentor' && mentee?.state === 'active';
      if (!joined || mentee.role !== 'mentee') {
        return fault('not-joined', 'These two are not both in the programme as mentor and mentee.');
      }
      const live = await stores.pairs.inProgramme(programmeId);
      if (live.some((pair) => pair.state === 'live' && isPair(input)(pair))) return alreadyMeeting();
      const reason = input.reason?.trim() || null;
      return ok({
        locked: scenario.locked.filter((one) => !isPair(input)(one)),
        forbidden: [
          ...scenario.forbidden.filter((one) => !isPair(input)(one)),
          { mentorId, menteeId, by, at: now, reason },
        ],
      });
    });
