import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PersonId } from '../../kernel/ids.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { Directory } from '../../people/ports.ts';
import type { AssistantStore } from '../new-times/assistants.ts';
import type { CalendarReader } from './calendar-changes.ts';
import type { Series } from '../meetings.ts';
import type { Calendar } from '../ports.ts';
import type { PauseStore } from '../pauses.ts';
import type { ChangeStores } from './record-changes.ts';

export type ReadDeps = {
  transact: Transact<ChangeStores & { assistants: AssistantStore; pauses: PauseStore }>;
  calendar: Calendar;
  calendarReader: CalendarReader;
  directory: Pick<Directory, 'look'>;
  clock: Clock;
  newId: NewId;
};

/** Addresses of the assistants of each series' two people, as the directory has them now. */
export async function assistantsOf({ transact, directory }: ReadDeps, all: Series[]): Promise<Map<string, string[]>> {
  const named = await transact(systemScope, async ({ pairs, assistants }) => {
    const found: { seriesId: string; assistantId: PersonId }[] = [];
    for (const { id: seriesId, pairId, programmeId } of all) {
      const pair = await pairs.get(pairId);
      if (!pair) continue;
      const held = await assistants.of(programmeId, [pair.mentorId, pair.menteeId]);
      found.push(...held.map(({ assistantId }) => ({ seriesId, assistantId })));
    }
    return found;
  });
  const ids = [...new Set(named.map(({ assistantId }) => assistantId))];
  const people = ids.length === 0 ? [] : await directory.look(ids);
  const mailOf = new Map(people.map(({ id, mail }) => [id, mail]));
  const mails = new Map<string, string[]>();
  for (const { seriesId, assistantId } of named) {
    const mail = mailOf.get(assistantId);
    if (mail) mails.set(seriesId, [...(mails.get(seriesId) ?? []), mail]);
  }
  return mails;
}
