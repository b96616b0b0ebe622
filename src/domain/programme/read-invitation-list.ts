import { fault, ok, type Result } from '../kernel/result.ts';
import type { Directory } from '../people/ports.ts';
import type { InvitationFaults, Invitee } from './invite-people.ts';

/** One row of a coordinator's list; `line` is the line of the file it stands on. */
export type InvitationRow = { line: number; email: string; role: string };

type Deps = { directory: Directory };

/** Finds everyone of a list in the directory. All rows are looked at, so that every fault is named at once. */
export const readInvitationList =
  (deps: Deps) =>
  async (rows: InvitationRow[]): Promise<Result<Invitee[], InvitationFaults>> => {
    if (rows.length === 0) return fault('empty-list', 'The list has a header but no people.', 'line 2');
    const found = new Map<string, string>();
    for (const person of await deps.directory.findByMail([...new Set(rows.map((row) => key(row.email)))])) {
      if (person.mail !== null) found.set(key(person.mail), person.id);
    }
    const details: { at: string; message: string }[] = [];
    const firstLine = new Map<string, number>();
    const people = rows.flatMap((row): Invitee[] => {
      const role = row.role.trim().toLowerCase();
      const personId = found.get(key(row.email));
      const seen = firstLine.get(key(row.email));
      const bad = (column: string, message: string): Invitee[] => {
        details.push({ at: `line ${row.line}, ${column}`, message });
        return [];
      };
      if (personId === undefined) return bad('email', `Nobody in the directory has the address "${row.email}".`);
      if (seen !== undefined) return bad('email', `"${row.email}" is already on line ${seen}.`);
      firstLine.set(key(row.email), row.line);
      if (role !== '' && role !== 'mentor' && role !== 'mentee') {
        return bad('role', `"${row.role}" is not a role: write mentor, mentee, or leave it empty.`);
      }
      return [{ personId, role: role === '' ? null : role, at: `line ${row.line}` }];
    });
    if (details.length === 0) return ok(people);
    const message = `${details.length} of ${rows.length} rows need a look; nobody was invited.`;
    return { ok: false, fault: { code: 'bad-list', message, details } };
  };

const key = (email: string): string => email.trim().toLowerCase();
