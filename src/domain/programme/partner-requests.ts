import type { PersonId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { PartnerRequests } from './programme.ts';

export type NamedPeople = Pick<PartnerRequests, 'avoid' | 'wishes'>;

/** Wishes beyond these would count for nothing (see the score's definition). */
const MOST_WISHES = 3;
const MOST_TO_AVOID = 20;

/**
 * What somebody asks of the matcher, each person named once. No fault names anybody: faults are shown, and may be read
 * over a shoulder.
 */
export function checkRequests(named: NamedPeople, author: PersonId): Result<NamedPeople> {
  const avoid = [...new Set(named.avoid)];
  const wishes = [...new Set(named.wishes)];
  if ([...avoid, ...wishes].includes(author)) {
    return fault('named-themselves', 'You can’t name yourself.', 'requests');
  }
  if (wishes.length > MOST_WISHES) {
    return fault('too-many-named', `You can name ${MOST_WISHES} people you would like at most.`, 'requests.wishes');
  }
  if (avoid.length > MOST_TO_AVOID) {
    return fault(
      'too-many-named',
      `You can name ${MOST_TO_AVOID} people you would rather not be paired with at most. If there are more, please talk to whoever runs the programme.`,
      'requests.avoid',
    );
  }
  if (wishes.some((id) => avoid.includes(id))) {
    return fault('wished-and-avoided', 'Someone is among those you would like and those you would not.', 'requests');
  }
  return ok({ avoid, wishes });
}
