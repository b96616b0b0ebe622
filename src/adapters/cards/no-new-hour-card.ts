import type { LetterFacts } from '../../domain/letters/letters.ts';
import {
  card,
  openButton,
  openPairButton,
  plainButton,
  says,
  type AdaptiveCard,
  type CardLinks,
} from './card-elements.ts';
import { clockTime, weekdayAndDay } from './card-times.ts';

type Facts = Extract<LetterFacts, { kind: 'no-new-hour' }>;

/** Tells one of two people that no other hour was found; what stands in the calendar stays. */
export function buildNoNewHourCard(it: Facts, links: CardLinks): AdaptiveCard {
  const stays = it.meetingAt
    ? `The meeting stays on ${when(it.meetingAt, it.timeZone)}.`
    : 'Nothing has been booked for you yet.';
  return card(
    `I found no other time for you and ${it.partnerName}`,
    [says(`${stays} Nobody is to blame: diaries are full. Your coordinator knows and can help.`)],
    [openButton('Open Home', links.home), plainButton('I need help', { action: 'help', pairId: it.pairId })],
  );
}

type AlertFacts = Extract<LetterFacts, { kind: 'no-agreed-hour' }>;

/** Tells a coordinator that two people need help with an hour, and afterwards that they have one. */
export function buildNoAgreedHourCard(it: AlertFacts, links: CardLinks): AdaptiveCard {
  const both = `${it.mentorName} and ${it.menteeName}`;
  const open = openPairButton(links, it);
  if (it.state !== 'open') return card(`An hour was found: ${both}`, [says('There is nothing left to do.')], [open]);
  const stands = it.meetingAt
    ? `Their meeting still stands on ${when(it.meetingAt, it.timeZone)}.`
    : 'They have no meetings in their calendars yet.';
  return card(
    `No hour suits ${both}`,
    [
      says(`${stands} I offered what hours there were in ${it.programmeName}, and none suited both.`),
      says('A word with the two of them, or with whoever keeps their diaries, helps most.'),
    ],
    [open],
  );
}

const when = (instant: Date, timeZone: string): string =>
  `${weekdayAndDay(instant, timeZone)}, ${clockTime(instant, timeZone)}`;
