import type { DatabaseSync } from 'node:sqlite';

/** What can be made to go wrong in calendars alone. */
export type CalendarFaults = {
  /** Online meetings come back 201 without a link, provider 'unknown'. */
  noTeamsLink: boolean;
  /** Addresses whose free/busy nobody may see. */
  hiddenCalendars: string[];
  /** After this time a `transactionId` is forgotten; null is never. */
  transactionLifetimeMs: number | null;
  /** A delta link that was not used for so long is forgotten; null is never. Outlook names no time (limits.json). */
  deltaTokenLifetimeMs: number | null;
  /** What Exchange lets one mailbox send; null is no limit. */
  messagesPerMinute: number | null;
  recipientsPerDay: number | null;
};

const NONE: CalendarFaults = {
  noTeamsLink: false,
  hiddenCalendars: [],
  transactionLifetimeMs: null,
  deltaTokenLifetimeMs: 7 * 86_400_000,
  messagesPerMinute: 30,
  recipientsPerDay: 10_000,
};

const isAmount = (value: unknown) => value === null || (Number.isInteger(value) && (value as number) >= 0);

const VALID: Record<keyof CalendarFaults, (value: unknown) => boolean> = {
  noTeamsLink: (value) => typeof value === 'boolean',
  hiddenCalendars: (value) => Array.isArray(value) && value.every((address) => typeof address === 'string'),
  transactionLifetimeMs: isAmount,
  deltaTokenLifetimeMs: isAmount,
  messagesPerMinute: isAmount,
  recipientsPerDay: isAmount,
};

export type FaultSwitches = ReturnType<typeof openCalendarFaults>;

/** The switches, kept on disk like everything else. */
export function openCalendarFaults(db: DatabaseSync) {
  db.exec(
    'CREATE TABLE IF NOT EXISTS calendar_fault (id INTEGER PRIMARY KEY CHECK (id = 1), faults TEXT NOT NULL) STRICT',
  );
  let known: CalendarFaults | null = null;
  const stored = (): CalendarFaults => {
    const row = db.prepare('SELECT faults FROM calendar_fault').get();
    return row === undefined ? NONE : { ...NONE, ...(JSON.parse(row['faults'] as string) as Partial<CalendarFaults>) };
  };
  const read = (): CalendarFaults => (known ??= stored());
  return {
    read,
    /** Changes the switches that are named and leaves the others. Throws on an unknown one and on a value it can't take. */
    set(changes: Record<string, unknown>): CalendarFaults {
      const unknown = Object.keys(changes).filter((name) => !(name in NONE));
      if (unknown.length > 0) throw new Error(`calendar faults: no switch ${unknown.join(', ')}`);
      const wrong = Object.entries(changes).find(([name, value]) => !VALID[name as keyof CalendarFaults](value));
      if (wrong !== undefined) throw new Error(`calendar faults: ${wrong[0]} can't be ${JSON.stringify(wrong[1])}`);
      const faults = { ...read(), ...changes };
      db.prepare('INSERT OR REPLACE INTO calendar_fault VALUES (1, ?)').run(JSON.stringify(faults));
      known = faults;
      return faults;
    },
  };
}
