import { listPairs } from '../../src/contract/meetings.ts';
import {
  createScenario,
  getScenario,
  listScenarios,
  publishScenario,
  runScenario,
} from '../../src/contract/matching.ts';
import { getMe } from '../../src/contract/me.ts';
import { answerTimes, getNewTimes } from '../../src/contract/new-times.ts';
import * as programmes from '../../src/contract/programmes.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { createCall } from '../../src/tab/api.ts';
import { until } from '../support/until.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
beforeAll(async () => (product = await runningProduct({ people: 120, run: 'web,worker' })));
afterAll(() => product.close());

const callWith = (token: () => Promise<string>) =>
  createCall({ token, fetch: (path, init) => fetch(`${product.url}${path as string}`, init) });
const as = (personId: string, roles: string[] = []) => callWith(() => product.tokenOf(personId, roles));
/** A guest's token is the one that the page got by itself. */
const asGuest = (personId: string) =>
  callWith(() => product.world.keys.entra.sign({ ...product.claims(personId), azp: product.world.config.apiAppId }));
const inbox = async (personId: string): Promise<{ kind: string; subject: string }[]> => {
  const answer = await fetch(`${product.world.address}/_sandbox/mail?person=${personId}`);
  return ((await answer.json()) as { mails: { kind: string; subject: string }[] }).mails;
};

test('a guest is invited from a list by mail, joins on the page, is matched, says which hours suit, and is invited by Outlook', async () => {
  const guest = product.world.directory.guests()[0]!;
  const staff = product.people().filter((one) => one.grade !== '' && one.managerId !== null);
  const depth = (id: string | null): number =>
    id === null ? -1 : 1 + depth(product.world.directory.get(id)!.managerId);
  const [mentor, coordinator] = staff.toSorted((a, b) => depth(b.id) - depth(a.id)) as [Person, Person];
  const call = as(coordinator.id, ['Coordinator']);
  const { programme } = await call(programmes.createProgramme, {
    params: {},
    body: {
      name: 'Pilot',
      calendarName: 'Talk',
      goal: '',
      topics: ['Data'],
      startsOn: '2027-01-11',
      endsOn: '2027-12-17',
      sessions: 6,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  const params = { programmeId: programme.id };
  await call(programmes.openProgramme, { params });
  const csv = `email,role\n${guest.mail},mentee\n${mentor.mail},mentor\n`;
  expect(await call(programmes.invitePeople, { params, body: { csv } })).toMatchObject({ invited: 2 });

  await until('the mail has come', async () => (await inbox(guest.id)).length > 0);
  expect(await inbox(guest.id)).toMatchObject([{ kind: 'letter', subject: 'Talk: you are invited' }]);
  const listed = async (id: string) =>
    (await call(programmes.listPeople, { params })).invitations.find(({ person }) => person.id === id);
  await until('it is shown as sent', async () => (await listed(guest.id))?.card === 'sent');
  expect((await listed(guest.id))?.person.byMail).toBe(true);
  expect((await listed(mentor.id))?.person).not.toHaveProperty('byMail');

  const own = asGuest(guest.id);
  expect(await own(getMe, { params: {} })).toMatchObject({ person: { byMail: true }, inChart: false });
  const lookUp = own(programmes.findColleagues, { params, body: { query: mentor.displayName.slice(0, 3) } });
  await expect(lookUp).rejects.toMatchObject({ fault: { code: 'guest' } });
  const body = { wants: ['Data'], offers: ['Data'], area: null, languages: ['English'] };
  await own(programmes.enrol, { params, body: { ...body, role: 'mentee' } });
  await as(mentor.id)(programmes.enrol, { params, body: { ...body, role: 'mentor' } });
  await call(programmes.closeEnrolment, { params });

  // Outside the chart a guest is above and below nobody; how many levels lie between can't be said, so that rule is off.
  const { defaults } = await call(listScenarios, { params });
  const rules = { ...defaults.rules, minLevelGap: null };
  const { scenario } = await call(createScenario, { params, body: { settings: { ...defaults, rules } } });
  const one = { ...params, scenarioId: scenario.id };
  const read = async () => (await call(getScenario, { params: one })).scenario;
  await until('the pair is published', async () => {
    await call(runScenario, { params: one, body: { version: (await read()).version } });
    await until('it has run', async () => (await read()).state === 'done');
    const version = (await read()).version;
    return call(publishScenario, { params: one, body: { version } }).then(
      () => true,
      () => false,
    );
  });
  const pair = async () => (await call(listPairs, { params })).pairs[0]!;
  expect((await pair()).mentee).toMatchObject({ id: guest.id, byMail: true });

  const question = async (reader: typeof own) => (await reader(getNewTimes, { params: {} })).questions[0];
  await until('hours are asked for', async () => (await question(own))?.state === 'open');
  await until('by mail', async () => (await inbox(guest.id)).some(({ subject }) => /which hours suit/.test(subject)));
  for (const reader of [own, as(mentor.id)]) {
    const { id, round, hours } = (await question(reader))!;
    await reader(answerTimes, { params: { proposalId: id }, body: { round, suits: [hours[0]!.startsAt] } });
  }
  await until('it is booked', async () => (await pair()).booking === 'booked');
  await until('Outlook’s own invitation', async () =>
    (await inbox(guest.id)).some(({ kind, subject }) => kind === 'invitation' && subject === 'Talk'),
  );
  expect((await inbox(guest.id)).map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['Talk: you have a partner', 'Talk: which hours suit you?', 'Talk: you are invited']),
  );
  expect(product.world.contract.counts().violations).toEqual([]);
}, 120_000);
