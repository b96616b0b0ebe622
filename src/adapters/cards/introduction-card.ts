import type { LetterFacts } from '../../domain/letters/letters.ts';
import { reasonsForReader } from '../../domain/matching/reasons-for-people.ts';
import { card, facts, openButton, plainButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';
import { rhythm } from './card-times.ts';

type Facts = Extract<LetterFacts, { kind: 'introduction' }>;

/** Tells a person who their partner is, and why the two. */
export function buildIntroductionCard(it: Facts, links: CardLinks): AdaptiveCard {
  const theirRole = it.myRole === 'mentor' ? 'mentee' : 'mentor';
  const who = [it.partner.title, it.partner.department].filter(Boolean).join(', ');
  return card(
    `Meet your ${theirRole}, ${it.partner.name}`,
    [
      ...(who === '' ? [] : [says(who)]),
      says(`You are a pair in ${it.programmeName}. The invitations come to your calendar by themselves.`),
      facts(
        ['Why you two', reasonsForReader(it.reasons, it.myRole, it.partner.name)],
        ['What happens next', rhythm(it)],
      ),
    ],
    [
      openButton('Open Home', links.home),
      plainButton('I need help', { action: 'help', pairId: it.pairId }),
      plainButton('Leave', { action: 'ask-to-leave', pairId: it.pairId }),
    ],
  );
}
