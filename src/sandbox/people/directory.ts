import type { DatabaseSync } from 'node:sqlite';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SandboxClock } from '../clock.ts';
import type { SandboxConfig } from '../config.ts';
import { readSetting, writeSetting } from '../state.ts';
import { inventPeople } from './invent.ts';
import type { Person, Role } from './person.ts';

/** A stretch of the directory in its fixed order; `next` is where the following stretch begins, null at the end. */
export type DirectoryPage = { people: Person[]; next: number | null };

/** A person who changed, and the manager whom they had before (undefined when that didn't change). */
export type DirectoryChange = { id: string; managerBefore?: string | null };

/** The pretend tenant's people: generated once from a chart and a seed, then changed only by the drawer's switches. */
export type Directory = {
  /** How many people there are now. */
  size(): number;
  /** By object id, mail or user principal name (letter case of the last two doesn't matter); leavers are gone. */
  get(idOrMail: string): Person | undefined;
  /** Stable order, by id; leavers are skipped. */
  list(offset: number, limit: number): Person[];
  /** Like `list`, from a position that stays true when people leave in between; 0 is the beginning. */
  page(position: number, limit: number): DirectoryPage;
  /** Name, mail, title or department contain the text; those whose name begins with it first. */
  search(text: string, limit: number): Person[];
  /** Direct reports, by id. */
  reportsOf(managerId: string): Person[];
  guests(): Person[];
  /** People with this role, or with any. */
  withRole(role?: Role): Person[];
  /** Number of the last change; 0 before the first. */
  sequence(): number;
  /** Every change gets the next number; deltas are 'all since number N'. Role changes are not among them. */
  changesSince(sequence: number): { people: DirectoryChange[]; sequence: number };
  /** Throws an Error when one is unknown or the manager would stand below the person. */
  move(personId: string, managerId: string | null): void;
  /** Several moves on disk at once. */
  moveAll(moves: { personId: string; managerId: string | null }[]): void;
  /** The person is deleted; their reports go to their own manager at the same moment. */
  leave(personId: string): void;
  grant(personId: string, role: Role, granted: boolean): void;
};

type Change =
  | { kind: 'move'; personId: string; managerId: string | null; before: string | null }
  | { kind: 'leave'; personId: string }
  | { kind: 'grant'; personId: string; role: Role; granted: boolean };

/**
 * Invents the people and repeats on them every change that the state holds. Throws when the chart can't be used, or
 * when the state was made with another chart, seed or limit: its ids would mean other people.
 */
