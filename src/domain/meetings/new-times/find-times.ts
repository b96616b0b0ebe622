import type { Clock } from '../../kernel/clock.ts';
import type { NewId, PersonId, TimeProposalId } from '../../kernel/ids.ts';
import type { Outbox } from '../../kernel/jobs.ts';
import { fault, ok, type Result } from '../../kernel/result.ts';
import { systemScope, type Transact } from '../../kernel/unit-of-work.ts';
import type { AlertStore } from '../../pairs/ports.ts';
import type { AssistantStore } from './assistants.ts';
import { closeProposal, giveUpOnHours } from './close-proposal.ts';
import { findHours } from './common-hours.ts';
import { earliestMoment } from '../earliest-moment.ts';
import { findFirstHours } from './first-hours.ts';
import { pausedHours, type PauseStore } from '../pauses.ts';
import { unknownDiary, type Diary } from '../meetings.ts';
import type { Calendar } from '../ports.ts';
import { isOver, readPlan, type PlanStores, type ProposalPlan } from './proposal-plan.ts';
import type { ProposedHour, TimeProposal } from './time-proposals.ts';
import { DAY_MS, midnightOf } from '../zone-clock.ts';

type Stores = PlanStores & { assistants: AssistantStore; pauses: PauseStore; alerts: AlertStore; outbox: Outbox };
type Deps = { transact: Transact<Stores>; calendar: Calendar; clock: Clock; newId: NewId };

/**
 * Seeks the hours of a proposal's round and puts them to both people, and to whoever keeps the diary of one of them:
 * one card each. Where there is none both are told, and the coordinators. Safe to repeat.
 *
 * Faults: `no-such-proposal`. Throws `CalendarUnavailable`: the job comes again.
 */
export const findTimes =
  (deps: Deps) =>
  async ({
    proposalId,
  }: {
    proposalId: TimeProposalId;
  }): Promise<Result<'asked' | 'no-hour' | 'over' | 'not-needed'>> => {
    const seen = await deps.transact(systemScope, (stores) => readPlan(stores, proposalId, { lock: false }));
    if (!seen) return fault('no-such-proposal', 'There is no such proposal.');
    if (seen.proposal.state !== 'looking') return ok('not-needed');
    const now = deps.clock.now();
    // Asked outside the transaction, which would otherwise be held open by a slow network.
    const diaries = isOver(seen, now) ? null : await readDiaries(deps, seen, now);
    return deps.transact(systemScope, async (stores) => {
      const plan = await readPlan(stores, proposalId, { lock: true });
      if (plan?.proposal.state !== 'looking' || plan.proposal.round !== seen.proposal.round) return ok('not-needed');
      if (diaries === null || isOver(plan, now)) {
        await closeProposal(stores, plan.proposal, 'over', now);
        return ok('over');
      }
      const hours = await hoursFor(stores, plan, diaries, now);
      if (hours.length === 0) {
        await giveUpOnHours(stores, plan, deps);
        return ok('no-hour');
      }
      await ask(stores, plan, { ...plan.proposal, state: 'open', hours, askedAt: now });
      return ok('asked');
    });
  };

async function hoursFor(
  stores: Stores,
  { proposal, pair, programme, series, positions, meeting, neighbours }: ProposalPlan,
  diaries: [Diary, Diary],
  now: Date,
): Promise<ProposedHour[]> {
  const notBefore = earliestMoment(programme, now);
  const taken: { from: Date; to: Date }[] = [];
  const both = [pair.mentorId, pair.menteeId];
  for (const personId of both) {
    taken.push(
      ...(await stores.meetings.hoursOfPerson(personId, notBefore)),
      ...(await stores.timeProposals.hoursAgreedTo(personId)),
    );
  }
  const paused = await pausedHours(stores, programme, both);
  taken.push(...paused);
  const { endsOn } = programme;
  const timeZone = series?.timeZone ?? programme.timeZone;
  const { refused, wished } = proposal;
  if (!meeting) {
    const { gapWeeks: everyWeeks, sessionMinutes: minutes } = programme;
    const count = positions.length;
    const afterPauses = new Date(Math.max(...[notBefore, ...paused.map(({ to }) => to)].map(Number)));
    const from = { notBefore: afterPauses, endsOn };
    return findFirstHours({ diaries, taken, timeZone, minutes, ...from, refused, everyWeeks, count });
  }
  const minutes = series?.sessionMinutes ?? programme.sessionMinutes;
  const isOwn = ({ from, to }: { from: Date; to: Date }): boolean =>
    from.getTime() === meeting.startsAt.getTime() && to.getTime() === meeting.endsAt.getTime();
  const others = taken.filter((hour) => !isOwn(hour));
  const about = { meeting, neighbours, refused, wished };
  return findHours({ diaries, taken: others, timeZone, minutes, notBefore, endsOn, ...about });
}

/** A week on either side of the meeting's own, or, for a series, the programme's whole time. */
async function readDiaries({ calendar }: Deps, plan: ProposalPlan, now: Date): Promise<[Diary, Diary]> {
  const { pair, programme, people, meeting, series } = plan;
  const mailOf = (id: PersonId): string | null => people.find((person) => person.id === id)?.mail ?? null;
  const mails = [mailOf(pair.mentorId), mailOf(pair.menteeId)] as const;
  const known = mails.filter((mail) => mail !== null);
  const earliest = earliestMoment(programme, now).getTime();
  const centre = meeting?.regularStart.getTime();
  const from = new Date(Math.max(earliest, centre === undefined ? 0 : centre - 14 * DAY_MS));
  const to = new Date(centre === undefined ? midnightOf(programme.endsOn) + 2 * DAY_MS : centre + 15 * DAY_MS);
  const mailbox = series?.organizerMailbox ?? programme.organizerMailbox;
  const found = from < to ? await calendar.diaries(mailbox, known, from, to) : new Map<string, Diary>();
  const diaryOf = (mail: string | null): Diary => (mail === null ? undefined : found.get(mail)) ?? unknownDiary;
  return [diaryOf(mails[0]), diaryOf(mails[1])];
}

async function ask(stores: Stores, { pair }: ProposalPlan, proposal: TimeProposal) {
  const { timeProposals, assistants, outbox } = stores;
  await timeProposals.save(proposal);
  // Cards of an earlier round say that there are newer ones.
  await outbox.reviseTimes(proposal.id);
  const { programmeId, round, id: proposalId } = proposal;
  const both = [pair.mentorId, pair.menteeId];
  const keepers = (await assistants.of(programmeId, both)).map(({ assistantId }) => assistantId);
  for (const to of new Set([...both, ...keepers])) {
    await outbox.add({
      key: `new-times:${proposalId}:${round}:${to}`,
      to,
      programmeId,
      about: { kind: 'new-times', proposalId, round },
    });
  }
}
