import { Router } from 'express';
import { calendarOf } from '../calendar/calendar.ts';
import { firstOccurrence } from '../calendar/occurrences.ts';
import { openLetterStore } from '../mail/letter-store.ts';
import type { World } from '../world.ts';
import { knownPerson } from './input.ts';

const MOST = 100;

/** What lies in the inbox of one person, guests included: written mails, and Exchange's own about meetings. */
export function mailControlRoutes(world: World): Router {
  const { mails, store } = calendarOf(world);
  const letters = openLetterStore(world.db);
  const nameOf = (address: string) => world.directory.get(address)?.displayName ?? address;
  const router = Router();
  world.featured.push(() =>
    letters.recipients(MOST).flatMap((address) => {
      const person = world.directory.get(address);
      return person ? [person.id] : [];
    }),
  );

  router.get('/mail', (req, res) => {
    const address = knownPerson(world, req.query, 'person').mail.toLowerCase();
    const written = letters.latest(address, MOST).map(({ id, sender, at, subject, html }) => ({
      id: `letter-${id}`,
      kind: 'letter',
      from: nameOf(sender),
      at: new Date(at).toISOString(),
      subject,
      html,
    }));
    const notices = mails.latest(address, MOST).map(({ uid, kind, original, at, comment }, index) => {
      const meeting = store.meeting(uid);
      const { organizer, content } = meeting;
      const start = original ?? firstOccurrence(meeting)?.start;
      return {
        id: `notice-${uid}-${kind}-${original ?? ''}-${at}-${index}`,
        kind,
        from: nameOf(organizer),
        at: new Date(at).toISOString(),
        subject: content.subject,
        html: content.body.content,
        comment,
        start: start === undefined ? null : new Date(start).toISOString(),
      };
    });
    const all = [...written, ...notices].sort((a, b) => (a.at < b.at ? 1 : -1));
    res.json({ mails: all.slice(0, MOST) });
  });
  return router;
}
