import type { World } from '../world.ts';

/** What a person set in Outlook instead of what the directory was invented with. */
export type OwnHours = { timeZone: string; worksFrom: string; worksTo: string };

const opened = new WeakMap<World, ReturnType<typeof openOwnHours>>();

/** The changed time zones and working hours of a world's people, by object id; kept on disk. */
export function ownHours(world: World) {
  let hours = opened.get(world);
  if (hours === undefined) opened.set(world, (hours = openOwnHours(world)));
  return hours;
}

function openOwnHours({ db }: World) {
  db.exec('CREATE TABLE IF NOT EXISTS calendar_hours (person_id TEXT PRIMARY KEY, hours TEXT NOT NULL) STRICT');
  const known = new Map<string, OwnHours>();
  for (const row of db.prepare('SELECT * FROM calendar_hours').all()) {
    known.set(row['person_id'] as string, JSON.parse(row['hours'] as string) as OwnHours);
  }
  const save = db.prepare('INSERT OR REPLACE INTO calendar_hours VALUES (?, ?)');
  return {
    of: (personId: string): OwnHours | undefined => known.get(personId),
    set(personId: string, hours: OwnHours): void {
      save.run(personId, JSON.stringify(hours));
      known.set(personId, hours);
    },
  };
}
