import type { PersonId, TimeProposalId } from '../kernel/ids.ts';
import type { AssistantStore } from '../meetings/new-times/assistants.ts';
import { whoseDiaries } from '../meetings/new-times/choose-time.ts';
import { isOver, readPlan, type PlanStores, type ProposalPlan } from '../meetings/new-times/proposal-plan.ts';
import type { NewTimesFacts } from './letters.ts';

type Stores = PlanStores & { assistants: AssistantStore };

/**
 * What a proposal of new hours says to one reader, as it stands; an earlier round says that there is a later one. Null
 * for whoever is neither of the two and keeps neither's diary. An assistant is told times alone.
 */
export async function newTimesFacts(
  stores: Stores,
  id: TimeProposalId,
  round: number,
  reader: PersonId,
): Promise<NewTimesFacts | null> {
  const plan = await readPlan(stores, id, { lock: false });
  const diaries = plan ? await whoseDiaries(stores, plan, reader) : [];
  if (!plan || diaries.length === 0) return null;
  const { proposal, programme, people, series, positions } = plan;
  const own = people.filter((person) => diaries.includes(person.id));
  const partner = people.find((person) => !diaries.includes(person.id));
  const isAssistant = !diaries.includes(reader);
  const said = (await stores.timeProposals.choices(id, round)).filter((one) => diaries.includes(one.personId));
  const suits = said.length < diaries.length ? null : (said[0]?.suits ?? null);
  return {
    kind: 'new-times',
    proposalId: id,
    round,
    isReminder: false,
    occurrenceId: proposal.occurrenceId,
    state: stateOf(plan, round, suits),
    because: proposal.because,
    diaryOf: isAssistant ? own.map((person) => person.displayName).join(' and ') : null,
    partnerName: isAssistant ? null : (partner?.displayName ?? ''),
    calendarName: programme.calendarName,
    askedByReader: proposal.raisedBy === reader,
    movedFrom: proposal.movedFrom,
    hours: proposal.round === round ? proposal.hours : [],
    suits,
    agreedStart: proposal.agreedStart,
    everyWeeks: programme.gapWeeks,
    sessions: positions.length,
    timeZone: own[0]?.timeZone ?? series?.timeZone ?? programme.timeZone,
  };
}

function stateOf(plan: ProposalPlan, round: number, suits: Date[] | null): NewTimesFacts['state'] {
  const { proposal, pair } = plan;
  const { state } = proposal;
  if (pair.state !== 'live') return 'over';
  if (state === 'agreed' || state === 'arranged' || state === 'no-hour' || state === 'over') return state;
  if (state === 'looking' || proposal.round !== round) return 'newer';
  if (isOver(plan, proposal.raisedAt)) return 'over';
  return suits === null ? 'open' : 'answered';
}
