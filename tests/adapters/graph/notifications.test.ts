import { readNotifications } from '../../../src/adapters/graph/notifications.ts';

const sent = {
  subscriptionId: '7F105C7D-2dc5-4530-97cd-4e7ae6534c07',
  clientState: 'the secret',
  changeType: 'created',
  resource: 'Users/one/Events/two',
  resourceData: { subject: 'canary' },
  '@odata.type': 'x',
};

test('a notification says where to look; the rest only tells one from another', () => {
  const { changeType: _type, resource: _resource, clientState: _secret, ...rest } = sent;
  const lifecycle = { ...rest, lifecycleEvent: 'missed' };
  const read = readNotifications({ value: [sent, lifecycle], validationTokens: ['x'] });
  const subscriptionId = '7f105c7d-2dc5-4530-97cd-4e7ae6534c07';
  expect(read).toEqual({
    ok: true,
    value: [
      { subscriptionId, secret: 'the secret', kind: 'created', asSent: JSON.stringify(sent) },
      { subscriptionId, secret: '', kind: 'missed', asSent: JSON.stringify(lifecycle) },
    ],
  });
});
