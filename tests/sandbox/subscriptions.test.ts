import { setTimeout as wait } from 'node:timers/promises';
import { startWebhook, type Webhook } from '../support/webhook.ts';
import { until } from '../support/until.ts';
import { startTenant, type Answered, type Tenant } from './tenant.ts';

const publicUrl = 'https://counterpart.contoso.example';
const mailbox = 'mentoring@contoso.example';
const minute = 60_000;

let webhook: Webhook;
let tenant: Tenant;
beforeEach(async () => {
  webhook = await startWebhook();
  tenant = await startTenant({ PRODUCT_URL: webhook.url, PRODUCT_PUBLIC_URL: publicUrl });
});
afterEach(async () => {
  await tenant.remove();
  await webhook.close();
  expect(webhook.wrong).toEqual([]);
});

const send = (method: string, path: string, body?: unknown): Promise<Answered> =>
  tenant.graph(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const inMinutes = (minutes: number): string =>
  new Date(tenant.world.clock.now().getTime() + minutes * minute).toISOString();
const order = (more: object = {}) => ({
  changeType: 'created,updated,deleted',
  notificationUrl: `${publicUrl}/hooks`,
  lifecycleNotificationUrl: `${publicUrl}/hooks`,
  resource: `/users/${mailbox}/events`,
  expirationDateTime: inMinutes(10_000),
  clientState: 'a secret',
  ...more,
});
const subscribe = async (more: object = {}): Promise<string> => {
  const { status, body } = await send('POST', '/subscriptions', order(more));
  expect([status, body['error']]).toEqual([201, undefined]);
  return body['id'] as string;
};
const book = async (): Promise<string> => {
  const moment = (hour: string) => ({ dateTime: `2027-01-12T${hour}:00:00`, timeZone: 'UTC' });
  const event = { subject: 'Conversation', start: moment('10'), end: moment('11'), attendees: [] };
  return (await send('POST', `/users/${mailbox}/events`, event)).body['id'] as string;
};
const faults = (body: object) => tenant.control('POST', '/subscriptions/faults', body);
const standing = async (): Promise<Record<string, unknown>[]> =>
  (await tenant.control('GET', '/subscriptions')).body['subscriptions'] as Record<string, unknown>[];
const kinds = () => webhook.all().map((one) => one['changeType'] ?? one['lifecycleEvent']);
const advance = (milliseconds: number) => tenant.control('POST', '/clock', { advanceMs: milliseconds });
const noViolations = () => expect(tenant.world.contract.counts().violations).toEqual([]);

test('a subscription is made after the handshake, read, renewed and ended', async () => {
  const made = await send('POST', '/subscriptions', order());
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ resource: `/users/${mailbox}/events`, clientState: 'a secret' });
  const path = `/subscriptions/${made.body['id'] as string}`;
  expect((await send('GET', path)).body).toMatchObject({ id: made.body['id'], clientState: null });
  expect((await send('GET', '/subscriptions')).body['value']).toHaveLength(1);

  const later = inMinutes(10_079);
  expect((await send('PATCH', path, { expirationDateTime: later })).body['expirationDateTime']).toBe(later);
  expect((await send('POST', `${path}/reauthorize`)).status).toBe(204);
  expect((await send('DELETE', path)).status).toBe(204);
  for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', { expirationDateTime: later }]] as const) {
    expect(await send(method, path, body)).toMatchObject({
      status: 404,
      body: { error: { code: 'ResourceNotFound' } },
    });
  }
  noViolations();
});

test('at most seven days, at least 45 minutes, and gone when they are over', async () => {
  const tooLong = await send('POST', '/subscriptions', order({ expirationDateTime: inMinutes(10_081) }));
  expect(tooLong).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('10080') as string } },
  });
  expect((await send('POST', '/subscriptions', order({ expirationDateTime: inMinutes(-1) }))).status).toBe(400);
  const id = await subscribe({ expirationDateTime: inMinutes(5) });
  await advance(44 * minute);
  expect(await standing()).toMatchObject([{ id }]);
  await advance(2 * minute);
  expect(await standing()).toEqual([]);
  expect((await send('GET', `/subscriptions/${id}`)).status).toBe(404);
  await book();
  expect((await tenant.control('GET', '/subscriptions')).body['sent']).toMatchObject({ posts: 0 });
  noViolations();
});

test.each([
  ['another mailbox', { resource: '/users/stranger/events' }, 404],
  ['another resource', { resource: '/users/x/messages' }, 400],
  ['an address elsewhere', { notificationUrl: 'https://elsewhere.example/hooks' }, 400],
  ['a lifecycle address elsewhere', { lifecycleNotificationUrl: 'https://elsewhere.example/hooks' }, 400],
])('%s is refused', async (_what, more, status) => {
  expect((await send('POST', '/subscriptions', order(more))).status).toBe(status);
  expect(await standing()).toEqual([]);
  noViolations();
});

test('a mailbox outside the scope, and a tenant where the scope does not suffice, answer 403', async () => {
  const outside = tenant.world.directory.list(0, 300).find((one) => one.userType === 'Member' && one.mail !== mailbox)!;
  const elsewhere = await send('POST', '/subscriptions', order({ resource: `users/${outside.id}/events` }));
  expect(elsewhere.status).toBe(403);
  await faults({ refused: true });
  expect((await send('POST', '/subscriptions', order())).status).toBe(403);
});

