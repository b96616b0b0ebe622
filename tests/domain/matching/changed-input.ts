import type { MatchChange, MatchInput, MentorMentee } from '../../../src/domain/matching/match-types.ts';

/** The input that a change of a session stands for: a cold run on it must come to the same answer. */
export function changedInput(input: MatchInput, change: MatchChange): MatchInput {
  switch (change.kind) {
    case 'lock':
      return { ...input, locked: [...without(input.locked, change.pair), change.pair] };
    case 'unlock':
      return { ...input, locked: without(input.locked, change.pair) };
    case 'forbid':
      return { ...input, forbidden: [...without(input.forbidden, change.pair), change.pair] };
    case 'allow':
      return { ...input, forbidden: without(input.forbidden, change.pair) };
    case 'join':
      return { ...input, enrolments: [...input.enrolments, change.enrolment] };
    case 'leave': {
      const { personId, role } = change;
      const theirs = (pair: MentorMentee) => (role === 'mentor' ? pair.mentorId : pair.menteeId) === personId;
      return {
        ...input,
        enrolments: input.enrolments.filter((one) => one.personId !== personId || one.role !== role),
        locked: input.locked.filter((pair) => !theirs(pair)),
      };
    }
  }
}

const without = (list: MentorMentee[], { mentorId, menteeId }: MentorMentee) =>
  list.filter((pair) => pair.mentorId !== mentorId || pair.menteeId !== menteeId);
