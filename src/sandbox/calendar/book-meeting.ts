import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Calendar } from './calendar.ts';
import { copyId } from './event-ids.ts';
import { newContent, readEventBody } from './event-input.ts';
import { findMailbox, type Mailbox } from './mailbox.ts';
import type { Copy } from './meeting.ts';
import { DuplicateTransaction } from './refusals.ts';

/**
 * Creates a meeting in `mailbox`, puts a copy into every attendee's mailbox and counts the invitations.
 * The same `transactionId` with the same body gives the meeting that it made before, with nothing sent again;
 * with another body it throws ErrorDuplicateTransactionId, which names the first event.
 */
export function bookMeeting({ world, store, mails, faults }: Calendar, mailbox: Mailbox, input: unknown): Copy {
  const body = readEventBody(input, true);
  const now = world.clock.now().getTime();
  const transactionId = body.transactionId ?? null;
  const fingerprint = createHash('sha256').update(canonical(body)).digest('hex');
  const { noTeamsLink, transactionLifetimeMs } = faults.read();
  if (transactionId !== null) {
    const since = transactionLifetimeMs === null ? 0 : now - transactionLifetimeMs;
    const before = store.byTransaction(mailbox.address, transactionId, since);
    const copy = before && store.copy(copyId(before.uid, mailbox.address));
    if (before && copy) {
      if (before.fingerprint === fingerprint) return copy;
      throw new DuplicateTransaction(copy.id);
    }
  }
  const content = newContent(body, mailbox.address);
  const uid = `040000008200E00074C5B7101A82E00800000000${randomUUID().replaceAll('-', '').toUpperCase()}`;
  const joinUrl = body.isOnlineMeeting === true && !noTeamsLink ? newJoinUrl(world.config.tenantId, mailbox.id) : null;
  return store.inTransaction(() => {
    store.create(uid, mailbox.address, transactionId, fingerprint, now, { ...content, joinUrl });
    const recipients = content.attendees.map(({ emailAddress }) => emailAddress.address);
    for (const address of recipients) if (findMailbox(world, address)) store.saveCopy(uid, address, 'active');
    mails.fromOrganizer({ uid, organizer: mailbox.address }, recipients, 'invitation', null, now);
    return store.saveCopy(uid, mailbox.address, 'active');
  });
}

/** A Teams link of its own for each meeting, in Teams' form. */
export function newJoinUrl(tenantId: string, organizerId: string): string {
  const thread = encodeURIComponent(`19:meeting_${randomBytes(32).toString('base64url')}@thread.v2`);
  const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: organizerId }));
  return `https://teams.microsoft.com/l/meetup-join/${thread}/0?context=${context}`;
}

/** JSON in which the order of properties doesn't matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
