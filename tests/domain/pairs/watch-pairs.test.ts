import type { PersonId } from '../../../src/domain/kernel/ids.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { learnMissingHours } from '../../../src/domain/matching/learn-missing-hours.ts';
import { keepTogether } from '../../../src/domain/pairs/keep-together.ts';
import { setSupportContacts } from '../../../src/domain/pairs/set-support-contacts.ts';
import { enrolmentOf, pairOf } from '../../adapters/postgres/filled-programme.ts';
import { value } from '../../support/value.ts';
import { watchedHouse } from './watched-house.ts';

let house: Awaited<ReturnType<typeof watchedHouse>>;
beforeAll(async () => (house = await watchedHouse()));
afterAll(() => house.close());

/** A programme of its own for each test, with people to turn to, so that nothing else is to be told. */
async function programme() {
  const it = await house.running();
  const contacts = it.bystanders.map((personId) => ({ personId, awayUntil: null }));
  const [by] = it.coordinators;
  value(await setSupportContacts(house.deps)({ programmeId: it.programme.id, by, contacts }));
  const broken = async () => (await it.alerts()).filter(({ matter }) => matter.kind === 'rules-broken');
  return { ...it, broken };
}

const headings = async (personId: string) => (await house.cards(personId)).map(({ speak }) => speak);

test('a move that breaks a rule is told to each coordinator once; when the chart heals the card says so', async () => {
  const { pair, coordinators, broken, watch } = await programme();
  const before = house.sandbox.world.directory.get(pair.mentorId)!.managerId;
  await house.sync();
  await house.work();
  expect(await broken()).toEqual([]);

  const lead = house.sandbox.world.directory.reportsOf(pair.menteeId)[0]!;
  await house.move(pair.mentorId, lead.id);
  await house.sync();
  await house.work();
  const heading = `${house.name(pair.mentorId)} now reports to ${house.name(pair.menteeId)}`;
  for (const coordinator of coordinators) {
    const [card, ...more] = await house.cards(coordinator);
    expect(more).toEqual([]);
    expect(card?.speak).toBe(heading);
    expect(JSON.stringify(card)).toContain(`${heading}, two steps up.`);
    expect(card?.actions.map(({ title }) => title)).toEqual(['Open the pair', 'Keep them together']);
  }
  expect(await headings(pair.mentorId)).toEqual([]);

  // The same again, by two instances at once, and after another synchronisation.
  await Promise.all([watch(), watch()]);
  await house.sync();
  await house.work();
  expect(await headings(coordinators[0])).toEqual([heading]);

  await house.move(pair.mentorId, before);
  await house.sync();
  await house.work();
  const healed = `All is well again: ${house.name(pair.mentorId)} and ${house.name(pair.menteeId)}`;
  for (const coordinator of coordinators) expect(await headings(coordinator)).toEqual([healed]);

  await house.move(pair.mentorId, lead.id);
  await house.sync();
  await house.work();
  expect(await headings(coordinators[0])).toEqual([healed, heading]);
});

test('a direct report who moves away again is no former report: it has healed', async () => {
  const { pair, broken } = await programme();
  const before = house.sandbox.world.directory.get(pair.mentorId)!.managerId;
  for (const manager of [pair.menteeId, before]) {
    await house.move(pair.mentorId, manager);
    await house.sync();
    await house.work();
  }
  expect((await broken()).map(({ state }) => state)).toEqual(['mended']);
});

test('what heals before its card is sent is never told', async () => {
  const { pair, coordinators, broken, watch } = await programme();
  const before = house.sandbox.world.directory.get(pair.mentorId)!.managerId;
  for (const manager of [pair.menteeId, before]) {
    await house.move(pair.mentorId, manager);
    await house.sync();
    await watch();
  }
  expect((await broken()).map(({ state }) => state)).toEqual(['mended']);
  await house.work();
  for (const coordinator of coordinators) expect(await headings(coordinator)).toEqual([]);
});

