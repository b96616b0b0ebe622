import { sql } from 'kysely';
import { createScenario } from '../../../src/domain/matching/create-scenario.ts';
import { publishScenario } from '../../../src/domain/matching/publish-scenario.ts';
import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import { showHome } from '../../../src/domain/overview/show-home.ts';
import { changeProgramme } from '../../../src/domain/programme/change-programme.ts';
import { enrol, type Profile } from '../../../src/domain/programme/enrol.ts';
import { closeEnrolment } from '../../../src/domain/programme/move-programme.ts';
import { savePairList } from '../../../src/domain/programme/save-pair-list.ts';
import type { PairListName } from '../../../src/domain/programme/programme.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { settings, thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeEach(async () => (line = await thinLine()));
afterEach(() => line.close());

type Said = Record<string, Partial<Profile>>;

/** A programme whose people said this, ready to be matched; mentors may have three partners. */
async function said(mentors: Said, mentees: Said, lists: Partial<Record<PairListName, [string, string][]>> = {}) {
  const everyone = { ...mentors, ...mentees };
  const by = line.coordinator;
  const programmeId = await line.openWith(Object.keys(everyone).map((personId) => ({ personId, role: null })));
  const largestCapacity = { mentor: 3, mentee: 1 };
  value(await changeProgramme(line.deps)({ programmeId, by, settings: { ...settings, largestCapacity } }));
  for (const [personId, more] of Object.entries(everyone)) {
    const role = personId in mentors ? 'mentor' : 'mentee';
    const profile: Profile = { role, offers: [], wants: [], area: null, languages: [], ...more };
    value(await enrol(line.deps)({ programmeId, personId, via: 'tab', profile }));
  }
  for (const [list, pairs] of Object.entries(lists) as [PairListName, [string, string][]][]) {
    const named = pairs.map(([one, other]) => ({ one, other }));
    value(await savePairList(line.deps)({ programmeId, by, list, pairs: named, how: 'append' }));
  }
  value(await closeEnrolment(line.deps)({ programmeId, by }));
  return programmeId;
}

const made = async (programmeId: string): Promise<string[][]> =>
  (await line.matched(programmeId)).outcome.pairs.map(({ mentorId, menteeId }) => [mentorId, menteeId]).sort();

/** North and South alternate, so that nobody stands near anybody in the chart. */
function people() {
  const [one = '', two = ''] = line.organisation.juniors.slice(0, 2);
  const [a = '', b = '', c = ''] = line.organisation.seniors.slice(4, 7);
  return { one, two, a, b, c };
}

test('a mentor who takes two has two; leaving ends both, and nobody who keeps a partner waits', async () => {
  const { one, two, a, b, c } = people();
  const programmeId = await said({ [one]: { capacity: 2 }, [two]: {} }, { [a]: {}, [b]: {}, [c]: {} });
  const { id: scenarioId } = value(await createScenario(line.deps)({ programmeId, by: line.coordinator }));
  const { scenario } = await line.run(programmeId, scenarioId);
  value(await publishScenario(line.deps)({ programmeId, scenarioId, version: scenario.version, by: line.coordinator }));
  const pairs = await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
  expect(pairs.filter(({ mentorId }) => mentorId === one)).toHaveLength(2);
  expect(pairs).toHaveLength(3);
  const home = value(await showHome(line.deps)({ personId: one })).filter(
    ({ programme }) => programme.id === programmeId,
  );
  expect(new Set(home.map(({ pair }) => pair?.partner.id)).size).toBe(2);

  const [mentee = ''] = pairs.filter(({ mentorId }) => mentorId === one).map(({ menteeId }) => menteeId);
  value(await leaveProgramme(line.deps)({ programmeId, personId: mentee }));
  const waits = async (personId: string) =>
    (await line.transact(systemScope, ({ enrolments }) => enrolments.get(programmeId, personId)))?.waitingSince !==
    null;
  expect(await waits(one)).toBe(false);
  value(await leaveProgramme(line.deps)({ programmeId, personId: one }));
  const after = await line.transact(systemScope, (stores) => stores.pairs.inProgramme(programmeId));
  expect(after.filter(({ state }) => state === 'live').map(({ mentorId }) => mentorId)).toEqual([two]);
  const last = pairs.find(({ mentorId, menteeId }) => mentorId === one && menteeId !== mentee);
  expect(await waits(last?.menteeId ?? '')).toBe(true);
});

test('a wish decides between partners who are equal in all else', async () => {
  const { one, two, a, b } = people();
  for (const [first, second] of [
    [a, b],
    [b, a],
  ] as const) {
    const programmeId = await said(
      { [one]: { requests: { wishes: [first], avoid: [] } }, [two]: {} },
      { [a]: {}, [b]: {} },
    );
    expect(await made(programmeId)).toEqual(
      [
        [one, first],
        [two, second],
      ].sort(),
    );
  }
});

test.each(['avoid', 'works-together', 'never-pair', 'paired-before'] as const)(
  'two who must not be a pair are none: %s',
  async (how) => {
    const { one, two, a, b } = people();
    const avoid = { requests: { wishes: [], avoid: [one] } };
    const programmeId = await said(
      { [one]: {}, [two]: {} },
      { [a]: how === 'avoid' ? avoid : {}, [b]: {} },
      how === 'avoid' ? {} : { [how]: [[a, one]] },
    );
    expect(await made(programmeId)).toEqual(
      [
        [one, b],
        [two, a],
      ].sort(),
    );
  },
);

test('whom somebody avoids stands in no scenario, no result and no job', async () => {
  const { one, a, b } = people();
  const [outsider = ''] = line.organisation.seniors;
  const programmeId = await said({ [one]: { requests: { wishes: [b], avoid: [a, outsider] } } }, { [a]: {}, [b]: {} });
  const { outcome } = await line.matched(programmeId);
  expect(outcome.pairs.map(({ terms }) => terms.wish)).toEqual([0]);
  const [pair] = outcome.pairs;
  expect(pair?.score).toBe(Object.values(pair?.terms ?? {}).reduce((sum, points) => sum + points, 0));
  const { rows } = await line.db.transaction().execute(async (tx) => {
    await sql`select set_config('counterpart.scope', 'system', true)`.execute(tx);
    return sql<{ text: string }>`
      select scenarios::text as text from scenarios
      union all select audit::text from audit
      union all select data::text from pgboss.job`.execute(tx);
  });
  const texts = rows.map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text).not.toMatch(new RegExp(`${outsider}|wished for|"avoid": [1-9]`));
});
