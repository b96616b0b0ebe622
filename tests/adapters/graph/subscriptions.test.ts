import { fromOwnSubscriptions, readNotifications } from '../../../src/adapters/graph/subscriptions.ts';

const own = [
  { id: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07', clientState: 'the secret' },
  { id: 'b0000000-0000-4000-8000-000000000000', clientState: 'another secret' },
];
const notification = (subscriptionId: string, clientState?: string | null) => ({
  subscriptionId,
  ...(clientState === undefined ? {} : { clientState }),
  changeType: 'created' as const,
  resource: 'Users/one/Events/two',
});

test('only the secret of the very subscription that a notification names opens the door', () => {
  const genuine = [notification(own[0]!.id, 'the secret'), notification(own[1]!.id.toUpperCase(), 'another secret')];
  const invented = [
    notification(own[0]!.id, 'the Secret'),
    notification(own[0]!.id, 'the secret and more'),
    notification(own[0]!.id, 'another secret'),
    notification(own[0]!.id, ''),
    notification(own[0]!.id, null),
    notification(own[0]!.id),
    notification('c0000000-0000-4000-8000-000000000000', 'the secret'),
  ];
  expect(fromOwnSubscriptions([...invented, ...genuine], own)).toEqual(genuine);
  expect(fromOwnSubscriptions(genuine, [])).toEqual([]);
});

test('what a notification says beside where to look is dropped', () => {
  const sent = { ...notification(own[0]!.id, 'the secret'), resourceData: { subject: 'canary' }, '@odata.type': 'x' };
  const read = readNotifications({ value: [sent], validationTokens: ['x'] });
  expect(read).toEqual({ ok: true, value: [notification(own[0]!.id, 'the secret')] });
});
