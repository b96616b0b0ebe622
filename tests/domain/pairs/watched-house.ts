import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createAppTokens } from '../../../src/adapters/entra/app-token.ts';
import { createDirectory } from '../../../src/adapters/graph/directory.ts';
import { createInstaller } from '../../../src/adapters/graph/installer.ts';
import { createMessenger } from '../../../src/adapters/teams/messenger.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { deliverLetter } from '../../../src/domain/letters/deliver-letter.ts';
import { reviseLetter } from '../../../src/domain/letters/revise-letter.ts';
import { chartBreaches } from '../../../src/domain/matching/chart-breaches.ts';
import { defaultMatchSettings } from '../../../src/domain/matching/match-settings.ts';
import type { Pair } from '../../../src/domain/matching/ports.ts';
import { firstSettings, type Scenario } from '../../../src/domain/matching/scenario.ts';
import { exchangeLimits } from '../../../src/domain/meetings/booking/mail-budget.ts';
import { watchPairs } from '../../../src/domain/pairs/watch-pairs.ts';
import { syncPeople } from '../../../src/domain/people/sync-people.ts';
import type { Programme } from '../../../src/domain/programme/programme.ts';
import { createTestDatabase } from '../../support/database.ts';
import { graphSandbox } from '../../support/graph-sandbox.ts';
import { value } from '../../support/value.ts';
import { enrolmentOf, pairOf, programmeOf } from '../../adapters/postgres/filled-programme.ts';

type Work = { id: string; name: string; data: never };

