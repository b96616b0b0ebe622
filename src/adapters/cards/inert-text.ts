/**
 * Cards read a subset of Markdown in most places (bold, italics, lists, links), and `{{DATE(…)}}`; there is no escape
 * that works in all of them. So what could be read as such is replaced by its look-alike.
 */
const LOOK_ALIKES: Record<string, string> = {
  '*': '∗',
  _: 'ˍ',
  '`': 'ˋ',
  '~': '∼',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '\\': '＼',
  '#': '＃',
};

/** Shows nothing and joins nothing: put where two characters would mean something together. */
const WORD_JOINER = '\u2060';

/** Control characters, line and paragraph separators, and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Text of a person as one line of visible characters; for places that are not read as Markdown. */
export const oneLine = (text: string): string =>
  text.replace(INVISIBLE, ' ').replaceAll('{{', `{${WORD_JOINER}{`).replace(/\s+/g, ' ').trim();

/** The same for places that are: links, lists, emphasis, mentions and code can't begin in it. */
export function inert(text: string): string {
  return oneLine(text)
    .replace(/[*_`~[\]<>\\#]/g, (sign) => LOOK_ALIKES[sign] ?? sign)
    .replace(/:\/\//g, `:${WORD_JOINER}//`)
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}${WORD_JOINER}.`)
    .replace(/^([-+]|\d+[.)])(?=\s)/, `${WORD_JOINER}$1`);
}
