import type { Context } from '@microsoft/microsoft-graph-client';

/** One call to Graph. */
export type GraphCall = {
  /** What it does, in our words ('read a page of the directory'): for messages and counts, without personal data. */
  operation: string;
  /** Below /v1.0, every value encoded (see `path`), or a link that Graph gave. */
  path: string;
  /** With a body the call is a POST, else a GET. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Calls of one lane share a limit; `directory` unless told. */
  lane?: string;
  /** May be sent again when nobody knows whether it arrived. A GET may; a POST only when it carries its own key. */
  repeatable?: boolean;
};

/** A call on its way through the middlewares. */
export type CallContext = Context & {
  call: GraphCall;
  options: { method: string; headers: Record<string, string>; body?: string };
};
