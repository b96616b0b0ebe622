/**
 * A pair's reasons as the two may read them: without points, and without wishes, since a wish was told to the matcher
 * alone. One sentence, empty when nothing is left to say.
 */
export function reasonsForPeople(reasons: string): string {
  const kept = reasons
    .split('; ')
    .map((reason) => reason.replace(/ \(\d+\)$/, ''))
    .filter((reason) => reason !== '' && reason !== 'wished for');
  const text = kept.join('; ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
