import { createBotHandlers } from '../../src/server/bot.ts';
import { createLog } from '../../src/server/log.ts';
import { createUseCases } from '../../src/server/use-cases.ts';
import { watchedHouse } from '../domain/pairs/watched-house.ts';

const notUsed = {} as never;

let house: Awaited<ReturnType<typeof watchedHouse>>;
beforeAll(async () => (house = await watchedHouse()));
afterAll(() => house.close());

/** What a person sees after pressing a button: a card, or a message. */
async function press(personId: string, data: unknown) {
  const rest = {
    calendar: notUsed,
    calendarReader: notUsed,
    changeSubscriptions: notUsed,
    workingHours: notUsed,
    matcher: notUsed,
    placer: notUsed,
    notificationAddress: null,
    organizerMailboxes: [],
  };
  const parts = { ...house.deps, ...rest, gradesAreRead: false, tabLink: house.links.home };
  const log = createLog('info', house.clock, { write: () => undefined });
  const handlers = createBotHandlers({ use: createUseCases(parts), transact: house.transact, links: house.links, log });
  const reply = await handlers.onCardAction(personId, data);
  return 'card' in reply ? reply.card.speak : reply.message;
}

test('keeping two together from the card, by whoever may, and telling the other coordinator', async () => {
  const { pair, coordinators, bystanders, programme } = await house.running();
  await house.transact({ kind: 'programme', programmeId: programme.id }, ({ support }) =>
    support.setContacts(
      programme.id,
      bystanders.map((personId) => ({ personId, awayUntil: null })),
    ),
  );
  await house.move(pair.mentorId, pair.menteeId);
  await house.sync();
  await house.work();
  const [card] = await house.cards(coordinators[0]);
  const data = card?.actions.find(({ title }) => title === 'Keep them together')?.data;
  const [stranger = ''] = bystanders;
  const nothing = 'There is nothing to decide here any more.';
  expect(await press(stranger, data)).toBe(nothing);
  expect(await press(pair.menteeId, data)).toBe(nothing);
  expect(await press(coordinators[0], { ...(data as object), alertId: 'x' })).toMatch(/^This card’s answer/);
  const elsewhere = (await house.running()).programme.id;
  expect(await press(coordinators[0], { ...(data as object), programmeId: elsewhere })).toBe(nothing);

  const stay = `${house.name(pair.mentorId)} and ${house.name(pair.menteeId)} stay together`;
  expect(await press(coordinators[0], data)).toBe(stay);
  expect(await press(coordinators[1], data)).toBe(stay);
  await house.work();
  const [other] = await house.cards(coordinators[1]);
  expect(JSON.stringify(other)).toContain(`${house.name(coordinators[0])} decided so.`);

  const help = await press(pair.menteeId, { action: 'help', pairId: pair.id });
  const [first = '', second = ''] = bystanders.map(house.name);
  expect(help).toContain(`Write to ${first} or ${second} here in Teams, in confidence: your coordinator is not told.`);
  expect(help).toContain(house.name(coordinators[0]));
  expect(await press(stranger, { action: 'help', pairId: pair.id })).toMatch(/not about a programme of yours/);
});
