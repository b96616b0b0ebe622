import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { forbidPair } from '../../../src/domain/matching/forbid-pair.ts';
import { lockPair } from '../../../src/domain/matching/lock-pair.ts';
import { publishScenario } from '../../../src/domain/matching/publish-scenario.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import type { Enrolment } from '../../../src/domain/programme/programme.ts';
import { thinLine, value } from '../../support/thin-line.ts';
import { faultOf, readyWith, seen, type Line } from './scenario-line.ts';

let line: Line;
beforeEach(async () => (line = await thinLine()));
afterEach(() => line.close());

const enrolments = (programmeId: string) =>
  line.transact(systemScope, (stores) => stores.enrolments.inProgramme(programmeId));
const livePairs = async (programmeId: string) =>
  (await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId))).filter(
    (pair) => pair.state === 'live',
  );

/** Two pairs that meet, and two mentors who were left over; published on the first of December. */
async function afterTheFirstRound() {
  const mentees = line.organisation.seniors.slice(0, 2);
  const mentors = line.organisation.juniors.slice(-4);
  const programmeId = await readyWith(line, mentors, mentees);
  const { scenario } = await line.matched(programmeId);
  value(await publishScenario(line.deps)(seen(line, scenario)));
  const pairs = await livePairs(programmeId);
  return { programmeId, pairs };
}

/** Somebody comes while the programme runs. */
async function comesLater(programmeId: string, personId: string, change: Partial<Enrolment> = {}) {
  const [like] = (await enrolments(programmeId)).filter((one) => one.role === 'mentee');
  const [details] = await line.organisation.directory.look([personId]);
  await line.transact(systemScope, async (stores) => {
    const now = line.clock.now();
    await stores.participants.save([{ ...details!, timeZone: null, worksFrom: null, worksTo: null, refreshedAt: now }]);
    await stores.enrolments.save({ ...like!, personId, enrolledAt: now, waitingSince: null, ...change });
  });
}

test('a later round adds pairs to those who meet already, and the longest waiting come first', async () => {
  const { programmeId, pairs } = await afterTheFirstRound();
  const first = line.clock.now();
  const leftOver = (await enrolments(programmeId)).filter((one) => one.waitingSince !== null);
  expect(leftOver).toHaveLength(2);

  line.setNow('2027-02-01T09:00:00Z');
  const [newMentee = ''] = line.organisation.seniors.slice(2);
  await comesLater(programmeId, newMentee);
  const { scenario, outcome } = await line.matched(programmeId);
  expect(scenario.figures).toMatchObject({ pairs: 3, newPairs: 1, unmatched: 1, waiting: 1 });
  for (const { mentorId, menteeId } of pairs) {
    expect(outcome.pairs).toContainEqual(expect.objectContaining({ mentorId, menteeId, locked: true }));
  }
  const published = value(await publishScenario(line.deps)(seen(line, scenario)));
  expect(published.state).toBe('published');

  const now = await livePairs(programmeId);
  expect(now).toHaveLength(3);
  expect(now.slice(0, 2)).toEqual(pairs);
  expect(now[2]).toMatchObject({ menteeId: newMentee, publishedAt: line.clock.now() });
  // The one who got a partner waits no longer; the other since the first time.
  const waiting = (await enrolments(programmeId)).filter((one) => one.waitingSince !== null);
  expect(waiting.map((one) => one.waitingSince)).toEqual([first]);
  const jobs = (await line.waitingJobs()).filter((job) => job.name === 'introduce-pair').map((job) => job.data.pairId);
  expect(jobs.sort()).toEqual(now.map((pair) => pair.id).sort());
  const letters = await line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));
  expect(letters.filter((letter) => letter.about.kind === 'unmatched')).toHaveLength(3);
});

test('pairs that meet are nobody’s to decide about, and a round without a new pair is not published', async () => {
  const { programmeId, pairs } = await afterTheFirstRound();
  const [pair] = pairs;
  const scenario = value(await createScenario(line.deps)({ programmeId, by: line.coordinator }));
  const change = { ...seen(line, scenario), mentorId: pair!.mentorId, menteeId: pair!.menteeId, reason: 'Enough' };
  expect(faultOf(await lockPair(line.deps)(change))).toBe('already-meeting');
  expect(faultOf(await forbidPair(line.deps)(change))).toBe('already-meeting');
  const ran = await line.run(programmeId, scenario.id);
  expect(ran.scenario.figures).toMatchObject({ pairs: 2, newPairs: 0 });
  expect(faultOf(await publishScenario(line.deps)(seen(line, ran.scenario)))).toBe('no-pairs');
});

test('who parted is free again, and never paired with the same person', async () => {
  const { programmeId, pairs } = await afterTheFirstRound();
  const [parted, other] = pairs;
  value(await leaveProgramme(line.deps)({ programmeId, personId: other!.mentorId }));
  const { outcome, scenario } = await line.matched(programmeId);
  expect(scenario.figures).toMatchObject({ pairs: 2, newPairs: 1 });
  const ofMentee = outcome.pairs.find((pair) => pair.menteeId === other!.menteeId);
  expect(ofMentee?.mentorId).not.toBe(other!.mentorId);
  expect(outcome.pairs).toContainEqual(
    expect.objectContaining({ mentorId: parted!.mentorId, menteeId: parted!.menteeId, locked: true }),
  );
});

test('a partner who has left the organisation keeps the place until the pair is ended', async () => {
  const { programmeId, pairs } = await afterTheFirstRound();
  const [pair] = pairs;
  await line.transact(systemScope, ({ chart }) => chart.markLeft([pair!.mentorId], line.clock.now()));
  const { outcome } = await line.matched(programmeId);
  expect(JSON.stringify(outcome)).not.toContain(pair!.mentorId);
  expect(JSON.stringify(outcome)).not.toContain(pair!.menteeId);
});
