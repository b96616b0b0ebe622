import { words } from '../../src/tab/words.ts';
import { count, list } from '../../src/tab/words/counting.ts';

/** Every text of the tab that stands by itself; those made from values are left out. */
function texts(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap(texts);
  if (typeof node === 'object' && node !== null) return Object.values(node).flatMap(texts);
  return [];
}

test('no text shouts, and none uses a word of the trade', () => {
  const all = texts(words);
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter((text) => /!|occurrence|entity|enrolment record|\bN\/A\b/i.test(text))).toEqual([]);
});

test('numbers come with the right form of their noun', () => {
  expect(count(1, 'person', 'people')).toBe('1 person');
  expect(count(0, 'person', 'people')).toBe('0 people');
  expect(count(12345, 'person', 'people')).toBe('12,345 people');
  expect(list(['data', 'policy', 'tools'])).toBe('data, policy and tools');
  expect(list([])).toBe('');
});
