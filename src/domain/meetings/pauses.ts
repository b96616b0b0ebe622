import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { Programme } from '../programme/programme.ts';
import { createZoneClock, DAY_MS, midnightOf } from './zone-clock.ts';

/** Somebody takes no meetings of a programme for a while; nobody is asked why, and nothing of why is kept. */
export type Pause = {
  programmeId: ProgrammeId;
  personId: PersonId;
  /** The last day, YYYY-MM-DD. */
  until: string;
  setAt: Date;
};

export type PauseStore = {
  /** Those of these people, in one programme; some may be over by now. */
  of(programmeId: ProgrammeId, personIds: PersonId[]): Promise<Pause[]>;
  inProgramme(programmeId: ProgrammeId): Promise<Pause[]>;
  ofPerson(personId: PersonId): Promise<Pause[]>;
  /** In place of the one that was set before. */
  save(pause: Pause): Promise<void>;
  remove(programmeId: ProgrammeId, personId: PersonId): Promise<void>;
  /** Those whose last day lies before `day` (YYYY-MM-DD). */
  forgetBefore(day: string): Promise<void>;
};

/** The midnight after a pause's last day. */
export function endOf({ until }: Pick<Pause, 'until'>, timeZone: string): Date {
  const midnight = midnightOf(until) + DAY_MS;
  const around = [new Date(midnight - 2 * DAY_MS), new Date(midnight + 2 * DAY_MS)] as const;
  return new Date(createZoneClock(timeZone, ...around)(midnight));
}

/** Hours in which none of a programme's meetings may be put, each for the one whose pause it is. */
export async function pausedHours(
  { pauses }: { pauses: Pick<PauseStore, 'of'> },
  { id, timeZone }: Pick<Programme, 'id' | 'timeZone'>,
  personIds: PersonId[],
): Promise<{ personId: PersonId; from: Date; to: Date }[]> {
  const found = await pauses.of(id, personIds);
  return found.map((pause) => ({ personId: pause.personId, from: pause.setAt, to: endOf(pause, timeZone) }));
}

/** Whether two stretches have a moment in common. */
export const meets = (one: { startsAt: Date; endsAt: Date }, stretches: readonly { from: Date; to: Date }[]): boolean =>
  stretches.some(({ from, to }) => from < one.endsAt && one.startsAt < to);
