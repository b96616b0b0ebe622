import { changesFor } from '../../../src/domain/matching/own-pair.ts';

const change = (personId: string, before: string[], after: string[]) => ({
  personId,
  role: 'mentee' as const,
  before,
  after,
});

test('what a change would do tells a coordinator who takes part nothing false, nor who their partner is', () => {
  const told = changesFor(
    [
      change('has them now', ['reader'], ['another']),
      change('would have them', ['another'], ['reader']),
      change('would have them too', ['another'], ['another', 'reader']),
      change('has them before and after', ['one', 'reader'], ['other', 'reader']),
      change('is another', ['one'], ['other']),
      change('reader', ['one'], ['other']),
    ],
    'reader',
  );
  expect(told).toEqual([
    change('has them before and after', ['one'], ['other']),
    change('is another', ['one'], ['other']),
  ]);
});
