import fc from 'fast-check';

/** INSTANCES=100000: the long run, outside the normal suite. */
export const instancesWanted = Number(process.env['INSTANCES'] ?? 100);
export const longRun = process.env['INSTANCES'] !== undefined;

/** Always the same instances, unless SEED says otherwise; `share` of those wanted. */
export const runs = (share: number): { numRuns: number; seed: number } => ({
  numRuns: Math.max(1, Math.ceil(instancesWanted * share)),
  seed: Number(process.env['SEED'] ?? 20261122),
});

/** Checks a promise for every instance drawn; a failure is shrunk to the smallest instance that still shows it. */
export function forAll<T>(drawn: fc.Arbitrary<T>, share: number, promise: (instance: T) => void): void {
  fc.assert(fc.property(drawn, promise), runs(share));
}
