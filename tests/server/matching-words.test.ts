import { whatWouldHelp, whyUnmatched } from '../../src/server/routes/matching-words.ts';

const why = (people: number, partners: number, places: number) => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n));
  const shared = { role: 'mentee' as const, people: ids(people), partners: ids(partners), places };
  return whyUnmatched({ reason: 'outnumbered', role: 'mentee', candidates: partners, bottleneck: 0 }, [shared]);
};

test('why somebody is left reads as a sentence, whatever the numbers', () => {
  expect(why(3, 2, 2)).toBe('3 people share only 2 possible mentors.');
  expect(why(4, 2, 3)).toBe('4 people share only 2 possible mentors, who have 3 free places.');
  expect(why(2, 1, 1)).toBe('2 people share only one possible mentor.');
  expect(why(1, 1, 0)).toBe('One person has only one possible mentor, who has no free place.');
  expect(why(2, 2, 1)).toBe('2 people share only 2 possible mentors, who have one free place.');
});

test('what would help reads as a sentence, whatever the numbers', () => {
  expect(whatWouldHelp({ setting: 'minDistance', value: 3, more: 7 })).toBe(
    'Allowing 3 steps in the org chart would match 7 more people.',
  );
  expect(whatWouldHelp({ setting: 'minDistance', value: 1, more: 1 })).toBe(
    'Allowing one step in the org chart would match one more person.',
  );
});
