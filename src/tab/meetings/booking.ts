import type { PairView } from '../../contract/meetings.ts';

/** Still being looked for or booked: worth looking again in a moment. */
export const isOnTheMove = ({ state, booking }: PairView): boolean =>
  state === 'live' && (booking === 'waiting' || booking === 'chosen');

/** No hour was found, and nobody is asked for one any more. */
export const hasNoHour = ({ booking, isAsked }: PairView): boolean => booking === 'no-common-hour' && !isAsked;

/** A pair that a coordinator should look at. */
export const needsAttention = (pair: PairView): boolean =>
  pair.state === 'live' &&
  (hasNoHour(pair) || pair.alerts.length > 0 || pair.cardTroubles.length > 0 || breaksRule(pair));

/** It has come to break a rule, and nobody has decided about that yet. */
export const breaksRule = ({ state, broken }: PairView): boolean =>
  state === 'live' && broken.some(({ decided }) => decided === null);

/** It has meetings that are worth a look: chosen, sent, or held. */
export const hasSeries = ({ state, booking, meetings }: PairView): boolean =>
  state === 'live' && booking !== 'ended' && meetings.length > 0;
