import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandboxClock } from '../../src/sandbox/clock.ts';
import { openState } from '../../src/sandbox/state.ts';

afterEach(() => jest.useRealTimers());

test('a slow clock goes a part of the real time, moves as far as it is told to, and never jumps', () => {
  jest.useFakeTimers({ now: Date.parse('2027-03-01T09:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-clock-'));
  const db = openState(folder);
  const clock = createSandboxClock(db);
  clock.advance(5000);
  const begun = clock.now().getTime();
  const passed = (): number => clock.now().getTime() - begun;
  clock.slow(0.1);
  expect(passed()).toBe(0);
  jest.setSystemTime(Date.now() + 1000);
  expect([passed(), clock.offsetMs()]).toEqual([100, 4100]);
  clock.advance(60_000);
  expect(passed()).toBe(60_100);
  clock.slow(1);
  expect(passed()).toBe(60_100);
  jest.setSystemTime(Date.now() + 1000);
  expect(passed()).toBe(61_100);
  db.close();
  rmSync(folder, { recursive: true });
});
