import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { ownHours } from './own-hours.ts';

/** A mailbox with a calendar: a person's, or one of the programme's shared mailboxes (`person` is null: no diary). */
export type Mailbox = {
  id: string;
  /** Lower case. */
  address: string;
  name: string;
  /** IANA zone. */
  timeZone: string;
  worksFrom: string;
  worksTo: string;
  person: Person | null;
  /** Zone and hours were set by hand in Outlook. */
  hoursChanged: boolean;
};

/** Finds a mailbox by object id or address. Guests and people who left have none. */
export function findMailbox(world: World, idOrAddress: string): Mailbox | undefined {
  const person = world.directory.get(idOrAddress);
  if (person === undefined || person.userType === 'Guest' || !person.accountEnabled) return undefined;
  const { id, displayName: name } = person;
  const changed = ownHours(world).of(id);
  const { timeZone, worksFrom, worksTo } = changed ?? person;
  const hoursChanged = changed !== undefined;
  const address = person.mail.toLowerCase();
  const shared = world.config.organizerMailboxes.some((mailbox) => mailbox.toLowerCase() === address);
  return { id, address, name, timeZone, worksFrom, worksTo, person: shared ? null : person, hoursChanged };
}