/** A pretend organisation whose people can be moved about, chats and all, for programmes that are watched. */
export async function watchedHouse() {
  const sandbox = await graphSandbox({ people: 340 });
  const { config, world, clock, address } = sandbox;
  const database = await createTestDatabase({ clock });
  const tab = (name: string) => `https://teams.microsoft.com/l/entity/${config.teamsAppId}/${name}`;
  const links = { home: tab('home'), privacy: tab('privacy'), programmes: tab('programmes') };
  const installer = createInstaller(sandbox.graph, config.teamsAppId);
  const botTokens = createAppTokens({
    authorityUrl: address,
    tenantId: config.tenantId,
    clientId: config.botAppId,
    credential: { secret: config.botAppSecret },
    clock,
  });
  const messenger = createMessenger({
    botAppId: config.botAppId,
    serviceUrl: `${address}/connector/`,
    services: { hosts: [new URL(address).host], allowHttp: true },
    token: () => botTokens('https://api.botframework.com/.default'),
    pace: { turn: async () => undefined, pause: () => undefined },
    links,
    chats: {
      get: (personId) => database.transact(systemScope, ({ chats }) => chats.get(personId)),
      save: (chat) => database.transact(systemScope, ({ chats }) => chats.save(chat)),
    },
    install: (personId) => installer.openChat(personId),
  });
  const deps = {
    transact: database.transact,
    clock,
    directory: createDirectory(sandbox.graph),
    messenger,
    newId: () => randomUUID(),
    post: { send: async () => ({ outcome: 'unknown' as const }) },
    homePage: links.home,
    limits: exchangeLimits,
    organizerMailboxes: ['mentoring@contoso.example'],
  };
  const sync = async () => value(await syncPeople(deps)({}));
  await sync();

  const everybody = world.directory.list(0, 1000).filter((one) => one.userType === 'Member' && one.accountEnabled);
  const above = (id: string): string[] => {
    const { managerId } = world.directory.get(id)!;
    return managerId === null ? [] : [managerId, ...above(managerId)];
  };
  const used = new Set<string>();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const perform = async ({ name, data }: Work): Promise<unknown> => {
    if (name === 'watch-pairs') return watchPairs(deps)(data);
    if (name === 'deliver-letter') return deliverLetter(deps)(data);
    return name === 'revise-letter' ? reviseLetter(deps)(data) : undefined;
  };
  return {
    ...database,
    sandbox,
    deps,
    links,
    above,
    sync,
    running,
    name: (id: string) => world.directory.get(id)!.displayName,
    /** Does the jobs that are due, and those that follow from them. */
    async work() {
      for (;;) {
        const { rows } = await client.query<Work>(
          `delete from pgboss.job where state = 'created' and start_after <= $1 returning id, name, data`,
          [new Date(clock.now().getTime() + 1000)],
        );
        if (rows.length === 0) return;
        for (const row of rows) await perform(row);
      }
    },
    async move(personId: string, managerId: string | null) {
      await post('org/move', { personId, managerId });
    },
    leave: (personId: string) => post('org/leave', { personId }),
    /** Headings of what a person has in their chat with the bot, oldest first, as it is shown now. */
    async cards(personId: string) {
      const response = await fetch(`${address}/_sandbox/chats?person=${personId}`);
      const { messages } = (await response.json()) as { messages: Shown[] };
      return messages.flatMap(({ attachments }) => (attachments ?? []).map(({ content }) => content));
    },
    async close() {
      expect(sandbox.violations()).toEqual([]);
      await client.end();
      await database.close();
      await sandbox.close();
    },
  };

  /** A running programme with so many pairs, of people who are in no other. */
  async function running(count = 1) {
    const members = pairsIn(
      everybody.filter(({ id }) => !used.has(id)),
      everybody,
      above,
      count,
    );
    const taken = new Set(members.flatMap((pair) => [pair.mentorId, pair.menteeId]));
    for (const id of taken) used.add(id);
    // Of nobody above them anything depends.
    const outsiders = everybody.filter(
      ({ id }) => !used.has(id) && above(id).length > 0 && world.directory.reportsOf(id).length === 0,
    );
    const coordinators = outsiders.slice(0, 2).map(({ id }) => id);
    const bystanders = outsiders.slice(2, 8).map(({ id }) => id);
    for (const id of [...coordinators, ...bystanders]) used.add(id);
    const programme: Programme = {
      ...programmeOf(coordinators[0]!),
      coordinators,
      levels: { from: 'depth' },
      matchSettings: {},
    };
    const publishedAt = clock.now();
    const pairs = members.map(({ mentorId, menteeId }): Pair => ({
      ...pairOf(programme.id, mentorId, menteeId),
      publishedAt,
    }));
    await database.transact(systemScope, async (stores) => {
      await stores.programmes.add(programme);
      for (const id of taken) {
        const role = pairs.some((pair) => pair.mentorId === id) ? 'mentor' : 'mentee';
        await stores.enrolments.save(enrolmentOf(programme.id, id, role));
        await stores.invitations.add([
          { programmeId: programme.id, personId: id, role, invitedAt: clock.now(), answer: 'joined', isGuest: false },
        ]);
      }
      const details = await deps.directory.look([...taken]);
      const unknown = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: clock.now() };
      await stores.participants.save(details.map((one) => ({ ...one, ...unknown })));
      await stores.pairs.add(pairs);
      await stores.scenarios.add(publishedScenario(programme, publishedAt));
    });
    return {
      programme,
      pairs,
      pair: pairs[0]!,
      coordinators: coordinators as [string, string],
      bystanders,
      watch: () => watchPairs(deps)({ programmeId: programme.id }),
      alerts: () => database.transact(systemScope, ({ alerts }) => alerts.inProgramme(programme.id)),
    };
  }

  async function post(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${address}/_sandbox/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

type Shown = { attachments?: { content: { speak: string; actions: { title: string; data?: unknown }[] } }[] };

type Seat = { id: string; managerId: string | null };

/** Pairs that break no rule by the chart as it is, each of other people: mentees near the top, mentors without reports. */
function pairsIn(free: Seat[], everybody: Seat[], above: (id: string) => string[], count: number) {
  const managers = new Set(everybody.map(({ managerId }) => managerId));
  const mentees = free.filter(({ id }) => managers.has(id) && above(id).length === 2);
  const mentors = free.filter(({ id }) => !managers.has(id) && above(id).length >= 4);
  const present = new Set(everybody.map(({ id }) => id));
  const people = everybody.map(({ id, managerId }) => ({ id, managerId: present.has(managerId!) ? managerId : null }));
  const found: { mentorId: string; menteeId: string }[] = [];
  for (const { id: menteeId } of mentees) {
    const left = mentors.filter(({ id }) => !found.some(({ mentorId }) => mentorId === id));
    const pairs = left.map(({ id }) => ({ mentorId: id, menteeId }));
    const breaches = chartBreaches({ people, history: [], settings: defaultMatchSettings, pairs });
    const pair = pairs.find((_, index) => breaches[index]?.length === 0);
    if (pair && found.length < count) found.push(pair);
  }
  if (found.length < count) throw new Error(`only ${found.length} pairs found in this chart`);
  return found;
}

export const publishedScenario = (programme: Programme, at: Date): Scenario => ({
  id: randomUUID(),
  programmeId: programme.id,
  name: 'Scenario A',
  version: 2,
  settings: firstSettings(programme),
  locked: [],
  forbidden: [],
  state: 'published',
  runId: null,
  attempts: 0,
  progress: null,
  fault: null,
  figures: null,
  inputDigest: null,
  stale: false,
  createdBy: programme.coordinators[0]!,
  createdAt: at,
  editedBy: null,
  editedAt: null,
  ranBy: null,
  ranAt: null,
  endedAt: null,
  publishedBy: programme.coordinators[0]!,
  publishedAt: at,
});
