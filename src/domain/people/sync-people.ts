import type { Clock } from '../kernel/clock.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import { readPage } from './org-chart.ts';
import type { DirectoryPage, SyncState } from './people.ts';
import { DirectoryUnavailable } from './ports.ts';
import type { ChartStore, Directory, ParticipantStore } from './ports.ts';

type Stores = { chart: ChartStore; participants: ParticipantStore; jobs: JobQueue };
type Deps = { transact: Transact<Stores>; directory: Directory; clock: Clock };

/**
 * Brings the chart up to date. The first time a bookmark is taken, then everybody is read page by page, then what
 * changed since the bookmark; later only the changes. How far it got is saved in the transaction of each page, so that
 * after a kill the next run goes on with the next page. A link that Graph has forgotten (410) starts it all over. When
 * all is read, the pairs of every programme are looked at again.
 *
 * Throws `DirectoryUnavailable` after noting it in the state: the job comes again. Faults: `empty-directory`.
 */
export const syncPeople =
  (deps: Deps) =>
  async (_input: Record<string, never>): Promise<Result<SyncState>> => {
    try {
      let state = await deps.transact(systemScope, ({ chart }) => chart.syncState());
      do state = await takeStep(deps, state);
      while (state.phase !== 'ready' && state.fault !== EMPTY);
      if (state.fault === EMPTY)
        return fault(EMPTY, 'Microsoft Graph showed nobody: is User.Read.All granted to the app?');
      return ok(state);
    } catch (error) {
      if (error instanceof DirectoryUnavailable) await noteFault(deps, error.code);
      throw error;
    }
  };

const EMPTY = 'empty-directory';

/** One page, or the bookmark before the first. */
async function takeStep(deps: Deps, state: SyncState): Promise<SyncState> {
  if (state.phase === 'never') return begin(deps);
  if (state.phase === 'reading') {
    const page = await deps.directory.page(state.nextLink);
    return page === 'expired' ? begin(deps) : keepPage(deps, state, page);
  }
  const page = await deps.directory.changes(state.nextLink ?? state.deltaLink!);
  return page === 'expired' ? begin(deps) : keepChanges(deps, state, page);
}

async function begin({ transact, directory, clock }: Deps): Promise<SyncState> {
  const state: SyncState = {
    phase: 'reading',
    nextLink: null,
    // Taken first: whatever changes while everybody is read is told afterwards.
    deltaLink: await directory.bookmark(),
    pages: 0,
    peopleRead: 0,
    startedAt: clock.now(),
    finishedAt: null,
    fault: null,
  };
  await transact(systemScope, ({ chart }) => chart.saveSyncState(state));
  return state;
}

async function keepPage(deps: Deps, before: SyncState, page: DirectoryPage): Promise<SyncState> {
  const now = deps.clock.now();
  const isLast = page.nextLink === null;
  const state: SyncState = {
    ...before,
    phase: isLast ? 'catching-up' : 'reading',
    nextLink: page.nextLink,
    pages: before.pages + 1,
    peopleRead: before.peopleRead + page.people.length,
    fault: null,
  };
  // A directory without anybody is a permission that is missing, not an organisation that has gone.
  if (isLast && state.peopleRead === 0) Object.assign(state, { phase: 'never', deltaLink: null, fault: EMPTY });
  await deps.transact(systemScope, async (stores) => {
    await stores.chart.upsert(readPage(page).people, now);
    await keepDetails(stores, page, now);
    if (state.phase === 'catching-up') {
      await stores.chart.markUnseen(before.startedAt!, now);
      await stores.participants.markUnseen(before.startedAt!, now);
    }
    await stores.chart.saveSyncState(state);
  });
  return state;
}

async function keepChanges(deps: Deps, before: SyncState, page: DirectoryPage): Promise<SyncState> {
  const now = deps.clock.now();
  const change = readPage(page);
  // Somebody who comes back (re-enabled, restored) is told without a manager, since that did not change.
  const returned = await notInChart(deps, change.managerUnknown);
  const asked = returned.length === 0 ? [] : await deps.directory.withManagers(returned);
  const back = readPage({ ...page, people: asked, left: [] }).people;
  const isLast = page.nextLink === null;
  const state: SyncState = {
    ...before,
    phase: isLast ? 'ready' : 'catching-up',
    nextLink: page.nextLink,
    deltaLink: page.deltaLink ?? before.deltaLink,
    finishedAt: isLast ? now : before.finishedAt,
    fault: null,
  };
  await deps.transact(systemScope, async (stores) => {
    await stores.chart.upsert([...change.people, ...back], now);
    await stores.chart.markLeft(change.left, now);
    await keepDetails(stores, page, now);
    await stores.chart.saveSyncState(state);
    // Also when nothing changed: once a day somebody comes back from an absence.
    if (isLast) await stores.jobs.enqueue({ name: 'watch-pairs', data: { programmeId: null } });
  });
  return state;
}

const notInChart = ({ transact }: Deps, ids: PersonId[]): Promise<PersonId[]> =>
  transact(systemScope, async ({ chart }) => {
    const missing: PersonId[] = [];
    for (const id of ids) if (!(await chart.isPresent(id))) missing.push(id);
    return missing;
  });

/** Names and work details are kept of those who joined, of nobody else; a guest among them may have gone. */
async function keepDetails({ participants }: Stores, page: DirectoryPage, now: Date): Promise<void> {
  const joined = await participants.known(page.people.map((person) => person.details.id));
  const details = page.people.map((person) => person.details).filter((person) => joined.has(person.id));
  // Null leaves the known hours as they are.
  const unchanged = { timeZone: null, worksFrom: null, worksTo: null, refreshedAt: now };
  if (details.length > 0) await participants.save(details.map((person) => ({ ...person, ...unchanged })));
  const disabled = page.people.flatMap((person) => (person.isDisabled ? [person.details.id] : []));
  const gone = [...page.left, ...disabled];
  if (gone.length > 0) await participants.markGone(gone, now);
}

async function noteFault({ transact }: Deps, code: string): Promise<void> {
  await transact(systemScope, async ({ chart }) => chart.saveSyncState({ ...(await chart.syncState()), fault: code }));
}
