import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { showHelp } from '../../../src/domain/overview/show-help.ts';
import { setSupportContacts } from '../../../src/domain/pairs/set-support-contacts.ts';
import { showSupport } from '../../../src/domain/pairs/show-support.ts';
import { value } from '../../support/value.ts';
import { watchedHouse } from './watched-house.ts';

let house: Awaited<ReturnType<typeof watchedHouse>>;
beforeAll(async () => (house = await watchedHouse()));
afterAll(() => house.close());

type Running = Awaited<ReturnType<typeof house.running>>;
const list = (it: Running, contacts: (string | [string, string])[]) =>
  setSupportContacts(house.deps)({
    programmeId: it.programme.id,
    by: it.coordinators[0],
    contacts: contacts.map((one) =>
      typeof one === 'string' ? { personId: one, awayUntil: null } : { personId: one[0], awayUntil: one[1] },
    ),
  });
const contactsOf = async (it: Running, personId = it.pair.mentorId) =>
  value(await showHelp(house.deps)({ personId, about: { pairId: it.pair.id } })).contacts.map(({ id }) => id);
const headings = async (personId: string) => (await house.cards(personId)).map(({ speak }) => speak);

test('no list: one card for each coordinator, whatever runs again; mended by the list, and back when it is empty', async () => {
  const it = await house.running(2);
  value(await it.watch());
  value(await it.watch());
  await house.work();
  for (const coordinator of it.coordinators) {
    expect(await headings(coordinator)).toEqual(['2 pairs without a support contact']);
  }
  const [one = '', two = '', three = ''] = it.bystanders;
  value(await list(it, [one]));
  await house.work();
  expect(await headings(it.coordinators[0])).toEqual(['2 pairs with only one support contact']);
  value(await list(it, [one, two, three]));
  await house.work();
  const mended = 'Everybody now has two support contacts';
  for (const coordinator of it.coordinators) expect(await headings(coordinator)).toEqual([mended]);
  expect(await contactsOf(it)).toEqual([one, two]);
  expect(await contactsOf(it, it.pair.menteeId)).toEqual([one, two]);

  value(await list(it, []));
  await house.work();
  expect(await headings(it.coordinators[1])).toEqual([mended, '2 pairs without a support contact']);
});

test('an absence is covered by the next in order until the day after; a reorganisation moves somebody out', async () => {
  const it = await house.running();
  const [one = '', two = '', three = ''] = it.bystanders;
  const today = house.clock.now().toISOString().slice(0, 10);
  value(await list(it, [[one, today], two, three]));
  expect(await contactsOf(it)).toEqual([two, three]);
  house.sandbox.world.clock.advance(24 * 3_600_000);
  await house.sync();
  await house.work();
  expect(await contactsOf(it)).toEqual([one, two]);

  // The mentor now works for the first of them, and the second is gone.
  await house.move(it.pair.mentorId, one);
  await house.leave(two);
  await house.sync();
  await house.work();
  expect(await contactsOf(it)).toEqual([three]);
  const gaps = value(await showSupport(house.deps)({ programmeId: it.programme.id })).gaps;
  expect(gaps).toEqual([{ mentorId: it.pair.mentorId, menteeId: it.pair.menteeId, contacts: 1 }]);
});

test('pairs that are about to be published are told of beforehand', async () => {
  const it = await house.running();
  const [one = '', two = '', three = '', four = ''] = it.bystanders;
  value(await list(it, [one, two, three]));
  const asked = { programmeId: it.programme.id, pairs: [{ mentorId: four, menteeId: one }] };
  expect(value(await showSupport(house.deps)(asked)).gaps).toEqual([]);
  value(await list(it, [one, two]));
  expect(value(await showSupport(house.deps)(asked)).gaps).toEqual([{ ...asked.pairs[0], contacts: 1 }]);
});

test('who can’t be on the list is named, and nothing is changed', async () => {
  const it = await house.running();
  const [one = '', two = ''] = it.bystanders;
  const nobody = '00000000-0000-4000-8000-000000000000';
  const refused = async (contacts: string[]) => {
    const answer = await list(it, contacts);
    return answer.ok ? 'fine' : [answer.fault.code, answer.fault.at];
  };
  value(await list(it, [one]));
  expect(await refused([one, nobody])).toEqual(['not-in-directory', 'contacts.1.personId']);
  expect(await refused([two, two])).toEqual(['listed-twice', 'contacts.1.personId']);
  expect(await refused([it.coordinators[0]])).toEqual(['is-coordinator', 'contacts.0.personId']);
  const kept = await house.transact(systemScope, ({ support }) => support.contacts(it.programme.id));
  expect(kept).toEqual([{ personId: one, awayUntil: null }]);
});

test('help is for those in the programme, and that they asked is written down nowhere', async () => {
  const it = await house.running();
  value(await list(it, it.bystanders.slice(0, 2)));
  const before = await audited();
  const [stranger = ''] = it.bystanders;
  expect(await showHelp(house.deps)({ personId: stranger, about: { pairId: it.pair.id } })).toMatchObject({
    fault: { code: 'not-yours' },
  });
  const help = value(
    await showHelp(house.deps)({ personId: it.pair.menteeId, about: { programmeId: it.programme.id } }),
  );
  expect(help.contacts.map(({ id }) => id)).toEqual(it.bystanders.slice(0, 2));
  expect(help.coordinators.map(({ id }) => id)).toEqual(it.coordinators);
  expect(await audited()).toBe(before);
});

const audited = async (): Promise<number> =>
  house.db.transaction().execute(async (tx) => {
    await tx.executeQuery({ sql: `select set_config('counterpart.scope', 'system', true)`, parameters: [] } as never);
    return (await tx.selectFrom('audit').select('id').execute()).length;
  });
