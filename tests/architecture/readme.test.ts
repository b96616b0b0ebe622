import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configuration, type Setting } from '../../src/server/configuration.ts';

const readme = readFileSync(join(resolve(__dirname, '../..'), 'README.md'), 'utf8');

test('the README lists every setting with its meaning and default', () => {
  const [, table = ''] = readme.split('<!-- configuration -->');
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map(cells);
  const listed = rows.slice(0, configuration.length);
  const expected = configuration.map(({ name, meaning, fallback }: Setting) => [
    `\`${name}\``,
    meaning,
    fallback === null ? '' : `\`${fallback}\``,
  ]);
  expect(listed).toEqual(expected);
});

test('the first screen has the two commands', () => {
  const firstScreen = readme.split('\n').slice(0, 35).join('\n');
  expect(firstScreen).toContain('npm ci && npm run demo');
  expect(firstScreen).toContain('npm ci && npm test');
});
