import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

export const MAILBOX = 'mentoring@contoso.example';
export const OWN_PROPERTY = 'String {1c1b5a1c-3a4f-4f38-9a6d-1d9ee3b3a111} Name CounterpartSeries';

/** An event as JSON; tests look at what they need. */
export type EventJson = {
  id: string;
  type: string;
  subject: string;
  start: { dateTime: string; timeZone: string };
  end: { dateTime: string; timeZone: string };
  originalStart: string | null;
  isCancelled: boolean;
  showAs: string;
  seriesMasterId: string | null;
  iCalUId: string;
  isOnlineMeeting: boolean;
  onlineMeetingProvider: string;
  onlineMeeting: { joinUrl: string } | null;
  attendees: { status: { response: string }; emailAddress: { address: string }; proposedNewTime?: unknown }[];
  singleValueExtendedProperties?: { id: string; value: string }[];
  cancelledOccurrences?: string[];
  '@odata.etag': string;
};
export type ErrorJson = { error: { code: string; message: string; '@event.existingEventId'?: string } };
export type Answer<T> = { status: number; headers: Headers; body: T };

export type CalendarHarness = {
  sandbox: Sandbox;
  seniors: Person[];
  juniors: Person[];
  graph<T = EventJson>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  control<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** The ids of a mailbox's events as they are in that mailbox, which the product could not read. */
  shown(person: Person, from: string, to: string): Promise<Record<string, unknown>[]>;
};

/** A sandbox of a few hundred people on a free port, and the product's own token for it. */
export async function startCalendar(
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-calendar-')),
  keepsSendingLimits = false,
): Promise<CalendarHarness> {
  const config = readSandboxConfig({ SANDBOX_PORT: '0', SANDBOX_DATA: dataDir, SANDBOX_PEOPLE: '300' });
  const sandbox = await createSandbox(config);
  const request = async <T>(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  };
  const newToken = async () => {
    const response = await fetch(`${sandbox.address}/${config.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: config.apiAppId,
        client_secret: config.apiAppSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  let token = await newToken();
  const graph: CalendarHarness['graph'] = async (method, path, body, headers) => {
    const send = () =>
      request<never>(method, `${sandbox.address}/v1.0${path}`, body, { authorization: `Bearer ${token}`, ...headers });
    const answer = await send();
    // A test that moves the clock on outlives its token.
    if (answer.status !== 401) return answer;
    token = await newToken();
    return send();
  };
  const members = sandbox.world.directory
    .list(0, sandbox.world.directory.size())
    .filter(({ userType, mail }) => userType === 'Member' && mail !== MAILBOX);
  const control = <T>(method: string, path: string, body?: unknown) =>
    request<T>(method, `${sandbox.address}/_sandbox${path}`, body);
  // A test file books more in its first minute than Exchange would let one mailbox send.
  if (!keepsSendingLimits) await control('POST', '/calendar/faults', { messagesPerMinute: null });
  return {
    sandbox,
    seniors: members.filter(({ grade }) => grade.startsWith('SCS')),
    juniors: members.filter(({ grade }) => !grade.startsWith('SCS') && grade !== 'Board'),
    graph,
    control,
    async shown(person, from, to) {
      const answer = await control<{ events: Record<string, unknown>[] }>(
        'GET',
        `/calendar?person=${person.id}&from=${from}&to=${to}`,
      );
      return answer.body.events.filter(({ own }) => own === false);
    },
  };
}

/** A five-weekly series of six hour-long meetings on Tuesdays from 12 January 2027, 10:00 in London. */
export function series(attendees: Person[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    subject: 'Mentoring conversation',
    body: { contentType: 'html', content: '<p>An hour for the two of you.</p>' },
    start: { dateTime: '2027-01-12T10:00:00', timeZone: 'GMT Standard Time' },
    end: { dateTime: '2027-01-12T11:00:00', timeZone: 'GMT Standard Time' },
    recurrence: {
      pattern: { type: 'weekly', interval: 5, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' },
      range: { type: 'numbered', startDate: '2027-01-12', numberOfOccurrences: 6 },
    },
    attendees: attendees.map(({ mail, displayName }) => ({
      type: 'required',
      emailAddress: { address: mail, name: displayName },
    })),
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    ...more,
  };
}
