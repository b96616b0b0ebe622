import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, openButton, programmeLink, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'support-gap' }>;
type Gap = Facts['none'];

/** Tells a coordinator that there are too few support contacts for somebody, and afterwards that there are enough. */
export function buildSupportGapCard(it: Facts, links: CardLinks): AdaptiveCard {
  const open = openButton('Open the support contacts', programmeLink(links, it.programmeId, 'settings'));
  if (it.state !== 'open') {
    return card(
      'Everybody now has two support contacts',
      [says(`In ${it.programmeName} each pair now has somebody to turn to, and a second person.`)],
      [open],
    );
  }
  const { none, onlyOne } = it;
  const heading =
    none.pairs > 0
      ? `${pairs(none.pairs)} without a support contact`
      : `${pairs(onlyOne.pairs)} with only one support contact`;
  return card(
    heading,
    [
      ...(none.pairs > 0 ? [says(`Nobody on the list can be a support contact for ${naming(none)}.`)] : []),
      ...(onlyOne.pairs > 0 ? [says(`Only one person can be for ${naming(onlyOne)}.`)] : []),
      says(
        `A support contact in ${it.programmeName} must be outside both people’s reporting lines and not a coordinator. Adding someone to the list, or a day of return, mends this.`,
      ),
    ],
    [open],
  );
}

const pairs = (n: number): string => (n === 1 ? 'A pair' : `${n} pairs`);

function naming({ pairs, named }: Gap): string {
  const more = pairs - named.length;
  const rest = more === 0 ? [] : [named.length === 0 ? `${pairs} pairs` : `${more} more`];
  return new Intl.ListFormat('en-GB').format([...named, ...rest]);
}
