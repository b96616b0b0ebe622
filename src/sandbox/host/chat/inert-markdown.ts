const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * The markdown that Teams knows in cards (bold, italics, links, lists) as HTML. Everything is escaped first, so that
 * nothing in a bot's text can become an element, an attribute or a script of its own.
 */
export function inertMarkdown(text: string): string {
  const lines = escape(text).split(/\r?\n/);
  const html: string[] = [];
  let list: 'ul' | 'ol' | null = null;
  for (const line of lines) {
    const item = /^\s*(?:([-*])|\d+\.)\s+(.*)$/.exec(line);
    const kind = item ? (item[1] ? 'ul' : 'ol') : null;
    if (list !== kind) {
      if (list) html.push(`</${list}>`);
      if (kind) html.push(`<${kind}>`);
      list = kind;
    }
    if (item) html.push(`<li>${inline(item[2]!)}</li>`);
    else if (line.trim() !== '') html.push(`<p>${inline(line)}</p>`);
  }
  if (list) html.push(`</${list}>`);
  return html.join('');
}

function inline(escaped: string): string {
  return escaped
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|\W)_([^_]+)_(?=\W|$)/g, '$1<em>$2</em>')
    .replace(/(^|[^*])\*([^*\s][^*]*)\*/g, '$1<em>$2</em>');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