export function openDirectory(config: SandboxConfig, db: DatabaseSync, clock: SandboxClock): Directory {
  const people = inventPeople(config);
  assertSamePeople(config, db);
  db.exec(`CREATE TABLE IF NOT EXISTS directory_change
    (sequence INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, change TEXT NOT NULL) STRICT`);

  const ordered: (Person | null)[] = people.sort((one, other) => (one.id < other.id ? -1 : 1));
  const position = new Map(people.map((person, at) => [person.id, at]));
  const byAddress = new Map<string, Person>();
  const reports = new Map<string, Set<string>>();
  let size = people.length;
  const living = (id: string): Person | undefined => ordered[position.get(id) ?? -1] ?? undefined;
  const attach = (person: Person): void => {
    if (person.managerId === null) return;
    const team = reports.get(person.managerId);
    if (team === undefined) reports.set(person.managerId, new Set([person.id]));
    else team.add(person.id);
  };
  for (const person of people) {
    byAddress.set(person.mail.toLowerCase(), person);
    byAddress.set(person.userPrincipalName.toLowerCase(), person);
    attach(person);
  }
  const known = (id: string): Person => {
    const person = living(id);
    if (person === undefined) throw new Error(`there is no person with the id "${id}"`);
    return person;
  };

  const apply = (change: Change): void => {
    const person = known(change.personId);
    if (change.kind === 'grant') {
      person.roles = person.roles.filter((role) => role !== change.role);
      if (change.granted) person.roles.push(change.role);
      return;
    }
    if (person.managerId !== null) reports.get(person.managerId)?.delete(person.id);
    if (change.kind === 'move') {
      person.managerId = change.managerId;
      return attach(person);
    }
    ordered[position.get(person.id)!] = null;
    byAddress.delete(person.mail.toLowerCase());
    byAddress.delete(person.userPrincipalName.toLowerCase());
    size -= 1;
  };

  let sequence = 0;
  for (const row of db.prepare('SELECT sequence, change FROM directory_change ORDER BY sequence').iterate()) {
    apply(JSON.parse(row['change'] as string) as Change);
    sequence = row['sequence'] as number;
  }
  const insert = db.prepare('INSERT INTO directory_change (at, change) VALUES (?, ?)');
  const selectSince = db.prepare('SELECT change FROM directory_change WHERE sequence > ? ORDER BY sequence');
  const record = (changes: Change[]): void => {
    db.exec('BEGIN IMMEDIATE');
    for (const change of changes) {
      apply(change);
      sequence = Number(insert.run(clock.now().toISOString(), JSON.stringify(change)).lastInsertRowid);
    }
    db.exec('COMMIT');
  };
  const assertMayManage = (managerId: string | null, personId: string): void => {
    known(personId);
    for (let at = managerId; at !== null; at = known(at).managerId) {
      if (at === personId) throw new Error(`"${managerId}" stands below "${personId}" and can't be their manager`);
    }
  };
  const moveAll: Directory['moveAll'] = (moves) => {
    for (const { personId, managerId } of moves) assertMayManage(managerId, personId);
    record(moves.map((move) => ({ kind: 'move', ...move, before: known(move.personId).managerId })));
  };
  const page = (from: number, limit: number): DirectoryPage => {
    const found: Person[] = [];
    let at = from;
    for (; at < ordered.length && found.length < limit; at++) if (ordered[at] != null) found.push(ordered[at]!);
    while (at < ordered.length && ordered[at] === null) at++;
    return { people: found, next: at < ordered.length ? at : null };
  };
  const everybody = (): Person[] => ordered.filter((person) => person !== null);

  return {
    size: () => size,
    get: (idOrMail) => living(idOrMail.toLowerCase()) ?? byAddress.get(idOrMail.toLowerCase()),
    list: (offset, limit) => everybody().slice(offset, offset + limit),
    page,
    search(text, limit) {
      const wanted = text.trim().toLowerCase();
      const matches = everybody().filter((person) => searchable(person).includes(wanted));
      const first = (person: Person): number => (person.displayName.toLowerCase().startsWith(wanted) ? 0 : 1);
      return matches.sort((one, other) => first(one) - first(other)).slice(0, limit);
    },
    reportsOf: (managerId) => [...(reports.get(managerId) ?? [])].sort().map(known),
    guests: () => everybody().filter(({ userType }) => userType === 'Guest'),
    withRole: (role) =>
      everybody().filter(({ roles }) => (role === undefined ? roles.length > 0 : roles.includes(role))),
    sequence: () => sequence,
    changesSince(since) {
      const changes = new Map<string, DirectoryChange>();
      for (const row of selectSince.all(since)) {
        const change = JSON.parse(row['change'] as string) as Change;
        if (change.kind === 'grant') continue;
        const entry = changes.get(change.personId) ?? { id: change.personId };
        if (change.kind === 'move' && entry.managerBefore === undefined) entry.managerBefore = change.before;
        changes.set(change.personId, entry);
      }
      return { people: [...changes.values()].sort((one, other) => (one.id < other.id ? -1 : 1)), sequence };
    },
    move: (personId, managerId) => moveAll([{ personId, managerId }]),
    moveAll,
    leave(personId) {
      const { managerId } = known(personId);
      const team = [...(reports.get(personId) ?? [])].sort();
      record([
        ...team.map((id): Change => ({ kind: 'move', personId: id, managerId, before: personId })),
        { kind: 'leave', personId },
      ]);
    },
    grant(personId, role, granted) {
      known(personId);
      record([{ kind: 'grant', personId, role, granted }]);
    },
  };
}

function searchable({ displayName, mail, jobTitle, department }: Person): string {
  return `${displayName}\n${mail}\n${jobTitle}\n${department}`.toLowerCase();
}

function assertSamePeople(config: SandboxConfig, db: DatabaseSync): void {
  const chart = hash('sha1', readFileSync(config.orgFile));
  const origin = JSON.stringify({ chart, seed: config.seed, limit: config.peopleLimit });
  const stored = readSetting(db, 'people-origin');
  if (stored === undefined) return writeSetting(db, 'people-origin', origin);
  if (stored === origin) return;
  throw new Error(
    `SANDBOX_DATA: ${config.dataDir} holds a tenant made from another chart, seed or number of people; ` +
      'delete it or choose another folder',
  );
}
