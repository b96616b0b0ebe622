import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import { chartBreaches, type Breach } from '../matching/chart-breaches.ts';
import { withDetails } from '../matching/match-snapshot.ts';
import type { Pair, PairStore, ScenarioStore } from '../matching/ports.ts';
import { publishedTerms } from '../matching/published-terms.ts';
import type { ChartStore, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, PartnerRequestStore, ProgrammeStore } from '../programme/ports.ts';
import type { Programme } from '../programme/programme.ts';
import type { Alert, Matter } from './alerts.ts';
import { leaveWithin } from './leave-programme.ts';
import type { AlertStore, KeptForMeetings, SupportStore } from './ports.ts';
import { raiseAlert } from './raise-alert.ts';
import { renewSupport } from './renew-support.ts';
import { isInLine, settleBreaches, type Settlement } from './settle-breaches.ts';

export type WatchStores = {
  programmes: ProgrammeStore;
  enrolments: EnrolmentStore;
  invitations: InvitationStore;
  partnerRequests: PartnerRequestStore;
  assistants: KeptForMeetings;
  pauses: KeptForMeetings;
  participants: ParticipantStore;
  chart: ChartStore;
  scenarios: ScenarioStore;
  pairs: PairStore;
  alerts: AlertStore;
  support: SupportStore;
  outbox: Outbox;
  jobs: JobQueue;
  audit: AuditLog;
};

type Deps = { transact: Transact<WatchStores>; clock: Clock; newId: NewId };

/**
 * Looks at every live pair after the chart, the pairs or the absences have changed: whoever has left the organisation
 * leaves, a pair that has come to break a rule of its programme is told to the coordinators, and support contacts are
 * chosen anew. Safe to repeat: what was told is compared with what is true, and nothing is told twice.
 *
 * One transaction for each programme, ordered as a job of its own when all are asked for. Two that look at the same
 * programme take turns.
 */
export const watchPairs =
  (deps: Deps) =>
  async ({ programmeId }: { programmeId: ProgrammeId | null }): Promise<Result<'watched' | 'ordered'>> =>
    // The chart is everybody's, hence the system's scope.
    deps.transact(systemScope, async (stores) => {
      if (programmeId === null) {
        for (const { id, state } of await stores.programmes.all()) {
          if (state === 'running') await stores.jobs.enqueue({ name: 'watch-pairs', data: { programmeId: id } });
        }
        return ok('ordered');
      }
      const programme = await stores.programmes.getForUpdate(programmeId);
      if (programme?.state !== 'running') return ok('watched');
      await seeOffLeavers(stores, programme, deps);
      const live = (await stores.pairs.inProgramme(programme.id)).filter((pair) => pair.state === 'live');
      await checkRules(stores, programme, live, deps);
      await renewSupport(stores, programme, live, deps);
      return ok('watched');
    });

/** Whoever has gone can't say so: their pairs end as if they had, and the coordinators are told why. */
async function seeOffLeavers(stores: WatchStores, programme: Programme, deps: Deps): Promise<void> {
  const live = (await stores.pairs.inProgramme(programme.id)).filter((pair) => pair.state === 'live');
  const left = await stores.chart.leavers([...new Set(live.flatMap(membersOf))]);
  for (const personId of left) {
    const theirs = live.filter((pair) => membersOf(pair).includes(personId));
    const name = (await stores.participants.get(personId))?.displayName;
    const gone = await leaveWithin(stores, { programmeId: programme.id, personId, actor: 'system' }, deps.clock.now());
    if (!gone.ok) continue;
    await raiseAlert(stores, programme, theirs.flatMap(membersOf), deps, {
      kind: 'left-organisation',
      personId,
      personName: name ?? 'Someone',
      pairIds: theirs.map((pair) => pair.id),
    });
  }
}

async function checkRules(stores: WatchStores, programme: Programme, live: Pair[], deps: Deps): Promise<void> {
  const alerts = Map.groupBy(await stores.alerts.inProgramme(programme.id), ({ matter }) =>
    matter.kind === 'rules-broken' ? matter.pairId : null,
  );
  for (const { pair, broken, overrides } of await breachesNow(stores, programme, live)) {
    const told = alerts.get(pair.id) ?? [];
    const open = told.find(({ state }) => state === 'open');
    const settlement = settleBreaches({
      broken,
      open: open ? breachesOf(open) : null,
      kept: told.filter(({ state }) => state === 'kept').flatMap(breachesOf),
      wasInLine: told.some(toldOfLine),
      overrides,
    });
    await settle(stores, programme, pair, open, settlement, deps);
  }
}

/** The rules that each pair breaks; pairs of which it can't be told are missing, and what was last known of them stays. */
async function breachesNow(stores: WatchStores, programme: Programme, live: Pair[]) {
  const ids = [...new Set(live.flatMap(membersOf))];
  const details = new Map((await stores.participants.list(ids)).map((person) => [person.id, person]));
  const inChart = await stores.chart.linesOf(ids);
  const seated = new Set(inChart.map(({ id }) => id));
  // Guests and others outside the chart are above and below nobody.
  const outside = ids.filter((id) => !seated.has(id)).map((id) => ({ id, managerId: null }));
  const people = [...inChart, ...outside].map((seat) => withDetails(seat, details.get(seat.id)));
  const history = (await stores.chart.formerManagers(ids)).map(({ personId, managerId }) => ({ personId, managerId }));
  const termsOf = await publishedTerms(stores, programme);
  const rounds = Map.groupBy(live, (pair) => termsOf(pair)?.settings ?? null);
  return [...rounds].flatMap(([settings, pairs]) => {
    if (settings === null) return [];
    const found = chartBreaches({ people, history, settings, pairs });
    return pairs.flatMap((pair, index) => {
      const broken = found[index];
      return broken ? [{ pair, broken, overrides: termsOf(pair)?.overrides ?? [] }] : [];
    });
  });
}

async function settle(
  { alerts, outbox }: WatchStores,
  programme: Programme,
  pair: Pair,
  open: Alert | undefined,
  settlement: Settlement,
  deps: Deps,
): Promise<void> {
  const { step } = settlement;
  if (step === 'nothing') return;
  if (open) {
    if (step === 'change') {
      await alerts.change(open.id, matterOf(pair, settlement.breaches, toldOfLine(open)));
    } else {
      await alerts.close(open.id, step === 'mend' ? 'mended' : 'replaced', deps.clock.now(), null);
    }
    await outbox.revise(open.id);
  }
  if (step === 'raise' || step === 'replace') {
    await raiseAlert({ alerts, outbox }, programme, membersOf(pair), deps, matterOf(pair, settlement.breaches, false));
  }
}

const matterOf = (pair: Pair, breaches: Breach[], wasInLine: boolean): Matter => ({
  kind: 'rules-broken',
  pairId: pair.id,
  breaches,
  wasInLine: wasInLine || isInLine(breaches),
});
const toldOfLine = ({ matter }: Alert): boolean => matter.kind === 'rules-broken' && matter.wasInLine;
const membersOf = (pair: Pair): PersonId[] => [pair.mentorId, pair.menteeId];
const breachesOf = ({ matter }: Alert) => (matter.kind === 'rules-broken' ? matter.breaches : []);
