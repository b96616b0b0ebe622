import type { Context } from '@microsoft/microsoft-graph-client';

/** One call to Graph. */
export type GraphCall = {
  /** What it does, in our words ('read a page of the directory'): for messages and counts, without personal data. */
  operation: string;
  /** Below /v1.0, every value encoded (see `path`), or a link that Graph gave. */
  path: string;
  /** Without it a call with a body is a POST, one without a GET. */
  method?: 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  /** Calls of one lane share a limit; `directory` unless told. */
  lane?: string;
  /** May be sent again when nobody knows whether it arrived. A GET may; a write only when the second does nothing more. */
  repeatable?: boolean;
};

/** A call on its way through the middlewares. */
export type CallContext = Context & {
  call: GraphCall;
  options: { method: string; headers: Record<string, string>; body?: string };
};
