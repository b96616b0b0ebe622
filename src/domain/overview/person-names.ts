import type { PersonId } from '../kernel/ids.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';

type Deps = { transact: Transact<{ participants: ParticipantStore }>; directory: Directory };

/**
 * Names for people: of those who joined from what is kept, of all others from the directory at this moment. Somebody
 * whom neither knows any more gets a kind placeholder, never an id.
 */
export async function personNames(deps: Deps, ids: PersonId[]): Promise<(id: PersonId) => PersonDetails> {
  const unique = [...new Set(ids)];
  const kept = await deps.transact(systemScope, ({ participants }) => participants.list(unique));
  const found = new Map<PersonId, PersonDetails>(kept.map((one) => [one.id, one]));
  const missing = unique.filter((id) => !found.has(id));
  if (missing.length > 0) for (const one of await deps.directory.look(missing)) found.set(one.id, one);
  return (id) => found.get(id) ?? { ...nobody, id };
}

const nobody: Omit<PersonDetails, 'id'> = {
  displayName: 'Someone who has left',
  mail: null,
  jobTitle: null,
  department: null,
  officeLocation: null,
  preferredLanguage: null,
  grade: null,
  isGuest: false,
};
