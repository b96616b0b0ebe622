import * as feedback from '../../src/contract/feedback.ts';
import * as matching from '../../src/contract/matching.ts';
import * as programmes from '../../src/contract/programmes.ts';
import { systemScope } from '../../src/domain/kernel/unit-of-work.ts';
import { runningProduct, type RunningProduct } from './running-product.ts';

type Layer = {
  route?: { path: string | string[]; methods: Record<string, boolean>; stack: { handle: { access?: string } }[] };
};

let product: RunningProduct;
beforeAll(async () => (product = await runningProduct()));
afterAll(() => product.close());

/** Every route of the running server, from its own table. */
const routeTable = () =>
  (product.app.router.stack as Layer[]).flatMap(({ route }) =>
    route === undefined
      ? []
      : [route.path].flat().flatMap((path) =>
          Object.keys(route.methods).map((method) => ({
            method: method.toUpperCase(),
            path,
            access: route.stack[0]?.handle.access ?? 'nothing declared',
          })),
        ),
  );

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
};

test('every route declares who may call it', () => {
  const table = routeTable().map(({ method, path, access }) => `${method} ${path}: ${access}`);
  expect(table.length).toBeGreaterThan(20);
  expect(table.filter((line) => line.endsWith('nothing declared'))).toEqual([]);
  expect(table.sort()).toMatchSnapshot();
});

test('only these are open to everybody', () => {
  const open = routeTable().filter(({ access }) => access === 'public');
  expect(open.map(({ path }) => path).sort()).toEqual([
    '/healthz',
    '/readyz',
    '/tab',
    '/tab/*page',
    '/tab/assets/*file',
  ]);
});

/** A path of the table with ids in it. */
const filled = (path: string, ids: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'b0000000-0000-4000-8000-000000000000');

test('every route × role × own and another’s programme: nobody gets further than declared', async () => {
  const [owner, other, stranger, invited] = product.people();
  const ownerToken = await product.tokenOf(owner!.id, ['Coordinator']);
  const created = await product.request('POST', programmes.createProgramme.path, { token: ownerToken, body: settings });
  expect(created.status).toBe(200);
  const programmeId = (created.json as { programme: { id: string } }).programme.id;
  await product.request('POST', `/api/programmes/${programmeId}/open`, { token: ownerToken });
  await product.database.transact(systemScope, ({ invitations }) =>
    invitations.add([
      {
        programmeId,
        personId: invited!.id,
        role: null,
        invitedAt: product.world.clock.now(),
        answer: null,
        isGuest: false,
      },
    ]),
  );
  const scenario = await product.request('POST', filled(matching.createScenario.path, { programmeId }), {
    token: ownerToken,
    body: {},
  });
  const scenarioId = (scenario.json as { scenario: { id: string } }).scenario.id;
  const callers = {
    coordinator: ownerToken,
    'another coordinator': await product.tokenOf(other!.id, ['Coordinator']),
    'the coordinator without the role': await product.tokenOf(owner!.id),
    sponsor: await product.tokenOf(other!.id, ['Sponsor']),
    'someone else': await product.tokenOf(stranger!.id),
    'someone invited': await product.tokenOf(invited!.id),
  };
  const passes: Record<string, (keyof typeof callers)[]> = {
    'signed-in': Object.keys(callers) as (keyof typeof callers)[],
    'coordinator-role': ['coordinator', 'another coordinator'],
    'coordinator-or-sponsor': ['coordinator', 'another coordinator', 'sponsor'],
    'programme-coordinator': ['coordinator'],
    'programme-coordinator-or-sponsor': ['coordinator', 'sponsor'],
    'programme-invited': ['someone invited'],
    'programme-participant': [],
    'meeting-participant': [],
    'meeting-diary': [],
    'time-proposal-diary': [],
  };
  const api = routeTable().filter(({ access }) => access in passes);
  expect(api.length).toBeGreaterThan(20);
  for (const { method, path, access } of api) {
    expect((await product.request(method, filled(path, { programmeId }))).status).toBe(401);
    for (const [who, token] of Object.entries(callers)) {
      // A body that no schema takes: whoever is let in is told so, and nothing is done.
      const body = method === 'GET' ? undefined : { 'no such field': true };
      const { status } = await product.request(method, filled(path, { programmeId, scenarioId, otherId: scenarioId }), {
        token,
        body,
      });
      const hidden = access.includes('role') || access === 'coordinator-or-sponsor' ? 403 : 404;
      const isIn = passes[access]!.includes(who as keyof typeof callers);
      const said = `${method} ${path} as ${who}: ${isIn ? (status === 403 || status === 404 ? status : 'in') : status}`;
      expect(said).toBe(`${method} ${path} as ${who}: ${isIn ? 'in' : hidden}`);
    }
  }
});

test('somebody else’s meeting does not exist', async () => {
  const token = await product.tokenOf(product.people()[5]!.id);
  const path = filled(feedback.giveFeedback.path, {});
  expect(await product.request('POST', path, { token, body: {} })).toMatchObject({
    status: 404,
    json: { code: 'no-such-meeting' },
  });
});