test('kept together by one coordinator: told to all, written down, and not brought up again; a new matter is', async () => {
  const {
    pair,
    coordinators,
    broken,
    programme: { id: programmeId },
  } = await programme();
  const [one, two] = coordinators;
  // Near in the chart, and above nobody.
  const near = house.sandbox.world.directory.get(pair.menteeId)!.managerId!;
  await house.move(pair.mentorId, near);
  await house.sync();
  await house.work();
  const [alert] = await broken();
  expect(alert).toMatchObject({ state: 'open' });
  const keep = (by: string) => keepTogether(house.deps)({ programmeId, alertId: alert!.id, by });
  expect(await keep(pair.menteeId)).toMatchObject({ fault: { code: 'no-such-alert' } });
  expect(await Promise.all([keep(one), keep(two)])).toEqual([
    { ok: true, value: 'kept' },
    { ok: true, value: 'kept' },
  ]);
  await house.work();
  const stay = `${house.name(pair.mentorId)} and ${house.name(pair.menteeId)} stay together`;
  const [decided] = await broken();
  for (const coordinator of [one, two]) {
    const [card] = await house.cards(coordinator);
    expect(card?.speak).toBe(stay);
    expect(JSON.stringify(card)).toContain(`${house.name(decided!.closedBy!)} decided so.`);
  }
  const audited = await house.db.transaction().execute(async (tx) => {
    await tx.executeQuery({ sql: `select set_config('counterpart.scope', 'system', true)`, parameters: [] } as never);
    return tx.selectFrom('audit').selectAll().where('action', '=', 'pair-kept-together').execute();
  });
  expect(audited).toMatchObject([{ actor: decided!.closedBy, subject: pair.id }]);

  await house.sync();
  await house.work();
  expect(await broken()).toHaveLength(1);

  await house.move(pair.mentorId, pair.menteeId);
  await house.sync();
  await house.work();
  const matters = await broken();
  expect(matters.map(({ state }) => state)).toEqual(['open', 'kept']);
  expect(await headings(two)).toEqual([
    stay,
    `${house.name(pair.mentorId)} now reports to ${house.name(pair.menteeId)}`,
  ]);
});

test('worse than before is one new card, and the old one points to it', async () => {
  const { pair, coordinators, broken } = await programme();
  const near = house.sandbox.world.directory.get(pair.menteeId)!.managerId!;
  for (const manager of [near, pair.menteeId]) {
    await house.move(pair.mentorId, manager);
    await house.sync();
    await house.work();
  }
  expect((await broken()).map(({ state }) => state)).toEqual(['open', 'replaced']);
  expect(await headings(coordinators[0])).toEqual([
    `${house.name(pair.mentorId)} and ${house.name(pair.menteeId)}: see my later message`,
    `${house.name(pair.mentorId)} now reports to ${house.name(pair.menteeId)}`,
  ]);
});

test('who leaves the organisation leaves their pair kindly, and it is told once', async () => {
  const {
    pair,
    coordinators,
    broken,
    watch,
    programme: { id: programmeId },
  } = await programme();
  const leaver = house.name(pair.mentorId);
  await house.leave(pair.mentorId);
  await house.sync();
  await house.work();
  await watch();
  await house.work();
  const { state, partner, jobs } = await house.transact(systemScope, async (stores) => ({
    state: (await stores.pairs.get(pair.id))?.state,
    partner: await stores.enrolments.get(programmeId, pair.menteeId),
    jobs: await house.waitingJobs(),
  }));
  expect([state, partner?.waitingSince]).toEqual(['ended', expect.any(Date)]);
  expect(jobs).toEqual([]);
  for (const coordinator of coordinators) {
    expect(await headings(coordinator)).toEqual([`${leaver} has left the organisation`]);
  }
  expect(await headings(pair.menteeId)).toHaveLength(1);
  // An alert about the pair has nothing left to decide.
  expect((await broken()).filter((alert) => alert.state === 'open')).toEqual([]);
});

