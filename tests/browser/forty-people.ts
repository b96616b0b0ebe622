import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSandboxConfig } from '../../src/sandbox/config.ts';
import { inventPeople } from '../../src/sandbox/people/invent.ts';
import type { Person } from '../../src/sandbox/people/person.ts';

/**
 * Twenty seniors and twenty juniors of the sandbox's organisation, who are the same for the same seed: so a list of
 * them can be written without asking anybody. The names are unique, since a person finds people by name.
 */
export function fortyPeople(): { coordinator: Person; mentees: Person[]; mentors: Person[]; csv: string } {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-people-'));
  const people = inventPeople(readSandboxConfig({ SANDBOX_DATA: folder }));
  rmSync(folder, { recursive: true, force: true });
  const names = new Map<string, number>();
  for (const { displayName } of people) names.set(displayName, (names.get(displayName) ?? 0) + 1);
  const fit = people.filter(
    (person) =>
      names.get(person.displayName) === 1 && person.userType === 'Member' && person.timeZone.startsWith('Europe/'),
  );
  const coordinator = people.find((person) => person.roles.includes('Coordinator'));
  if (!coordinator) throw new Error('the sandbox has no coordinator');
  const mentees = spread(
    fit.filter((person) => person.grade === 'SCS1'),
    20,
  );
  const mentors = spread(
    fit.filter((person) => /^(AO|EO|AA)/.test(person.grade)),
    20,
  );
  const lines = [...mentors.map((one) => `${one.mail},mentor`), ...mentees.map((one) => `${one.mail},mentee`)];
  return { coordinator, mentees, mentors, csv: ['email,role', ...lines].join('\n') };
}

/** So many, evenly taken from the whole list. */
function spread(people: Person[], count: number): Person[] {
  if (people.length < count) throw new Error(`only ${people.length} people fit, ${count} are needed`);
  return Array.from({ length: count }, (_, index) => people[Math.floor((index * people.length) / count)]!);
}
