import { burst, losses } from '../faults/notifications.ts';

test('a burst of posts, each four times: kept before the answer, and what comes again changes nothing', async () => {
  expect(await burst({ posts: 150, connections: 50 })).toMatchObject({ stored: 150 });
});

test('lost, doubled, missed, removed, run out: equal to a comparison of everything within one cycle (R11)', async () => {
  expect(await losses({ pairs: 2, changes: 3, seed: 1 })).toMatchObject({ compared: 5 });
}, 240_000);
