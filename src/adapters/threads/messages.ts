import type { Result } from '../../domain/kernel/result.ts';
import type { InputFaults, MatchChange, MatchInput, MatchOutcome, WhatIf } from '../../domain/matching/match-types.ts';

/** What a matching thread is started with. */
export type MatchTask = { input: MatchInput; longestMs: number };

/** What it says: where it is, and in the end its answer. */
export type MatchWord =
  { kind: 'progress'; phase: string; share: number } | { kind: 'answer'; answer: Result<MatchOutcome, InputFaults> };

/** A question about an input that was solved before; without `input` the thread is taken to know it. */
export type WhatIfQuestion = {
  id: number;
  digest: string;
  change: MatchChange;
  input: MatchInput | null;
  /** One Int32, which becomes 1 when nobody waits for the answer any more. */
  givenUp: SharedArrayBuffer;
};

/** `unknown`: that input has been forgotten, or was never told; ask again with it. `stopped`: the asker gave up. */
export type WhatIfReply = { id: number; reply: 'unknown' | Result<WhatIf, InputFaults | 'stopped'> };
