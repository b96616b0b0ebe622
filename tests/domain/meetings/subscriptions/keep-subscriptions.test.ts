import { createHash, randomUUID } from 'node:crypto';
import { createSubscriptions } from '../../../../src/adapters/graph/subscriptions.ts';
import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { keepSubscriptions } from '../../../../src/domain/meetings/subscriptions/keep-subscriptions.ts';
import {
  nextStep,
  type ChangeSubscriptions,
  type Subscription,
} from '../../../../src/domain/meetings/subscriptions/subscriptions.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { graphSandbox } from '../../../support/graph-sandbox.ts';
import { startWebhook, type Webhook } from '../../../support/webhook.ts';

const publicUrl = 'https://counterpart.contoso.example';
const address = `${publicUrl}/api/graph/notifications`;
const mailboxes = ['mentoring@contoso.example', 'reverse@contoso.example'];
const [mailbox] = mailboxes as [string];
const hour = 3_600_000;

let webhook: Webhook;
let outlook: Awaited<ReturnType<typeof graphSandbox>>;
let database: TestDatabase;
beforeEach(async () => {
  webhook = await startWebhook();
  outlook = await graphSandbox({
    people: 60,
    env: {
      PRODUCT_URL: webhook.url,
      PRODUCT_PUBLIC_URL: publicUrl,
      ORGANIZER_MAILBOXES: mailboxes.join(','),
    },
  });
  database = await createTestDatabase({ clock: outlook.clock });
});
afterEach(async () => {
  expect(outlook.violations()).toEqual([]);
  await database.close();
  await outlook.close();
  await webhook.close();
});

const keep = (
  more: { changeSubscriptions?: ChangeSubscriptions; organizerMailboxes?: string[]; to?: string | null } = {},
) =>
  keepSubscriptions({
    transact: database.transact,
    clock: outlook.clock,
    changeSubscriptions: more.changeSubscriptions ?? createSubscriptions(outlook.graph),
    organizerMailboxes: more.organizerMailboxes ?? [mailbox],
    notificationAddress: more.to === undefined ? address : more.to,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    newSecret: randomUUID,
  })({});
