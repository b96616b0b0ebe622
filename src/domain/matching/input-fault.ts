import { fault } from '../kernel/result.ts';
import type { InputFaults } from './match-types.ts';

/**
 * The engine's faults for a coordinator. Its own words name people by id, which helps nobody here; of what comes from
 * the directory only a circle of managers can be wrong.
 */
export function inputFault(faults: InputFaults) {
  const circle = faults.some(({ table, field }) => table === 'people' && field === 'managerId');
  return circle
    ? fault(
        'circle-of-managers',
        'In the directory some people manage each other in a circle, and someone who joined is in it or below it. Ask your IT administrator to correct their managers, then run the match again.',
      )
    : fault('bad-input', 'What the people of this programme said could not be used for a match.');
}
