import type { Result } from '../../src/domain/kernel/result.ts';

/** Fails the test with the fault's own words. */
export function value<T>(result: Result<T, { code: string; message: string }>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`);
  return result.value;
}
