import { everyCard } from './every-card.ts';

const cards = Object.entries(everyCard());

/** What would be too much for a card, with the longest texts that we take in. */
const longest = Object.entries(
  everyCard(
    'W'.repeat(500),
    Array.from({ length: 20 }, (_, index) => `${index}${'é'.repeat(58)}`),
  ),
);

test.each(cards)('%s', (_name, card) => {
  expect(card).toMatchSnapshot();
});

test.each(cards)('%s: its heading is its message, also in a notification', (_name, card) => {
  const [heading] = card.body;
  expect(heading).toMatchObject({ type: 'TextBlock', style: 'heading', text: card.speak });
  expect(card.fallbackText).toBe(card.speak);
  expect(card.speak.length).toBeLessThanOrEqual(60);
  expect(card.speak).not.toMatch(/[!:]$|occurrence|undefined|null/);
});

test.each(longest)('%s: at most three buttons and 28 KB, whatever was written', (_name, card) => {
  const json = JSON.stringify(card);
  expect(json.match(/"Action\./g)?.length ?? 0).toBeLessThanOrEqual(3);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(28 * 1024);
  const facts = card.body.flatMap((element) => (element.type === 'FactSet' ? element.facts : []));
  expect(facts.length).toBeLessThanOrEqual(3);
});

test.each(cards)('%s: questions have one button that sends them', (_name, card) => {
  const asks = card.body.some((element) => element.type.startsWith('Input.'));
  const sends = card.actions.filter((one) => one.type === 'Action.Execute' && one.associatedInputs === 'auto');
  expect(sends).toHaveLength(asks ? 1 : 0);
  if (asks) expect(card.actions[0]).toBe(sends[0]);
});

test('the feedback card names the meeting in the reader’s own zone', () => {
  expect(JSON.stringify(everyCard()['feedback request'])).toContain('Tuesday 30 March, 23:30');
});
