import { card, openButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

const receipt = (message: string, text: string, links: CardLinks): AdaptiveCard =>
  card(message, [says(text)], [openButton('Open Home', links.home)]);

export const joinedReceipt = (
  it: { programmeName: string; role: 'mentor' | 'mentee' },
  links: CardLinks,
): AdaptiveCard =>
  receipt(
    `You have joined ${it.programmeName} as a ${it.role}`,
    'I write to you here as soon as there is a partner for you. On Home you can say whom you would like to be paired with, or would rather not; change what you said; or leave.',
    links,
  );

export const declinedReceipt = (it: { programmeName: string }, links: CardLinks): AdaptiveCard =>
  receipt(
    `You said no to ${it.programmeName} this time`,
    'Nobody asks why. If you change your mind while people are still joining, you can do so on Home.',
    links,
  );

const NOTE_SEEN = {
  private: 'Your note is for you alone.',
  partner: 'Your partner can read your note.',
  coordinator: 'Your coordinator can read your note.',
};

export function feedbackReceipt(
  it: { outcome: 'stored' | 'already-given'; noteFor: keyof typeof NOTE_SEEN | null },
  links: CardLinks,
): AdaptiveCard {
  if (it.outcome === 'already-given') {
    return receipt('You had already answered this', 'Your first answer is kept; nothing was changed.', links);
  }
  return receipt(
    'Thank you, your answer is stored',
    it.noteFor === null ? 'See you next time.' : NOTE_SEEN[it.noteFor],
    links,
  );
}

export const leftReceipt = (it: { programmeName: string }, links: CardLinks): AdaptiveCard =>
  receipt(
    `You have left ${it.programmeName}`,
    'What you said when you joined is deleted, and meetings still to come leave your calendar. Thank you for having been there.',
    links,
  );

export const stayedReceipt = (it: { programmeName: string }, links: CardLinks): AdaptiveCard =>
  receipt(`You are still in ${it.programmeName}`, 'Nothing has changed, and nobody was told.', links);
