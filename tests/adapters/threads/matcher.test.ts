import { createMatcher } from '../../../src/adapters/threads/matcher.ts';
import { match } from '../../../src/domain/matching/match.ts';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { MatchInput } from '../../../src/domain/matching/match-types.ts';

const crashes: Error[] = [];
const matcher = createMatcher({ onCrash: (error) => crashes.push(error) });
afterAll(() => matcher.close());

/** Mentors and mentees each under a root of their own, with no two alike. */
function input(pairs: number): MatchInput {
  const ids = Array.from({ length: pairs }, (_, n) => String(n));
  const topics = (n: number): string[] => [1, 2, 3, 4, 5, 6, 7].filter((topic) => (n * topic) % 5 > 1).map(String);
  const enrolment = (personId: string, role: 'mentor' | 'mentee', n: number) => ({
    personId,
    role,
    offers: topics(n),
    wants: topics(n * 3),
    languages: [],
    capacity: 1,
    avoid: [],
    wishes: [],
  });
  return {
    people: [
      { id: 'root', managerId: null },
      ...ids.map((id) => ({ id: `mentor ${id}`, managerId: 'root', level: 9 })),
      ...ids.map((id) => ({ id: `mentee ${id}`, managerId: null, level: 1 })),
    ],
    enrolments: [
      ...ids.map((id, n) => enrolment(`mentor ${id}`, 'mentor', n)),
      ...ids.map((id, n) => enrolment(`mentee ${id}`, 'mentee', n)),
    ],
    past: [],
    forbidden: [],
    locked: [],
    history: [],
    together: [],
    current: [],
    settings: defaultMatchSettings,
  };
}

const watch = (onProgress: (phase: string, share: number) => void = () => undefined) => ({
  signal: new AbortController().signal,
  onProgress,
});

test('a thread answers as the engine itself does, and says what it is at', async () => {
  const asked = input(30);
  const phases: string[] = [];
  const here = match(asked);
  const there = await matcher.match(
    asked,
    watch((phase) => phases.push(phase)),
  );
  expect(there).toEqual(here);
  expect(phases).toContain('preparation');
});

test('a faulty input comes back with its faults', async () => {
  const asked = input(2);
  asked.people[1]!.managerId = 'nobody';
  expect(await matcher.match(asked, watch())).toMatchObject({
    ok: false,
    fault: { code: 'bad-input', faults: [{ table: 'people', row: 1, field: 'managerId' }] },
  });
});

test('a match that is stopped ends in its middle; one that is stopped already does not begin', async () => {
  const stop = new AbortController();
  const stopped = await matcher.match(input(2000), { signal: stop.signal, onProgress: () => stop.abort() });
  expect(stopped).toEqual({ ok: false, fault: { code: 'stopped' } });
  const never = await matcher.match(input(2), {
    signal: stop.signal,
    onProgress: () => {
      throw new Error('it began');
    },
  });
  expect(never).toEqual({ ok: false, fault: { code: 'stopped' } });
});

test('this thread goes on while another matches', async () => {
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 5);
  await matcher.match(input(600), watch());
  clearInterval(clock);
  expect(turns).toBeGreaterThan(10);
});

test('a thread that dies is a fault, and the next one is none the worse', async () => {
  const bad = { ...input(2), settings: null } as unknown as MatchInput;
  expect(await matcher.match(bad, watch())).toEqual({ ok: false, fault: { code: 'crashed' } });
  expect(crashes).toHaveLength(1);
  expect((await matcher.match(input(2), watch())).ok).toBe(true);
});

test('a matcher that is closed stops what it is at', async () => {
  const closing = createMatcher();
  const answer = closing.match(
    input(2000),
    watch(() => void closing.close()),
  );
  expect(await answer).toEqual({ ok: false, fault: { code: 'stopped' } });
});

test('a what-if that takes too long is given up and said to be; the matcher goes on', async () => {
  const impatient = createMatcher({ longestWhatIfMs: 1 });
  const asked = input(300);
  const pair = { mentorId: 'mentor 1', menteeId: 'mentee 2' };
  const change = { kind: 'lock' as const, pair };
  expect(await impatient.whatIf(asked, 'a digest', change)).toEqual({ ok: false, fault: { code: 'too-long' } });
  expect((await impatient.match(input(2), watch())).ok).toBe(true);
  await impatient.close();
  expect(await matcher.whatIf(asked, 'a digest', change)).toMatchObject({
    ok: true,
    value: { places: { before: 600 } },
  });
});
