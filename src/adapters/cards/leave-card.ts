import { card, plainButton, says, type AdaptiveCard } from './card-elements.ts';
import { pairEndedWords } from './pair-ended-card.ts';

type LeaveFacts = {
  programmeId: string;
  programmeName: string;
  /** Null: the person has no partner yet. */
  pairs: { partnerNames: string[]; ownName: string } | null;
};

/** Shows what leaving does to other people before it is done, with the very words that the partner will read. */
export function buildLeaveCard(it: LeaveFacts): AdaptiveCard {
  const about = { programmeId: it.programmeId };
  const consequences = [
    'You are out of the programme at once, and what you said when you joined is deleted. Nobody asks for a reason.',
  ];
  if (it.pairs) {
    const { partnerNames, ownName } = it.pairs;
    const { heading, text } = pairEndedWords({ programmeName: it.programmeName, partnerName: ownName });
    const who = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(partnerNames);
    consequences.push(
      'Meetings still to come are taken out of both calendars.',
      `${who} ${partnerNames.length === 1 ? 'gets' : 'get'} this message: ‘${heading}. ${text}’`,
    );
  }
  return card(`Leave ${it.programmeName}?`, consequences.map(says), [
    plainButton('Leave', { action: 'leave', ...about }),
    plainButton('Stay', { action: 'stay', ...about }),
  ]);
}
