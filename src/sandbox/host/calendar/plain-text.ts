/** The words of an event's HTML body. Parsed in a document of its own, so that nothing in it loads or runs. */
export function plainText(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const removed of body.querySelectorAll('style, script')) removed.remove();
  for (const block of body.querySelectorAll('p, div, br, li, h1, h2, h3')) block.append('\n');
  return body.innerText
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