test.each([
  ['told by a change', false],
  ['missed by a whole reading', true],
])('a guest who has gone from the directory is seen off as an employee is: %s', async (_, isReadAnew) => {
  const { programme: running, pair, coordinators } = await programme();
  const guest = house.sandbox.world.directory.guests()[0]!;
  const theirs = { ...pairOf(running.id, pair.mentorId, guest.id), publishedAt: pair.publishedAt };
  const [details] = await house.deps.directory.look([guest.id]);
  await house.transact(systemScope, async (stores) => {
    await stores.enrolments.save(enrolmentOf(running.id, guest.id, 'mentee'));
    const hours = { timeZone: null, worksFrom: null, worksTo: null };
    await stores.participants.save([{ ...details!, ...hours, refreshedAt: house.deps.clock.now() }]);
    await stores.pairs.add([theirs]);
  });
  await house.sync();
  await house.work();
  const stateOf = () => house.transact(systemScope, async ({ pairs }) => (await pairs.get(theirs.id))?.state);
  expect(await stateOf()).toBe('live');

  await house.leave(guest.id);
  if (isReadAnew) {
    await house.transact(systemScope, async ({ chart }) =>
      chart.saveSyncState({ ...(await chart.syncState()), phase: 'never' }),
    );
  }
  await house.sync();
  await house.work();
  expect(await stateOf()).toBe('ended');
  for (const coordinator of coordinators) {
    const told = (await headings(coordinator)).filter((heading) => heading.includes('left the organisation'));
    expect(told).toEqual([`${guest.displayName} has left the organisation`]);
  }
});

test('a guest who has gone stays so when their hours are learned afterwards', async () => {
  const { programme: running } = await programme();
  const guest = house.sandbox.world.directory.guests()[0]!;
  const [details] = await house.deps.directory.look([guest.id]);
  await house.transact(systemScope, async (stores) => {
    await stores.enrolments.save(enrolmentOf(running.id, guest.id, 'mentee'));
    const hours = { timeZone: null, worksFrom: null, worksTo: null };
    await stores.participants.save([{ ...details!, ...hours, refreshedAt: house.deps.clock.now() }]);
  });
  await house.leave(guest.id);
  await house.sync();
  const hours = { timeZone: 'Europe/London', worksFrom: '09:00', worksTo: '17:00' };
  const workingHours = { of: async (people: { id: PersonId }[]) => people.map(({ id }) => ({ id, ...hours })) };
  await learnMissingHours({ transact: house.transact, workingHours }, running.id);
  const { left, known } = await house.transact(systemScope, async ({ chart, participants }) => ({
    left: await chart.leavers([guest.id]),
    known: await participants.get(guest.id),
  }));
  expect(known?.timeZone).toBe('Europe/London');
  expect([...left]).toEqual([guest.id]);
});

test('a coordinator who takes part is not asked about their own pair', async () => {
  const {
    pair,
    coordinators,
    broken,
    programme: { id: programmeId },
  } = await programme();
  const [one] = coordinators;
  await house.transact(systemScope, async ({ programmes }) => {
    const it = (await programmes.get(programmeId))!;
    await programmes.save({ ...it, coordinators: [one, pair.menteeId] });
  });
  await house.move(pair.mentorId, pair.menteeId);
  await house.sync();
  await house.work();
  expect(await headings(one)).toHaveLength(1);
  expect(await headings(pair.menteeId)).toEqual([]);
  const [alert] = await broken();
  const decided = await keepTogether(house.deps)({
    programmeId: programmeId,
    alertId: alert!.id,
    by: pair.menteeId,
  });
  expect(decided).toMatchObject({ fault: { code: 'own-pair' } });
});

test('the only coordinator is told of their own pair that nobody can decide, and is offered no decision', async () => {
  const {
    pair,
    broken,
    programme: { id: programmeId },
  } = await programme();
  const only = pair.menteeId;
  await house.transact(systemScope, async ({ programmes }) => {
    const it = (await programmes.get(programmeId))!;
    await programmes.save({ ...it, coordinators: [only] });
  });
  await house.move(pair.mentorId, pair.menteeId);
  await house.sync();
  await house.work();
  const [card] = await house.cards(only);
  expect(JSON.stringify(card)).toContain('The programme has no other coordinator, so nobody else can decide either');
  expect(card!.actions.map(({ title }) => title)).toEqual(['Open the pair']);
  const [alert] = await broken();
  expect(await keepTogether(house.deps)({ programmeId, alertId: alert!.id, by: only })).toMatchObject({
    fault: { code: 'own-pair', message: expect.stringContaining('no other coordinator') },
  });
});
