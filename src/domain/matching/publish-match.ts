import type { Clock } from '../kernel/clock.ts';
import type { NewId, PersonId, ProgrammeId, ProposalId } from '../kernel/ids.ts';
import type { AuditLog, JobQueue, Outbox } from '../kernel/jobs.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { canonicalInput, matchSnapshot, type SnapshotStores } from './match-snapshot.ts';
import type { Pair, Proposal, ProposalStore } from './ports.ts';
import { reasonsForPeople } from './reasons-for-people.ts';

type Deps = {
  transact: Transact<
    SnapshotStores & {
      programmes: ProgrammeStore;
      proposals: ProposalStore;
      outbox: Outbox;
      jobs: JobQueue;
      audit: AuditLog;
    }
  >;
  clock: Clock;
  newId: NewId;
  digest: (text: string) => string;
};

/**
 * Makes a proposal's pairs real, once: pairs, the programme's state, and the orders to introduce them and to book
 * their meetings are one transaction. Refused when anything that the matcher looked at has changed since the run.
 */
export const publishMatch =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; proposalId: ProposalId; by: PersonId }): Promise<Result<Proposal>> =>
    // The chart and earlier pairs of any programme are compared, hence the system's scope.
    deps.transact(systemScope, async (stores) => {
      const programme = await stores.programmes.getForUpdate(input.programmeId);
      const proposal = programme && (await stores.proposals.get(programme.id, input.proposalId));
      if (!programme || !proposal) return fault('no-such-proposal', 'There is no such proposal.');
      if (proposal.publishedAt !== null) return fault('already-published', 'This match is already published.');
      if (programme.state !== 'matching') {
        return fault('not-matching', `This programme is ${programme.state}, so nothing can be published.`);
      }
      if (proposal.outcome.pairs.length === 0) {
        return fault('no-pairs', 'This proposal has no pairs, so there is nothing to publish.');
      }
      const current = await matchSnapshot(stores, programme.id, proposal.settings);
      if (deps.digest(canonicalInput(current)) !== proposal.inputDigest) {
        return fault('people-changed', 'People or the org chart have changed since this run. Run the match again.');
      }
      const now = deps.clock.now();
      const pairs = proposal.outcome.pairs.map((proposed): Pair => ({
        id: deps.newId(),
        programmeId: programme.id,
        mentorId: proposed.mentorId,
        menteeId: proposed.menteeId,
        score: proposed.score,
        distance: proposed.distance,
        reasons: reasonsForPeople(proposed.reasons),
        state: 'live',
        publishedAt: now,
        endedAt: null,
      }));
      await stores.pairs.add(pairs);
      await stores.proposals.markPublished(programme.id, proposal.id, now);
      await stores.programmes.setState(programme.id, 'running');
      for (const pair of pairs) {
        await stores.jobs.enqueue({ name: 'introduce-pair', data: { pairId: pair.id } });
        await stores.jobs.enqueue({ name: 'book-series', data: { pairId: pair.id } });
      }
      const leftOver = proposal.outcome.unmatched.map((person) => person.personId);
      await stores.enrolments.setWaiting(programme.id, leftOver, now);
      for (const personId of leftOver) {
        await stores.outbox.add({
          key: `unmatched:${proposal.id}:${personId}`,
          to: personId,
          programmeId: programme.id,
          about: { kind: 'unmatched', programmeId: programme.id },
        });
      }
      await stores.audit.add({
        actor: input.by,
        action: 'match-published',
        programmeId: programme.id,
        subject: proposal.id,
        detail: { pairs: pairs.length },
      });
      return ok({ ...proposal, publishedAt: now });
    });
