import type { MatchedPair } from './match-types.ts';
import { wishedFor, zoneNotKnown } from './reason-words.ts';

/**
 * A pair's reasons as the two may read them: without points, without a word of its having been locked, and without
 * wishes, since a wish was told to the matcher alone, or of what is not known. One sentence, empty when nothing is left to say.
 */
export function reasonsForPeople(pair: Pick<MatchedPair, 'reasons' | 'locked' | 'lockReason'>): string {
  const kept = withoutLock(pair)
    .split('; ')
    .map((reason) => reason.replace(/ \(\d+\)$/, ''))
    .filter((reason) => reason !== '' && reason !== wishedFor && reason !== zoneNotKnown);
  const text = kept.join('; ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

/** What the engine says of a lock comes last, and ends with the reason that it was given. */
function withoutLock({ reasons, locked, lockReason }: Pick<MatchedPair, 'reasons' | 'locked' | 'lockReason'>): string {
  if (!locked) return reasons;
  const said = lockReason === undefined ? '' : `: ${lockReason}`;
  const bare = said !== '' && reasons.endsWith(said) ? reasons.slice(0, -said.length) : reasons;
  return bare.replace(/(^|; )locked( although it breaks [A-Za-z, ]+)?$/, '');
}

/** The same, said to one of the two: 'Priya Shah offers what you want: data; you offer what Priya Shah wants: …'. */
export function reasonsForReader(reasons: string, myRole: 'mentor' | 'mentee', partnerName: string): string {
  const theirRole = myRole === 'mentor' ? 'mentee' : 'mentor';
  return reasons
    .replace(
      new RegExp(`\\bthe ${theirRole} offers what the ${myRole} wants:`, 'i'),
      () => `${partnerName} offers what you want:`,
    )
    .replace(
      new RegExp(`\\bthe ${myRole} offers what the ${theirRole} wants:`),
      () => `you offer what ${partnerName} wants:`,
    )
    .replace(`The ${myRole} offers what the ${theirRole} wants:`, () => `You offer what ${partnerName} wants:`);
}