type Standing = { id: string; mailbox: string; expiresAt: string };
const standing = async (): Promise<Standing[]> => {
  const response = await fetch(`${outlook.address}/_sandbox/subscriptions`);
  return ((await response.json()) as { subscriptions: Standing[] }).subscriptions;
};
const known = () => database.transact(systemScope, ({ subscriptions }) => subscriptions.all());
const control = async (path: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${outlook.address}/_sandbox${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
};
const readings = async () => (await database.waitingJobs()).filter(({ name }) => name === 'read-mailbox');

test('each mailbox gets one, with a secret that only its digest is kept of, and is read once', async () => {
  expect(await keep({ organizerMailboxes: mailboxes })).toEqual({ ok: true, value: { live: 2 } });
  expect(await keep({ organizerMailboxes: mailboxes })).toEqual({ ok: true, value: { live: 2 } });
  expect((await standing()).map((one) => one.mailbox).sort()).toEqual(mailboxes);
  const rows = await known();
  expect(rows).toMatchObject(mailboxes.map((one) => ({ mailbox: one, state: 'live', address })));
  expect(rows.every(({ secretDigest }) => /^[0-9a-f]{64}$/.test(secretDigest))).toBe(true);
  expect((await readings()).map(({ data }) => (data as { mailbox: string }).mailbox).sort()).toEqual(mailboxes);
});

test('in eight days, hour by hour, there is not a minute without, and never another one is made', async () => {
  await keep();
  const [first] = await standing();
  for (let step = 0; step < 8 * 24; step += 1) {
    outlook.world.clock.advance(hour);
    const now = await standing();
    expect(now).toMatchObject([{ id: first!.id }]);
    expect(Date.parse(now[0]!.expiresAt)).toBeGreaterThan(outlook.clock.now().getTime() + hour);
    await keep();
  }
  const renewals = outlook.requests.filter(({ operation }) => operation === 'renew a subscription').length;
  expect(renewals).toBe(2);
});

test('one that ran out, or was removed behind our back, is made anew, and the mailbox is read', async () => {
  await keep();
  outlook.world.clock.advance(8 * 24 * hour);
  expect(await standing()).toEqual([]);
  await keep();
  const [second] = await standing();
  await control('/subscriptions/lifecycle', { event: 'subscriptionRemoved' });
  outlook.world.clock.advance(4 * 24 * hour);
  await keep();
  const [third] = await standing();
  expect(new Set([second!.id, third!.id]).size).toBe(2);
  expect(await readings()).toHaveLength(3);
});

test('one whose end nobody told of is made anew within the hour', async () => {
  await keep();
  const [first] = await standing();
  await outlook.graph.send({ operation: 'end it', path: `/subscriptions/${first!.id}`, method: 'DELETE' });
  await keep();
  expect(await standing()).toHaveLength(1);
  expect(await known()).toMatchObject([{ state: 'live', id: (await standing())[0]!.id }]);
});

test('one whose answer was lost is found and ended before another is made', async () => {
  await control('/faults', { lostAnswer: 1, paths: '^/v1.0/subscriptions$', method: 'POST' });
  await expect(keep()).rejects.toThrow('subscribe to a mailbox');
  await expect(keep()).rejects.toThrow('subscribe to a mailbox');
  expect(await known()).toMatchObject([{ state: 'asked', id: null }]);
  await control('/faults', { lostAnswer: 0 });
  await keep();
  expect(await standing()).toHaveLength(1);
  expect(await known()).toMatchObject([{ id: (await standing())[0]!.id }]);
});

test('where it is refused that is told, and tried again', async () => {
  await control('/subscriptions/faults', { refused: true });
  expect(await keep()).toMatchObject({ ok: false, fault: { code: 'subscription-refused' } });
  expect(await known()).toMatchObject([{ state: 'refused', fault: '403 ExtensionError' }]);
  await control('/subscriptions/faults', { refused: false });
  webhook.handshake = { status: 500, type: 'text/plain', body: '' };
  expect(await keep()).toMatchObject({ ok: false, fault: { code: 'subscription-refused' } });
  webhook.handshake = null;
  expect(await keep()).toEqual({ ok: true, value: { live: 1 } });
});

test('another address, a mailbox less, no address: what is wanted no more is ended', async () => {
  await keep({ organizerMailboxes: mailboxes });
  await keep();
  expect(await standing()).toMatchObject([{ mailbox }]);
  const [before] = await standing();
  await keep({ to: `${publicUrl}/elsewhere` });
  const [after] = await standing();
  expect(after!.id).not.toBe(before!.id);
  expect(await keep({ to: null })).toEqual({ ok: true, value: { live: 0 } });
  expect([await standing(), await known()]).toEqual([[], []]);
});

test('one mailbox that fails keeps no other waiting', async () => {
  const real = createSubscriptions(outlook.graph);
  const failing: ChangeSubscriptions = {
    ...real,
    create: (order) => (order.mailbox === mailbox ? Promise.reject(new Error('away')) : real.create(order)),
  };
  await expect(keep({ organizerMailboxes: mailboxes, changeSubscriptions: failing })).rejects.toThrow('away');
  expect((await standing()).map((one) => one.mailbox)).toEqual([mailboxes[1]]);
});

test('a life is renewed at its half, at once when that is asked for, and anew when it is over', () => {
  const at = (hours: number) => new Date(hours * hour);
  const live: Subscription = {
    mailbox,
    address,
    state: 'live',
    id: randomUUID(),
    secretDigest: '',
    since: at(0),
    expiresAt: at(100),
    fault: null,
  };
  const stands = [{ id: live.id!, mailbox, address }];
  const steps = [0, 49, 50, 99, 100].map((hours) => nextStep(live, stands, address, at(hours)));
  expect(steps).toEqual(['rest', 'rest', 'renew', 'renew', 'create']);
  expect(nextStep({ ...live, state: 'due' }, stands, address, at(1))).toBe('renew');
  expect(nextStep({ ...live, state: 'removed' }, stands, address, at(1))).toBe('create');
  expect(nextStep(live, stands, 'https://elsewhere', at(1))).toBe('create');
  expect(nextStep(live, [], address, at(1))).toBe('create');
  expect(nextStep(undefined, stands, address, at(1))).toBe('create');
});
