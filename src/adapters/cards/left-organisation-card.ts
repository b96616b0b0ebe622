import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, programmeLink, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'left-organisation' }>;

/** Tells a coordinator that a pair ended since one of the two is no longer in the organisation. */
export function buildLeftOrganisationCard(it: Facts, links: CardLinks): AdaptiveCard {
  const partners = new Intl.ListFormat('en-GB').format(it.partnerNames);
  const [they, wait] = it.partnerNames.length > 1 ? ['have', 'wait'] : ['has', 'waits'];
  return card(
    `${it.personName} has left the organisation`,
    [
      says(`Their part in ${it.programmeName} has ended, and the meetings to come are taken out of the calendars.`),
      ...(partners === '' ? [] : [says(`${partners} ${they} been told kindly and ${wait} for a new partner.`)]),
    ],
    [openButton('Open the programme', programmeLink(links, it.programmeId, 'people'))],
  );
}
