import { inertMarkdown } from '../../src/sandbox/host/chat/inert-markdown.ts';

test('what Teams knows in cards becomes HTML', () => {
  expect(inertMarkdown('**Tuesday** at _ten_')).toBe('<p><strong>Tuesday</strong> at <em>ten</em></p>');
  expect(inertMarkdown('Bring:\n- tea\n- time')).toBe('<p>Bring:</p><ul><li>tea</li><li>time</li></ul>');
  expect(inertMarkdown('[Home](https://teams.microsoft.com/l/x)')).toContain('href="https://teams.microsoft.com/l/x"');
});

test.each([
  '<img src=x onerror=alert(1)>',
  '**<script>alert(1)</script>**',
  '[x](javascript:alert(1))',
  '[x](https://a.example/"onmouseover="alert(1))',
  '- </li><iframe src="//a.example">',
])('nothing in %j becomes an element or attribute of its own', (text) => {
  const html = inertMarkdown(text);
  expect(
    html.replace(
      /<\/?(p|ul|li|strong|em)>|<a href="https:[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>/g,
      '',
    ),
  ).not.toMatch(/[<>"]/);
  expect(html).not.toContain('href="javascript');
});
