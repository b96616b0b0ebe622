import type { Result } from '../kernel/result.ts';
import type { InputFaults, MatchChange, MatchInput, MentorMentee } from './match-types.ts';

/** What the matcher would be asked after a change. Faulty: what should be taken away isn't there. */
export function changedInput(next: MatchInput, change: MatchChange): Result<MatchInput, InputFaults> {
  const { enrolments, locked, forbidden } = next;
  if (change.kind === 'join') return ok({ ...next, enrolments: [...enrolments, change.enrolment] });
  if (change.kind === 'leave') {
    const { personId, role } = change;
    const stays = enrolments.filter((enrolment) => enrolment.personId !== personId || enrolment.role !== role);
    if (stays.length === enrolments.length) return none(`"${personId}" is not enrolled as ${role}`);
    const ofThem = (pair: MentorMentee) => (role === 'mentor' ? pair.mentorId : pair.menteeId) === personId;
    return ok({ ...next, enrolments: stays, locked: locked.filter((pair) => !ofThem(pair)) });
  }
  const { pair } = change;
  const without = (list: MentorMentee[]) => list.filter((other) => !isSame(other, pair));
  if (change.kind === 'lock') return ok({ ...next, locked: [...without(locked), pair] });
  if (change.kind === 'forbid') return ok({ ...next, forbidden: [...without(forbidden), pair] });
  const list = change.kind === 'unlock' ? locked : forbidden;
  const shorter = without(list);
  if (shorter.length === list.length) {
    const word = change.kind === 'unlock' ? 'locked' : 'forbidden';
    return none(`the pair "${pair.mentorId}", "${pair.menteeId}" is not ${word}`);
  }
  return ok(change.kind === 'unlock' ? { ...next, locked: shorter } : { ...next, forbidden: shorter });
}

const isSame = (a: MentorMentee, b: MentorMentee): boolean => a.mentorId === b.mentorId && a.menteeId === b.menteeId;
const ok = (value: MatchInput): Result<MatchInput, InputFaults> => ({ ok: true, value });
const none = (message: string): Result<MatchInput, InputFaults> => ({
  ok: false,
  fault: [{ table: 'settings', row: null, field: 'change', message }],
});
