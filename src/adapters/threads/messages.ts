import type { Result } from '../../domain/kernel/result.ts';
import type { InputFaults, MatchChange, MatchInput, MatchOutcome, WhatIf } from '../../domain/matching/match-types.ts';

/** What a matching thread is started with. */
export type MatchTask = { input: MatchInput; longestMs: number };

/** What it says: where it is, and in the end its answer. */
export type MatchWord =
  { kind: 'progress'; phase: string; share: number } | { kind: 'answer'; answer: Result<MatchOutcome, InputFaults> };

/** A question about an input that was solved before; without `input` the thread is taken to know it. */
export type WhatIfQuestion = { id: number; digest: string; change: MatchChange; input: MatchInput | null };

/** `unknown`: that input has been forgotten, or was never told; ask again with it. */
export type WhatIfReply = { id: number; reply: 'unknown' | Result<WhatIf, InputFaults | 'stopped'> };
