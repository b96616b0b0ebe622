import { sql } from 'kysely';
import * as lists from '../../src/contract/pair-lists.ts';
import * as programmes from '../../src/contract/programmes.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

let product: RunningProduct;
let programmeId: string;
let coordinator: Person;
let author: Person;
let colleague: Person;
/** Named by the author and by nobody else; takes no part in anything, so that every trace of them is a leak. */
let avoided: Person;
let wished: Person;

const settings = {
  name: 'Inclusion pilot',
  calendarName: 'Conversation',
  goal: 'Hear each other',
  topics: ['Data', 'Inclusion'],
  startsOn: '2027-01-11',
  endsOn: '2027-12-17',
  sessions: 6,
  gapWeeks: 5,
  timeZone: 'Europe/London',
  largestCapacity: { mentor: 2, mentee: 1 },
};

const at = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? programmeId);
const as = async (person: Person, roles: string[] = []) => {
  const token = await product.tokenOf(person.id, roles);
  return (method: string, path: string, body?: unknown) =>
    product.request(method, path, { token, ...(body !== undefined && { body }) });
};
const asCoordinator = () => as(coordinator, ['Coordinator']);

beforeAll(async () => {
  product = await runningProduct();
  const names = product.people();
  const unique = names.filter(
    ({ displayName }) => names.filter((other) => other.displayName === displayName).length === 1,
  );
  [coordinator, author, colleague, avoided, wished] = unique as [Person, Person, Person, Person, Person];
  const call = await asCoordinator();
  const created = await call('POST', programmes.createProgramme.path, settings);
  programmeId = (created.json as { programme: { id: string } }).programme.id;
  await call('POST', at(programmes.openProgramme.path));
  await product.database.transact(systemScope, ({ invitations }) =>
    invitations.add(
      [author, colleague].map(({ id }) => ({
        programmeId,
        personId: id,
        role: 'mentor' as const,
        invitedAt: product.world.clock.now(),
        answer: null,
        isGuest: false,
      })),
    ),
  );
});
afterAll(() => product.close());

const profile = { role: 'mentor', offers: ['Data'], wants: [], area: null, languages: ['English'], capacity: 2 };
const requests = () => ({ wishes: [wished.id], avoid: [avoided.id] });

test('colleagues are found by name, with no more than tells them apart, and not for ever', async () => {
  const call = await as(author);
  const path = at(programmes.findColleagues.path);
  const found = await call('POST', path, { query: avoided.displayName });
  expect(found.json).toEqual({
    people: [
      {
        id: avoided.id,
        name: avoided.displayName,
        title: avoided.jobTitle || null,
        department: avoided.department || null,
      },
    ],
  });
  expect((await call('POST', path, { query: author.displayName })).json).toEqual({ people: [] });
  expect((await call('POST', path, { query: ' x ' })).status).toBe(400);
  expect((await (await as(avoided))('POST', path, { query: 'Ann' })).status).toBe(404);
  const statuses = [];
  for (let calls = 0; calls < 60; calls++) statuses.push((await call('POST', path, { query: 'Qq' })).status);
  expect(new Set(statuses.slice(0, 57))).toEqual(new Set([200]));
  expect(await call('POST', path, { query: 'Qq' })).toMatchObject({ status: 429, json: { code: 'too-often' } });
  expect((await (await as(colleague))('POST', path, { query: 'Qq' })).status).toBe(200);
  product.world.clock.advance(10 * 60_000);
  expect((await (await as(author))('POST', path, { query: 'Qq' })).status).toBe(200);
});

test('a list is checked before it is saved, saved, exported as text, and deleted', async () => {
  const call = await asCoordinator();
  const params = { programmeId, list: 'never-pair' };
  const csv = `email,other_email\n${author.mail},${wished.mail}\n${wished.mail},${author.mail}\n`;
  const bad = await call('POST', at(lists.checkPairList.path, params), { csv: `${csv}${author.mail},=cmd@x.example` });
  expect(bad).toMatchObject({ status: 422, json: { code: 'bad-list', details: [{ at: 'line 4, other_email' }] } });
  expect(await call('PUT', at(lists.savePairList.path, params), { csv: 'a,b\nc,d', how: 'append' })).toMatchObject({
    status: 422,
    json: { details: [{ at: 'line 1, email' }, { at: 'line 1, other_email' }] },
  });
  expect((await call('POST', at(lists.checkPairList.path, params), { csv })).json).toMatchObject({
    pairs: 1,
    already: 0,
    onList: 0,
    first: [{ one: { id: author.id }, other: { id: wished.id } }],
  });
  expect((await call('GET', at(lists.getPairLists.path))).json).toMatchObject({
    lists: [{ pairs: 0 }, { list: 'never-pair', pairs: 0, changedAt: null }, { pairs: 0 }],
  });
  expect((await call('PUT', at(lists.savePairList.path, params), { csv, how: 'append' })).json).toEqual({
    added: 1,
    kept: 0,
    removed: 0,
  });
  const exported = (await call('POST', at(lists.exportPairList.path, params))).json as { csv: string };
  expect(exported.csv.split('\n')[0]).toBe('email,other_email,name,other_name');
  expect(exported.csv).toContain(author.mail);
  expect((await call('PUT', at(lists.savePairList.path, params), { csv: exported.csv, how: 'replace' })).json).toEqual({
    added: 0,
    kept: 1,
    removed: 0,
  });
  expect((await call('DELETE', at(lists.deletePairList.path, params))).json).toEqual({ removed: 1 });
  expect((await call('DELETE', at(lists.deletePairList.path, { programmeId, list: 'others' }))).status).toBe(400);
});

