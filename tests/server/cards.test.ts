import { sendCards } from '../faults/cards.ts';

test('more cards at once than Teams takes in a second: none is lost (R7)', async () => {
  const { lost, outlookAtOnce } = await sendCards({ cards: 75, people: 15, speed: 1 });
  expect(lost).toBe(0);
  expect(outlookAtOnce).toBeLessThanOrEqual(4);
}, 240_000);
