import type { AdaptiveCard } from '../cards/card-elements.ts';

/** A chat message that is a card; its summary is what a notification shows. */
export const cardMessage = (card: AdaptiveCard) => ({
  type: 'message' as const,
  summary: card.speak,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: card }],
});
