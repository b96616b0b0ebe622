import type { ParticipantStore } from '../people/ports.ts';
import type { InvitationStore } from '../programme/ports.ts';
import type { StoredLetter } from './letters.ts';

type Stores = { participants: ParticipantStore; invitations: InvitationStore };

/**
 * Whether somebody is written to by mail, as guests are: they can't chat with a bot or answer cards. Here alone the way
 * of a letter is decided.
 */
export async function isByMail(
  { participants, invitations }: Stores,
  { to, programmeId }: Pick<StoredLetter, 'to' | 'programmeId'>,
): Promise<boolean> {
  const joined = await participants.get(to);
  if (joined) return joined.isGuest;
  return programmeId !== null && ((await invitations.get(programmeId, to))?.isGuest ?? false);
}
