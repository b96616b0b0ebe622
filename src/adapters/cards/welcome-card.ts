import { card, openButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

/** Says hello after the app was added, and answers 'Hi', 'Hello', 'Help' and whatever else is written. */
export function buildWelcomeCard(greeting: string, links: CardLinks): AdaptiveCard {
  return card(
    greeting,
    [
      says(
        'I bring junior and senior colleagues together: the junior one is the mentor. I find the hours, put them in both diaries, and ask afterwards how it went.',
      ),
      says(
        'I don’t chat, I’m afraid: everything happens on the cards I send you and on Home, where you can also leave at any time.',
      ),
    ],
    [openButton('Open Home', links.home), openButton('What is kept about me', links.privacy)],
  );
}
