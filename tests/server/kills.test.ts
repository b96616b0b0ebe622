import { unreachedScene } from '../faults/cards.ts';
import { killsScene } from '../faults/kills.ts';

test('a worker killed again and again while it invites: nobody is left out, nobody invited twice (R1)', async () => {
  // Other suites use the same server: its restarts are for the long form.
  const figures = await killsScene({
    pairs: 12,
    kills: 3,
    restarts: 0,
    seed: Number(process.env['KILL_SEED'] ?? Date.now()),
  });
  expect(figures).toContain('lost 0, duplicate 0, ghost 0');
}, 300_000);

test('a blocked bot and people who have gone are tried once, and shown to the coordinator (R20)', async () => {
  expect(await unreachedScene()).toContain('attempts to come: 0');
}, 120_000);
