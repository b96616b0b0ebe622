import type { PersonId, ProgrammeId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { PairStore } from '../../matching/ports.ts';
import type { Directory } from '../../people/ports.ts';
import type { AssistantStore } from './assistants.ts';
import type { CalendarStore } from '../calendar/calendar-changes.ts';
import type { Series } from '../meetings.ts';
import type { Calendar, MeetingStore } from '../ports.ts';

type Deps = {
  transact: Transact<{
    assistants: AssistantStore;
    pairs: PairStore;
    meetings: MeetingStore;
    calendar: CalendarStore;
  }>;
  directory: Directory;
  calendar: Calendar;
};
type Input = {
  programmeId: ProgrammeId;
  personId: PersonId;
  /** Who kept the diary before; null: nobody. */
  formerId: PersonId | null;
};

/**
 * Puts whoever keeps somebody's diary on that person's series, as an optional attendee, and takes off whoever kept it
 * before, unless they keep the partner's or are the partner by now. Safe to repeat. A series that Outlook has no more is left alone.
 *
 * Throws `CalendarUnavailable` or `DirectoryUnavailable`: the job comes again.
 */
export const inviteAssistant =
  ({ transact, directory, calendar }: Deps) =>
  async ({ programmeId, personId, formerId }: Input): Promise<Result<{ series: number }>> => {
    const found = await transact(systemScope, async ({ assistants, pairs, meetings }) => {
      const booked: { series: Series; expected: PersonId[] }[] = [];
      for (const pair of await pairs.liveOfPerson(personId)) {
        const series = pair.programmeId === programmeId ? await meetings.seriesOfPair(pair.id) : undefined;
        if (series?.state !== 'booked') continue;
        const both = [pair.mentorId, pair.menteeId];
        const held = await assistants.of(programmeId, both);
        // Whoever kept the diary may have become the partner since.
        booked.push({ series, expected: [...both, ...held.map(({ assistantId }) => assistantId)] });
      }
      return { booked, assistantId: (await assistants.get(programmeId, personId))?.assistantId ?? null };
    });
    const ids = [found.assistantId, formerId].filter((id) => id !== null);
    const people = new Map((await directory.look(ids)).map((person) => [person.id, person]));
    const now = found.assistantId === null ? undefined : people.get(found.assistantId);
    const former = formerId === null ? undefined : people.get(formerId);
    for (const { series, expected } of found.booked) {
      const { organizerMailbox: mailbox, eventId } = series;
      if (eventId === null) continue;
      if (now?.mail) {
        const { mail } = now;
        // Before Outlook is told: whoever is replaced a moment later must not be taken for a stranger.
        await transact(systemScope, (stores) => stores.calendar.addInvited(series, [mail]));
        await calendar.addAttendee(mailbox, eventId, { mail, name: now.displayName, kind: 'optional' });
      }
      if (former?.mail && !expected.includes(former.id)) await calendar.removeAttendee(mailbox, eventId, former.mail);
    }
    return ok({ series: found.booked.length });
  };
