/** Shows nothing and joins nothing: put where a mail program would make a link out of plain words. */
const WORD_JOINER = '\u2060';

/** Control characters, line and paragraph separators, and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Words of a person as one line of visible characters; for places that show plain text. */
export const plainLine = (text: string): string => text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();

/** The same for HTML: nothing in it is markup, and no mail program finds an address in it. */
export const inertHtml = (text: string): string =>
  escapeHtml(
    plainLine(text)
      .replace(/:\/\//g, `:${WORD_JOINER}//`)
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}${WORD_JOINER}.`)
      .replace(/\bmailto:/gi, (to) => `${to.slice(0, -1)}${WORD_JOINER}:`)
      .replace(/@(?=\w)/g, `@${WORD_JOINER}`),
  );
