import type { RunPhase, RunProgress } from './scenario.ts';

/** How far a run has come when each of these begins; the engine has what is left of the way. */
const startOf = { hours: 0, reading: 0.05, engine: 0.1 };

export type RunWatch = {
  /** A phase of the run before the engine. */
  phase(phase: 'hours' | 'reading'): Promise<void>;
  /** The engine's own words: the name of its phase, and its share of the way. */
  engine: (phase: string, share: number) => void;
  /** Aborted once the run is no longer this attempt's to go on with. */
  signal: AbortSignal;
  /** Once the word under way is said. */
  settled(): Promise<void>;
};

/** Passes on how far a run is. `tell` answers whether to go on; one that fails is left, since the next will say. */
export function watchRun(tell: (progress: RunProgress) => Promise<boolean>): RunWatch {
  const leaving = new AbortController();
  let busy = false;
  let told = Promise.resolve();
  const say = (progress: RunProgress): Promise<void> => {
    if (busy) return told;
    busy = true;
    told = tell(progress)
      .then((goOn) => {
        if (!goOn) leaving.abort();
      })
      .catch(() => undefined)
      .finally(() => (busy = false));
    return told;
  };
  return {
    phase: (phase) => say({ phase, share: startOf[phase] }),
    engine(name, share) {
      const ofEngine = Math.min(1, Math.max(0, share));
      void say({ phase: phaseOf(name), share: startOf.engine + (1 - startOf.engine) * ofEngine });
    },
    signal: leaving.signal,
    settled: () => told,
  };
}

/** What the engine does between preparing and explaining is one thing to whoever waits. */
const phaseOf = (name: string): RunPhase =>
  name === 'checks' || name === 'preparation'
    ? name
    : name === 'explanations' || name === 'report'
      ? 'explanations'
      : 'matching';
