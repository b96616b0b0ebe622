import { card, plainButton, says, type AdaptiveCard } from './card-elements.ts';
import { pairEndedWords } from './pair-ended-card.ts';

type LeaveFacts = {
  programmeId: string;
  programmeName: string;
  /** Null: the person has no partner yet. */
  pair: { partnerName: string; ownName: string } | null;
};

/** Shows what leaving does to other people before it is done, with the very words that the partner will read. */
export function buildLeaveCard(it: LeaveFacts): AdaptiveCard {
  const about = { programmeId: it.programmeId };
  const consequences = [
    'You are out of the programme at once, and what you said when you joined is deleted. Nobody asks for a reason.',
  ];
  if (it.pair) {
    const { heading, text } = pairEndedWords({ programmeName: it.programmeName, partnerName: it.pair.ownName });
    consequences.push(
      'Meetings still to come are taken out of both calendars.',
      `${it.pair.partnerName} gets this message: ‘${heading}. ${text}’`,
    );
  }
  return card(`Leave ${it.programmeName}?`, consequences.map(says), [
    plainButton('Leave', { action: 'leave', ...about }),
    plainButton('Stay', { action: 'stay', ...about }),
  ]);
}
