import { createPace } from '../../../src/adapters/teams/pace.ts';

const begun = Date.parse('2027-03-01T09:00:00Z');

/** A clock that stands still but for the waits of those who look at it. */
function paceOf(perSecond: number) {
  let now = begun;
  const sleepers: { at: number; wake: () => void }[] = [];
  const wait = (milliseconds: number) =>
    new Promise<void>((wake) => void sleepers.push({ at: now + milliseconds, wake }));
  const pace = createPace({ perSecond, clock: { now: () => new Date(now) }, wait });
  const turns: number[] = [];
  const asks = (count: number) =>
    Promise.all(Array.from({ length: count }, () => pace.turn().then(() => turns.push(now - begun))));
  /** Lets everybody sleep as long as they want to. */
  const passTime = async (until = Infinity): Promise<void> => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      sleepers.sort((one, other) => one.at - other.at);
      const next = sleepers[0];
      if (!next || next.at - begun > until) return;
      now = Math.max(now, next.at);
      sleepers.shift()!.wake();
    }
  };
  return { pace, turns, asks, passTime };
}

test('a thousand at once: evenly, never more in a second than may be, and no slower', async () => {
  const { turns, asks, passTime } = paceOf(50);
  const all = asks(1000);
  await passTime();
  await all;
  expect(turns).toHaveLength(1000);
  expect(turns.filter((at, n) => n >= 50 && at - turns[n - 50]! < 999)).toEqual([]);
  expect(turns.at(-1)).toBeLessThanOrEqual(20_000);
});

test('after a pause the turns that were due come one after the other, not all at once', async () => {
  const { pace, turns, asks, passTime } = paceOf(50);
  const all = asks(10);
  await passTime(100);
  const before = turns.length;
  pace.pause(1000);
  await passTime();
  await all;
  const after = turns.slice(before);
  expect(before).toBeGreaterThan(0);
  expect(after.length).toBeGreaterThan(1);
  expect(after[0]! - turns[before - 1]!).toBeGreaterThanOrEqual(1000);
  expect(after.filter((at, n) => n > 0 && at - after[n - 1]! < 19)).toEqual([]);
});

test('whoever comes alone does not wait', async () => {
  const { turns, asks, passTime } = paceOf(50);
  await asks(1);
  await passTime();
  expect(turns).toEqual([0]);
});
