import { getProgramme, listPeople } from '../../src/contract/programmes.ts';
import { listPairs } from '../../src/contract/meetings.ts';
import { createCall, type Call } from '../../src/tab/api.ts';
import type { RunningDemo } from '../support/running-demo.ts';

export type SandboxPerson = { id: string; name: string; mail: string; roles: string[]; isGuest: boolean };
type SandboxEvent = { start: string; subject: string; seriesMasterId: string; own: boolean; isCancelled: boolean };
type Mails = { uid: string; subject: string; invitation: number; update: number; cancellation: number };
type Message = { from: 'bot' | 'person'; attachments?: { content: unknown }[] };

/** What a test asks of a running demo: of the product as one of its people, and of the sandbox as its host page does. */
export function requestsTo({ address, product }: Pick<RunningDemo, 'address' | 'product'>) {
  const sandbox = async <Answer>(path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${address}/_sandbox${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'Content-Type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  /** What stands in somebody's calendar under this subject, from now on for more than a year. */
  const meetings = async (mailbox: string, subject: string): Promise<SandboxEvent[]> => {
    const { now } = await sandbox<{ now: string }>('/clock');
    const to = new Date(Date.parse(now) + 60 * 7 * 86_400_000).toISOString();
    const query = new URLSearchParams({ person: mailbox, from: now, to }).toString();
    const { events } = await sandbox<{ events: SandboxEvent[] }>(`/calendar?${query}`);
    return events.filter((event) => !event.own && event.subject === subject);
  };
  return {
    sandbox,
    meetings,
    /** The ids of the different series among them. */
    seriesOf: async (mailbox: string, subject: string): Promise<string[]> => [
      ...new Set((await meetings(mailbox, subject)).map((event) => event.seriesMasterId)),
    ],
    as: (person: SandboxPerson): Call =>
      createCall({
        token: async () => (await sandbox<{ token: string }>('/token', { personId: person.id })).token,
        fetch: (path, init) => fetch(`${product}${path as string}`, init),
      }),
    async mails(person: SandboxPerson, subject: string): Promise<Mails[]> {
      const { mails } = await sandbox<{ mails: Mails[] }>(`/calendar/mails?person=${person.id}`);
      return mails.filter((mail) => mail.subject === subject);
    },
    /** The bot's cards to somebody whose words contain all of these. */
    async cards(personId: string, ...words: string[]): Promise<number> {
      const { messages } = await sandbox<{ messages: Message[] }>(`/chats?person=${personId}`);
      const texts = messages.map(({ attachments }) => JSON.stringify(attachments ?? []));
      return texts.filter((text) => words.every((word) => text.includes(word))).length;
    },
  };
}

export type Requests = ReturnType<typeof requestsTo>;

/** What a coordinator sees of a programme, but for what is still coming: everything here outlives a kill. */
export async function kept(call: Call, programmeId: string) {
  const params = { programmeId };
  const { programme } = await call(getProgramme, { params });
  const { meetingsBooked: _, ...counts } = programme.counts;
  const { invitations, enrolments } = await call(listPeople, { params });
  const { pairs } = await call(listPairs, { params });
  return {
    programme: { ...programme, counts },
    invitations,
    enrolments,
    pairs: pairs.map(({ id, mentor, mentee, reasons, state }) => ({ id, mentor, mentee, reasons, state })),
  };
}
