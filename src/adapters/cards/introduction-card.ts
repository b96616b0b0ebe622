import type { LetterFacts } from '../../domain/letters/letters.ts';
import { card, facts, openButton, plainButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'introduction' }>;

/** Tells a person who their partner is, and why the two. */
export function buildIntroductionCard(it: Facts, links: CardLinks): AdaptiveCard {
  const theirRole = it.myRole === 'mentor' ? 'mentee' : 'mentor';
  const who = [it.partner.title, it.partner.department].filter(Boolean).join(', ');
  return card(
    `Meet ${it.partner.name}, your ${theirRole}`,
    [
      facts(
        ['Who', who],
        ['Why you two', it.reasons],
        ['Meetings', `${it.sessions}, an hour each, about every ${it.gapWeeks} weeks`],
      ),
      says(
        `You are together in ${it.programmeName}. The invitations come to your calendar by themselves; there is nothing to arrange.`,
      ),
    ],
    [
      openButton('Open Home', links.home),
      plainButton('I need help', { action: 'help', pairId: it.pairId }),
      plainButton('Leave', { action: 'ask-to-leave', pairId: it.pairId }),
    ],
  );
}
