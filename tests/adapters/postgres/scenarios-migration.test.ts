import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { roleOf } from '../../../src/adapters/postgres/application-role.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import * as thinLine from '../../../src/adapters/postgres/migrations/001-thin-line.ts';
import { createScenarioStore } from '../../../src/adapters/postgres/scenario-store.ts';
import { matchSettingsOf, type ScenarioSettings } from '../../../src/domain/matching/scenario.ts';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import { useCluster } from '../../support/test-cluster.ts';
import { programmeOf } from './filled-programme.ts';

const [programme, coordinator, publisher, mentor, mentee, third] = Array.from({ length: 6 }, () => randomUUID());
const [early, late] = [new Date('2026-11-01T09:00:00Z'), new Date('2026-11-02T09:00:00Z')];

/** A run of the matcher as it was kept before there were scenarios. */
const outcome = {
  pairs: [
    { mentorId: mentor, menteeId: mentee, score: 7, distance: 6, levelGap: 2, terms: {}, reasons: 'r', locked: false },
  ],
  unmatched: [
    { personId: third, role: 'mentor', reason: 'outnumbered', candidates: 1, bottleneck: { people: 2, partners: 1 } },
  ],
  report: {
    objective: { places: { value: 2, bound: 2, gap: 0 }, waiting: { value: 1, bound: 1, gap: 0 } },
    proven: true,
    settings: defaultMatchSettings,
  },
};

test('proposals of old become scenarios, the published one with its pairs and its author', async () => {
  const cluster = await useCluster();
  const name = `migrated_scenarios_${process.pid}`;
  const admin = new pg.Client({ connectionString: cluster.adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} owner counterpart_owner`);
  const ownerUrl = new URL(cluster.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  const db = openDatabase({ url: ownerUrl.href, max: 1 });
  try {
    await thinLine.up(db.withoutPlugins() as never);
    await owner.connect();
    await owner.query(
      `insert into programmes values ($1, 'Pilot', 'Talk', '', '{Data}', 'running', '2027-01-11', '2027-12-17', 6, 60, 5,
         'Europe/London', 'mentoring@contoso.example', $2, '{}', $3)`,
      [programme, [coordinator], early],
    );
    const proposal = (publishedAt: Date | null, createdAt: Date) => {
      const id = randomUUID();
      return owner
        .query('insert into proposals values ($1, $2, $3, $4, $5, $6, $7, $8)', [
          id,
          programme,
          { ...defaultMatchSettings, seed: 5 },
          'digest',
          outcome,
          coordinator,
          createdAt,
          publishedAt,
        ])
        .then(() => id);
    };
    const first = await proposal(null, early);
    const second = await proposal(late, late);
    await owner.query(
      `insert into audit (at, actor, action, programme_id, subject, detail) values ($1, $2, 'match-published', $3, $4, '{}')`,
      [late, publisher, programme, second],
    );
    // What 001 left behind is known to the migrations as done.
    await owner.query('create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)');
    await owner.query(`insert into kysely_migration values ('001-thin-line', '2026-11-01')`);
    await migrate({ ownerUrl: ownerUrl.href, applicationRole: roleOf(cluster.appUrl) });

    const scenarios = createScenarioStore(db);
    const [published, tried] = await scenarios.inProgramme(programme ?? '');
    expect(published).toMatchObject({
      id: second,
      name: 'Scenario B',
      state: 'published',
      stale: false,
      createdBy: coordinator,
      publishedBy: publisher,
      publishedAt: late,
      figures: {
        matched: 2,
        people: 3,
        pairs: 1,
        newPairs: 1,
        unmatched: 1,
        waiting: 1,
        lowest: 7,
        total: 7,
        proven: true,
      },
    });
    expect(tried).toMatchObject({ id: first, name: 'Scenario A', state: 'done', stale: true, publishedBy: null });
    const settings = tried?.settings as ScenarioSettings;
    expect(Object.keys(settings.rules)).not.toContain('avoid');
    const restored = matchSettingsOf(settings, { ...programmeOf(''), startsOn: defaultMatchSettings.referenceDate });
    expect(restored).toEqual({ ...defaultMatchSettings, seed: 5 });
    const result = await scenarios.result(programme ?? '', second);
    expect(result).toMatchObject({
      alreadyMeeting: [],
      outcome: { pairs: outcome.pairs, bottlenecks: [], unmatched: [{ personId: third, bottleneck: null }] },
    });
  } finally {
    await db.destroy();
    await owner.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
});
