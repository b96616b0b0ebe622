import { fault, ok, type Fault, type Result } from '../kernel/result.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory } from '../people/ports.ts';

/** One row of a coordinator's list of pairs; `line` is the line of the file it stands on. */
export type PairListRow = { line: number; email: string; otherEmail: string };

/** Two people of a list, as the directory knows them. */
export type NamedPair = { one: PersonDetails; other: PersonDetails };

/** Several faults at once: nothing of the list was kept. */
export type PairListFaults = Fault & { details?: { at: string; message: string }[] };

type Deps = { directory: Directory };

/** The directory is asked for every address of it. */
const MOST_ROWS = 2000;

/**
 * Finds both people of every row in the directory. All rows are looked at, so that every fault is named at once; two
 * rows with the same two people are one pair.
 */
export const readPairList =
  (deps: Deps) =>
  async (rows: PairListRow[]): Promise<Result<NamedPair[], PairListFaults>> => {
    if (rows.length === 0) return fault('empty-list', 'The list has a header but no pairs.', 'line 2');
    if (rows.length > MOST_ROWS) {
      return fault('long-list', `At most ${MOST_ROWS} pairs can be read at once; this list has ${rows.length}.`);
    }
    const addresses = new Set(rows.flatMap((row) => [key(row.email), key(row.otherEmail)]).filter(Boolean));
    const found = new Map<string, PersonDetails>();
    for (const person of await deps.directory.findByMail([...addresses])) {
      if (person.mail !== null) found.set(key(person.mail), person);
    }
    const details: { at: string; message: string }[] = [];
    const pairs = new Map<string, NamedPair>();
    for (const { line, email, otherEmail } of rows) {
      const person = (column: string, address: string): PersonDetails | undefined => {
        const known = found.get(key(address));
        const message = key(address) === '' ? 'An address is missing.' : unknown(address);
        if (!known) details.push({ at: `line ${line}, ${column}`, message });
        return known;
      };
      const [one, other] = [person('email', email), person('other_email', otherEmail)];
      if (!one || !other) continue;
      if (one.id === other.id) {
        details.push({ at: `line ${line}, other_email`, message: 'The same person stands on both sides.' });
        continue;
      }
      const pair = [one.id, other.id].sort().join(' ');
      if (!pairs.has(pair)) pairs.set(pair, { one, other });
    }
    if (details.length === 0) return ok([...pairs.values()]);
    const lines = new Set(details.map(({ at }) => at.split(',')[0])).size;
    const message = `${lines} of ${rows.length} lines need a look; nothing was saved.`;
    return { ok: false, fault: { code: 'bad-list', message, details } };
  };

const unknown = (address: string): string => `Nobody in the directory has the address "${address.trim()}".`;
const key = (address: string): string => address.trim().toLowerCase();