/** Tables with a row in which one of these texts stands, jobs and their archive included. */
async function tablesWith(texts: string[]): Promise<string[]> {
  return product.database.db.transaction().execute(async (tx) => {
    await sql`select set_config('counterpart.scope', 'system', true)`.execute(tx);
    const { rows } = await sql<{ schema: string; table: string }>`
      select table_schema as schema, table_name as table from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss') order by 1, 2`.execute(tx);
    const found: string[] = [];
    for (const { schema, table } of rows) {
      const name = sql.id(schema, table);
      const readable = await sql<{ may: boolean }>`
        select has_table_privilege(${`${schema}.${table}`}, 'select') as may`.execute(tx);
      if (readable.rows[0]?.may !== true) continue;
      for (const text of texts) {
        const hit = await sql`select 1 from ${name} as row where row::text ilike ${`%${text}%`} limit 1`.execute(tx);
        if (hit.rows.length > 0 && !found.includes(table)) found.push(table);
      }
    }
    return found;
  });
}

test('whom somebody avoids or wishes for is in their own answers and one table, and nowhere else', async () => {
  const canaries = [avoided.id, avoided.displayName, avoided.mail, wished.id, wished.displayName, wished.mail];
  const mine = await as(author);
  expect(await tablesWith(canaries)).toEqual([]);
  const joined = await mine('PUT', at(programmes.enrol.path), { ...profile, requests: requests() });
  expect(joined.status).toBe(200);
  for (const bad of [
    { wishes: [author.id], avoid: [avoided.id] },
    { wishes: [avoided.id], avoid: [avoided.id] },
    { wishes: [avoided.id, wished.id, coordinator.id, colleague.id], avoid: [] },
    { wishes: ['x'], avoid: [avoided.id] },
  ]) {
    const refused = await mine('PUT', at(programmes.enrol.path), { ...profile, requests: bad });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    for (const canary of canaries) expect(refused.text).not.toContain(canary);
  }
  await (
    await as(colleague)
  )('PUT', at(programmes.enrol.path), profile);

  const home = await mine('GET', '/api/home');
  expect(home.json).toMatchObject({
    participations: [
      { enrolment: { capacity: 2, requests: { wishes: [{ id: wished.id }], avoid: [{ id: avoided.id }] } } },
    ],
  });
  expect((await mine('GET', '/api/privacy')).text).toContain(avoided.displayName);

  const answers = [joined.text];
  for (const [person, roles] of [
    [coordinator, ['Coordinator']],
    [coordinator, ['Sponsor']],
    [colleague, []],
  ] as const) {
    const call = await as(person, [...roles]);
    for (const path of [
      '/api/home',
      '/api/privacy',
      '/api/programmes',
      '',
      '/people',
      '/pairs',
      '/results',
      '/lists',
      '/scenarios',
    ]) {
      const full = path.startsWith('/api') ? path : `/api/programmes/${programmeId}${path}`;
      answers.push((await call('GET', full)).text);
    }
  }
  for (const person of [avoided, wished]) {
    const call = await as(person);
    const own = (await call('GET', '/api/privacy')).text + (await call('GET', '/api/home')).text;
    expect(own).not.toContain(author.id);
    expect(own).not.toContain(author.displayName);
  }
  for (const text of [...answers, ...product.logged]) {
    for (const canary of canaries) expect(text).not.toContain(canary);
  }
  expect(await tablesWith(canaries)).toEqual(['partner_requests']);

  expect((await mine('DELETE', at(programmes.withdrawRequests.path))).status).toBe(200);
  expect(await tablesWith(canaries)).toEqual([]);
  await mine('PUT', at(programmes.enrol.path), { ...profile, requests: requests() });
  expect(await tablesWith(canaries)).toEqual(['partner_requests']);
  expect((await mine('DELETE', at(programmes.leave.path))).status).toBe(200);
  expect(await tablesWith(canaries)).toEqual([]);
});
