import { Stopwatch } from '../../src/cli/match/stopwatch.ts';

function watched() {
  const clock = { now: 5000 };
  return { clock, watch: new Stopwatch(() => clock.now) };
}

test('seconds of each phase, parts of the same one added up', () => {
  const { clock, watch } = watched();
  for (const [name, milliseconds] of [
    ['reading', 20],
    ['writing', 300],
    ['reading', 1500],
    ['end', 1],
  ] as const) {
    watch.phase(name);
    clock.now += milliseconds;
  }
  expect(watch.soFar()).toEqual({ starting: 0, reading: 1.52, writing: 0.3, end: 0.001 });
});

test('says nothing in the first second, then one line a second', () => {
  const { clock, watch } = watched();
  watch.phase('assignment');
  const said = [500, 400, 200, 600, 500].map((milliseconds, k) => {
    clock.now += milliseconds;
    return watch.progress(k / 4);
  });
  expect(said).toEqual([null, null, 'assignment: 50 % done after 1 s', null, 'assignment: 100 % done after 2 s']);
});

test('knows when its time is up', () => {
  const { clock, watch } = watched();
  clock.now += 1499;
  expect(watch.hasRun(1.5)).toBe(false);
  clock.now += 1;
  expect(watch.hasRun(1.5)).toBe(true);
});
