import type { AdaptiveCard, CardElement } from '../../src/adapters/cards/card-elements.ts';
import { letterCard } from '../../src/adapters/cards/letter-card.ts';
import { breachReasons } from '../../src/domain/pairs/breach-words.ts';
import { plainDay } from '../../src/tab/dates.ts';
import { words } from '../../src/tab/words.ts';
import type { CardWords } from '../../src/tab/words/cards.ts';

const links = {
  home: 'https://example.org/home',
  privacy: 'https://example.org/privacy',
  programmes: 'https://example.org/programmes',
};
const rhythm = { sessions: 6, gapWeeks: 5 };
const programmeName = 'Inclusion pilot 2027';
const id = '11111111-1111-4111-8111-111111111111';

/** Every word that a card shows: what is announced as a preview has to be among them, in this order. */
function wordsOf(card: AdaptiveCard): string[] {
  const inElement = (element: CardElement): string[] => {
    if (element.type === 'TextBlock') return [element.text];
    if (element.type === 'RichTextBlock') return element.inlines.map(({ text }) => text);
    if (element.type === 'FactSet') return element.facts.flatMap(({ title, value }) => [title, value]);
    return [element.label];
  };
  return [...card.body.flatMap(inElement), ...card.actions.map(({ title }) => title)];
}

const wordsOfPreview = ({ heading, texts, facts, questions, buttons }: CardWords): string[] => [
  heading,
  ...texts,
  ...facts.flatMap(({ name, value }) => [name, value]),
  ...questions,
  ...buttons,
];

test.each([
  ['one partner', { mentor: 1, mentee: 1 }],
  ['several', { mentor: 2, mentee: 1 }],
])('the preview of an invitation says nothing that the card does not say: %s', (_name, largestCapacity) => {
  const about = { goal: 'Senior colleagues learn what it is like to work here.', largestCapacity, ...rhythm };
  const startsOn = '2027-01-04';
  const programme = { programmeId: id, programmeName, topics: ['Data'], startsOn };
  const card = letterCard({ kind: 'invitation', ...programme, role: 'mentor', ...about }, links);
  const preview = words.cards.invitation({ programme: programmeName, startsOn: plainDay(startsOn), ...about });
  expect(wordsOf(card)).toEqual(expect.arrayContaining(wordsOfPreview(preview)));
});

const bothWays =
  'The mentor offers what the mentee wants: data; the mentee offers what the mentor wants: policy; the same site.';

test.each([
  [
    'mentor',
    bothWays,
    'You offer what Priya Shah wants: data; Priya Shah offers what you want: policy; the same site.',
  ],
  [
    'mentee',
    bothWays,
    'Priya Shah offers what you want: data; you offer what Priya Shah wants: policy; the same site.',
  ],
  ['mentor', 'The mentee offers what the mentor wants: data.', 'Priya Shah offers what you want: data.'],
  ['mentee', 'Different departments.', 'Different departments.'],
] as const)('to a %s the preview of an introduction is the card, word for word: %s', (myRole, reasons, said) => {
  const partner = { name: 'Priya Shah', title: 'Policy Adviser', department: 'Strategy' };
  const card = letterCard(
    { kind: 'introduction', pairId: id, programmeName, partner, myRole, reasons, ...rhythm },
    links,
  );
  const theirRole = myRole === 'mentor' ? 'mentee' : 'mentor';
  const preview = words.cards.introduction({ programme: programmeName, theirRole, partner, reasons, ...rhythm });
  expect(wordsOfPreview(preview)).toEqual(wordsOf(card));
  expect(wordsOf(card)).toContain(said);
});

test('the previews for those left over and those left behind are the cards, word for word', () => {
  const unmatched = letterCard({ kind: 'unmatched', programmeName }, links);
  expect(wordsOfPreview(words.cards.unmatched(programmeName))).toEqual(wordsOf(unmatched));
  const ended = letterCard({ kind: 'pair-ended', programmeName, partnerName: 'Priya Shah', partnerId: id }, links);
  expect(wordsOfPreview(words.cards.pairEnded(programmeName, 'Priya Shah'))).toEqual(wordsOf(ended));
});

test('the card about a broken rule and its twin in the tab offer the same', () => {
  const breach = { rule: 'sameManager', above: null, steps: 2, levelGap: 2, asked: null } as const;
  const card = letterCard(
    {
      kind: 'rules-broken',
      alertId: id,
      pairId: id,
      programmeId: id,
      programmeName,
      mentorName: 'Priya Shah',
      menteeName: 'Tom Baker',
      breaches: [breach],
      state: 'open',
      closedBy: null,
      closedByName: null,
    },
    links,
  );
  const { sentences } = breachReasons([breach], { mentor: 'Priya Shah', mentee: 'Tom Baker' });
  // The tab is given the sentence by the server.
  expect(wordsOf(card)).toEqual(expect.arrayContaining([...sentences, words.meetings.broken.keep]));
  expect(card.actions.at(-1)?.title).toBe(words.meetings.broken.keep);
});
