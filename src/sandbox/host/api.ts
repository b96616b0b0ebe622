/** What the sandbox's own API (`/_sandbox/…`) says; instants are ISO texts. */
export type Person = {
  id: string;
  name: string;
  title: string;
  department: string;
  office: string;
  mail: string;
  timeZone: string;
  roles: string[];
  /** From another organisation: no Teams and no calendar here. */
  isGuest: boolean;
};

export type SandboxState = {
  now: string;
  offsetMs: number;
  tenantId: string;
  teamsAppId: string;
  botAppId: string;
  productUrl: string;
  organisation: string;
  peopleCount: number;
  featured: Person[];
};

export type ChatMessage = {
  id: string;
  from: 'bot' | 'person';
  at: string;
  text?: string;
  attachments?: { contentType: string; content: unknown }[];
  deleted?: boolean;
  /** Why the bot never got it. */
  error?: string;
};

export type Chat = {
  person: Person;
  conversationId: string | null;
  installed: boolean;
  blocked: boolean;
  messages: ChatMessage[];
};

export type PressedAction = { type: 'Action.Execute' | 'Action.Submit'; verb?: string; data: unknown };
export type PressOutcome = { replaced: boolean; failed: boolean; message?: string };

export type AnswerProgress = { running: boolean; total: number; answered: number; failed: number; waiting?: number };

export type CalendarEvent = {
  id: string;
  subject: string;
  start: string;
  end: string;
  /** The mailbox's own. */
  timeZone: string;
  /** Where the series' rule would have put it; null when it stands there, and outside a series. */
  movedFrom: string | null;
  organizer: string;
  isCancelled: boolean;
  showAs: string;
  response: string;
  isOnlineMeeting: boolean;
  joinUrl: string | null;
  seriesMasterId: string | null;
  type: string;
  body: string;
  attendees: { name: string; address: string; response: string }[];
  /** A normal diary item; else it comes from a programme. */
  own: boolean;
};

/** What lies in an inbox: a letter somebody wrote, or a notice that Exchange makes of a meeting. */
export type Mail = {
  id: string;
  kind: 'letter' | 'invitation' | 'update' | 'cancellation' | 'response' | 'forward';
  from: string;
  at: string;
  subject: string;
  html: string;
  comment?: string;
  /** When the meeting begins; null for one that is gone. */
  start?: string | null;
};

/** A whole series; `timeZone` is the one in which its hour stays the same. */
export type CalendarSeries = { timeZone: string; meetings: CalendarEvent[] };

export type FaultPlan = {
  rate429: number;
  retryAfter: number;
  rate503: number;
  lostAnswer: number;
  latencyMs: number;
  paths?: string;
  method?: string;
};

export type ContractCounts = {
  requests: number;
  answers: number;
  violations: { at: string; where: string; errors: unknown }[];
};

/** Calls the sandbox. Throws an Error with the sandbox's own words when it refuses. */
export async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/_sandbox${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => null)) as (T & { error?: string }) | null;
  if (!response.ok || answer === null) throw new Error(answer?.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

/** A path with a query text: `/people?query=…&limit=…`. */
export function withQuery(path: string, values: Record<string, string>): string {
  return `${path}?${new URLSearchParams(values).toString()}`;
}
