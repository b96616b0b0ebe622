import type { PairView } from '../../contract/meetings.ts';

/** Still being looked for or booked: worth looking again in a moment. */
export const isOnTheMove = ({ state, booking }: PairView): boolean =>
  state === 'live' && (booking === 'waiting' || booking === 'chosen');

/** A pair that a coordinator should look at. */
export const needsAttention = ({ state, booking, cardTroubles }: PairView): boolean =>
  state === 'live' && (booking === 'no-common-hour' || cardTroubles.length > 0);
