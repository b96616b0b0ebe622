import type { Scope } from '../../domain/kernel/unit-of-work.ts';

/**
 * For questions whose answer spans programmes ('never paired before', 'no two meetings at once'): in a narrower scope
 * they would quietly be answered from a part of the rows. Throws unless the transaction is the system's.
 */
export function assertSeesEveryProgramme(scope: Scope, question: string): void {
  if (scope.kind !== 'system') throw new Error(`${question} looks at every programme: ask it in the system's scope`);
}
