import { call, withQuery } from '../api.ts';

const AFTERWARDS_MS = 10 * 60_000;

/** The moment ten minutes after this person's next programme meeting ends; undefined when none is planned. */
export async function afterNextMeeting(personId: string): Promise<string | undefined> {
  const { end } = await call<{ end: string | null }>('GET', withQuery('/calendar/next', { person: personId }));
  return end === null ? undefined : new Date(Date.parse(end) + AFTERWARDS_MS).toISOString();
}
