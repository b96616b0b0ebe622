import { deepLinkPath } from '../../src/tab/deep-link.ts';

test('a deep link leads below the tab that it opens, and nowhere else', () => {
  expect(deepLinkPath('/tab/programmes', 'b7f1/matching')).toBe('/tab/programmes/b7f1/matching');
  expect(deepLinkPath('/tab/home/', 'b7f1')).toBe('/tab/home/b7f1');
  for (const odd of [null, '', '../admin', '//evil.example', 'a?b=c', 'a#b', 'javascript:alert(1)', 'a//b']) {
    expect(deepLinkPath('/tab/home', odd)).toBe('/tab/home');
  }
});
