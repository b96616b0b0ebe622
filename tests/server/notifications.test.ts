import { createHash } from 'node:crypto';
import pg from 'pg';
import { runningProduct, type RunningProduct } from './running-product.ts';

const path = '/api/graph/notifications';

let product: RunningProduct;
beforeAll(async () => (product = await runningProduct()));
afterAll(() => product.close());

const changed = {
  subscriptionId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
  subscriptionExpirationDateTime: '2026-11-29T11:00:00.0000000Z',
  clientState: 'canary-secret',
  changeType: 'updated',
  resource: 'Users/canary-person/Events/canary-event',
  tenantId: '11111111-1111-4111-8111-111111111111',
  resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: 'canary-event' },
};
const { changeType: _type, resource: _resource, resourceData: _data, ...aboutSubscription } = changed;
const post = (body: unknown) => product.request('POST', path, { body });
const shakeHands = (query: string) =>
  product.request('POST', `${path}?${query}`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** How many rows each table holds, the queue's included. */
async function everything(): Promise<Record<string, number>> {
  const owner = new pg.Client({ connectionString: product.database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname <> 'information_schema' and schemaname not like 'pg\\_%' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    counts[name] = Number((await owner.query<{ count: string }>(`select count(*) from ${name}`)).rows[0]!.count);
  }
  await owner.end();
  return counts;
}

test('the handshake gives the token back, HTML too, decoded, as plain text that no browser takes for a page (S7)', async () => {
  const token = 'Validation: Testing client application reachability + 100 %';
  expect(await shakeHands(`validationToken=${encodeURIComponent(token)}`)).toMatchObject({ status: 200, text: token });
  expect((await shakeHands('validationToken=two+words')).text).toBe('two words');

  const html = '<!doctype html><script>alert(1)</script>';
  const { status, text, headers } = await shakeHands(`validationToken=${encodeURIComponent(html)}`);
  expect([status, text]).toEqual([200, html]);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.each([
  ['none', 'validationToken='],
  ['two', 'validationToken=one&validationToken=two'],
  ['a book', `validationToken=${'x'.repeat(1001)}`],
])('%s is no token', async (_what, query) => {
  expect(await shakeHands(query)).toMatchObject({ status: 400, json: { code: 'bad-input', at: 'validationToken' } });
});

test('only by POST: a link to it shows nothing', async () => {
  expect((await product.request('GET', `${path}?validationToken=hello`)).status).toBe(405);
});

test.each<[about: string, value: object[]]>([
  ['changes', [changed, { ...changed, changeType: 'deleted', clientState: null }]],
  ['missed', [{ ...aboutSubscription, lifecycleEvent: 'missed' }]],
  ['subscriptionRemoved', [{ ...aboutSubscription, lifecycleEvent: 'subscriptionRemoved' }]],
  ['reauthorizationRequired', [{ ...aboutSubscription, lifecycleEvent: 'reauthorizationRequired' }]],
])(
  'of %s: what no subscription of ours vouches for does nothing, however often it comes (S7)',
  async (_about, value) => {
    const before = await everything();
    for (let time = 1; time <= 4; time++) {
      const { status, text, headers } = await post({ value });
      expect([status, text, headers.get('content-type')]).toEqual([202, '', null]);
    }
    expect(await everything()).toEqual(before);
  },
);

describe('with a subscription (S7)', () => {
  const secret = 'the secret of this one';
  const own = { ...changed, subscriptionId: '0f105c7d-2dc5-4530-97cd-4e7ae6534c07', clientState: secret };
  const { changeType: _type, resource: _resource, resourceData: _data, ...ofItself } = own;
  const mailbox = 'mentoring@contoso.example';
  const rows = async <Row extends object>(text: string): Promise<Row[]> => {
    const owner = new pg.Client({ connectionString: product.database.ownerUrl });
    await owner.connect();
    const answer = await owner.query<Row & pg.QueryResultRow>(text);
    await owner.end();
    return answer.rows;
  };
  beforeAll(async () => {
    const digest = createHash('sha256').update(secret).digest('hex');
    await rows(`insert into subscriptions (mailbox, address, state, id, secret_digest, since, expires_at)
      values ('${mailbox}', 'https://here', 'live', '${own.subscriptionId}', '${digest}', now(), now() + interval '6 days')`);
  });
  const waiting = async () => (await product.database.waitingJobs()).map(({ name }) => name).sort();

  test.each<[what: string, sent: object]>([
    ['another secret', { ...own, clientState: 'the secret of this onE' }],
    ['a longer secret', { ...own, clientState: `${secret} ` }],
    ['an empty secret', { ...own, clientState: '' }],
    ['no secret', { ...own, clientState: null }],
    ['the digest for the secret', { ...own, clientState: createHash('sha256').update(secret).digest('hex') }],
    ['the secret with the id of another subscription', { ...own, subscriptionId: changed.subscriptionId }],
    ['an end of the subscription with another secret', { ...ofItself, clientState: 'x', lifecycleEvent: 'missed' }],
  ])('%s does nothing', async (_what, sent) => {
    const before = await everything();
    expect((await post({ value: [sent] })).status).toBe(202);
    expect(await everything()).toEqual(before);
  });

  test('a genuine one among others is kept, once however often it is replayed, without a word of what it said, and the mailbox is read', async () => {
    for (let time = 1; time <= 4; time++) {
      expect((await post({ value: [changed, own, { ...own, clientState: 'wrong' }, own] })).status).toBe(202);
    }
    const kept = await rows('select mailbox, kind, digest from notifications');
    expect(kept).toEqual([{ mailbox, kind: 'updated', digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
    expect(await waiting()).toEqual(['read-mailbox']);
  });

  test('the id is the same in capital letters', async () => {
    const capital = { ...own, subscriptionId: own.subscriptionId.toUpperCase(), resource: 'another' };
    expect((await post({ value: [capital] })).status).toBe(202);
    expect(await rows('select from notifications')).toHaveLength(2);
  });

  test.each([
    ['missed', 'live'],
    ['reauthorizationRequired', 'due'],
    ['subscriptionRemoved', 'removed'],
  ])('%s leaves the subscription %s; told again it changes nothing', async (lifecycleEvent, state) => {
    for (let time = 1; time <= 2; time++) {
      expect((await post({ value: [{ ...ofItself, lifecycleEvent }] })).status).toBe(202);
      expect(await rows('select state from subscriptions')).toEqual([{ state }]);
    }
    const asks = (await waiting()).includes('keep-subscriptions');
    expect(asks).toBe(lifecycleEvent !== 'missed');
  });
});

test.each<[at: string, body: unknown]>([
  ['body', []],
  ['value', {}],
  ['value', { value: [] }],
  ['value', { value: changed }],
  ['value.0', { value: ['canary'] }],
  ['value.0.subscriptionId', { value: [{ ...changed, subscriptionId: 'canary' }] }],
  ['value.0.clientState', { value: [{ ...changed, clientState: 7 }] }],
  ['value.1.changeType', { value: [changed, { ...changed, changeType: 'canary' }] }],
  ['value.0.changeType', { value: [{ ...changed, changeType: undefined }] }],
  ['value.0.resource', { value: [{ ...changed, resource: undefined }] }],
  ['value.0.lifecycleEvent', { value: [{ ...aboutSubscription, lifecycleEvent: 'canary' }] }],
])('what is wrong at %s is named, and not repeated', async (at, body) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 400, json: { code: 'bad-input', at } });
  expect(answer.text).not.toContain('canary');
});

test.each([
  ['not JSON', '{"value":', {}, 400],
  ['a form', 'value=x', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
  ['nothing', '', {}, 400],
  ['null', 'null', {}, 400],
  ['far too long', JSON.stringify({ value: ['x'.repeat(1_100_000)] }), {}, 413],
])('a body that is %s is refused in words', async (_what, body, headers, status) => {
  const answer = await product.request('POST', path, { body, headers });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) as string });
});

test('the log counts them and says nothing of what they said', () => {
  const log = product.logged.join('');
  expect(log).toContain('"received":2,"own":0');
  expect(log).not.toMatch(/canary|7f105c7d|0f105c7d|alert|the secret/);
});
