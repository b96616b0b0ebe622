import { breachReasons } from '../../../src/domain/pairs/breach-words.ts';

const told = (levelGap: number | null, asked: number) => {
  const breach = { rule: 'minLevelGap' as const, above: null, steps: 6, levelGap, asked };
  const { heading, sentences } = breachReasons([breach], { mentor: 'Priya', mentee: 'Tom' });
  return [heading, ...sentences];
};

test('levels too close are told with what is asked for', () => {
  const close = 'Priya and Tom are now close in level';
  expect(told(1, 2)).toEqual([close, 'Tom is now one level above Priya; this programme asks for two.']);
  expect(told(0, 2)).toEqual([
    close,
    'Tom is now at the same level as Priya; this programme asks for two levels above.',
  ]);
});

test('a mentor who has come to be above the mentee is not told to be close, whatever the programme asks for', () => {
  const above = 'Priya is now above Tom in level';
  expect(told(-3, 1)).toEqual([above, 'Tom is now three levels below Priya; this programme asks for one level above.']);
  expect(told(-1, 0)).toEqual([
    above,
    'Tom is now one level below Priya; this programme asks for the same level or a higher one.',
  ]);
  expect(told(-3, -2)).toEqual([above, 'Tom is now three levels below Priya; this programme allows at most two.']);
});

test('levels that can’t be compared are told as that', () => {
  const unknown = 'The levels of Priya and Tom can’t be compared';
  const sentence = 'The levels of Priya and Tom can no longer be compared; this programme';
  expect(told(null, 2)).toEqual([unknown, `${sentence} asks for two between them.`]);
  expect(told(null, -2)).toEqual([unknown, `${sentence} has a rule about them.`]);
});