test('plain http breaks the contract, and without a public address nothing of this machine is reached', async () => {
  const plain = await send('POST', '/subscriptions', order({ notificationUrl: `${webhook.url}/hooks` }));
  expect(plain.body['error']).toMatchObject({ code: 'ContractViolation' });
  tenant.world.config.publicUrl = null;
  expect(await send('POST', '/subscriptions', order())).toMatchObject({
    status: 400,
    body: { error: { code: 'InvalidRequest' } },
  });
});

test.each([
  ['another status', { status: 202, type: 'text/plain', body: '' }],
  ['another type', { status: 200, type: 'text/html', body: 'Validation' }],
  ['another text', { status: 200, type: 'text/plain', body: 'Validation' }],
])('a handshake with %s makes no subscription', async (_what, handshake) => {
  webhook.handshake = handshake;
  expect(await send('POST', '/subscriptions', order())).toMatchObject({
    status: 400,
    body: { error: { code: 'InvalidRequest' } },
  });
  expect(await standing()).toEqual([]);
});

test('changes in the mailbox are told in their order, with the secret, and of no other mailbox', async () => {
  const id = await subscribe();
  const event = await book();
  await send('PATCH', `/users/${mailbox}/events/${event}`, { subject: 'Another' });
  await send('DELETE', `/users/${mailbox}/events/${event}`);
  await until('all are told', () => kinds().includes('deleted'));
  expect(kinds()).toEqual(['created', 'updated', 'updated', 'deleted']);
  for (const one of webhook.all()) {
    expect(one).toMatchObject({ subscriptionId: id, clientState: 'a secret', resourceData: { id: event } });
  }
  noViolations();
});

test('only the kinds that were asked for; many at once share a post', async () => {
  await faults({ delayMs: 30_000 });
  await subscribe({ changeType: 'created' });
  for (let n = 1; n <= 5; n++) {
    await send('PATCH', `/users/${mailbox}/events/${await book()}`, { subject: `The ${n}th` });
  }
  expect(webhook.posts).toEqual([]);
  await advance(30_000);
  await until('they are told', () => webhook.posts.length > 0);
  expect(kinds()).toEqual(['created', 'created', 'created', 'created', 'created']);
  expect(webhook.posts).toHaveLength(1);
});

test('what is not taken comes again with growing pauses, for four hours, and after a restart', async () => {
  await subscribe();
  webhook.answers.status = 503;
  await book();
  await wait(300);
  await tenant.close();
  const again = await startTenant({ PRODUCT_URL: webhook.url, PRODUCT_PUBLIC_URL: publicUrl }, tenant.dataDir);
  tenant = again;
  webhook.answers.status = 202;
  await advance(minute);
  await until('it is told', () => kinds().length === 1);

  webhook.answers.status = 500;
  await book();
  await wait(200);
  await advance(5 * 60 * minute);
  await wait(200);
  webhook.answers.status = 202;
  await advance(60 * minute);
  await wait(200);
  expect(kinds()).toEqual(['created']);
});

test('some are lost, some come twice with the same words', async () => {
  await subscribe();
  await faults({ dropRate: 1 });
  await book();
  await wait(200);
  await faults({ dropRate: 0, duplicateRate: 1 });
  await book();
  await until('it came', () => kinds().length === 1);
  await advance(minute);
  await until('it came twice', () => kinds().length === 2);
  expect(webhook.all()[0]).toEqual(webhook.all()[1]);
});

test('an address with slow answers is told nothing for ten minutes', async () => {
  await subscribe();
  await faults({ slowAfterMs: 20 });
  webhook.answers.afterMs = 60;
  await book();
  await until('it came', () => kinds().length === 1);
  await wait(150);
  webhook.answers.afterMs = 0;
  await book();
  await wait(200);
  expect(kinds()).toHaveLength(1);
  await advance(11 * minute);
  await book();
  await until('it is trusted again', () => kinds().length === 2);
});

test('what happens to a subscription is told, and takes effect', async () => {
  const id = await subscribe();
  const lifecycle = (event: string) => tenant.control('POST', '/subscriptions/lifecycle', { event, id });
  await lifecycle('reauthorizationRequired');
  await book();
  await until('it is told', () => kinds().length === 1);
  await wait(200);
  expect(kinds()).toEqual(['reauthorizationRequired']);
  await send('POST', `/subscriptions/${id}/reauthorize`);
  await until('what waited comes', () => kinds().includes('created'));

  await lifecycle('missed');
  await until('it is told', () => kinds().includes('missed'));
  await lifecycle('subscriptionRemoved');
  await until('it is told', () => kinds().includes('subscriptionRemoved'));
  expect(await standing()).toEqual([]);
  expect((await send('PATCH', `/subscriptions/${id}`, { expirationDateTime: inMinutes(60) })).status).toBe(404);
  await book();
  await wait(200);
  expect(kinds()).toEqual(['reauthorizationRequired', 'created', 'missed', 'subscriptionRemoved']);
  noViolations();
});

test('a fault that is unknown or impossible is refused by name', async () => {
  expect(await faults({ loseRate: 1 })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('loseRate') as string },
  });
  expect((await faults({ dropRate: 2 })).status).toBe(400);
  expect((await tenant.control('GET', '/subscriptions/faults')).body).toMatchObject({ dropRate: 0, refused: false });
  expect((await tenant.control('POST', '/subscriptions/lifecycle', { event: 'lost' })).status).toBe(400);
  expect((await tenant.control('POST', '/subscriptions/lifecycle', { event: 'missed' })).status).toBe(404);
});
