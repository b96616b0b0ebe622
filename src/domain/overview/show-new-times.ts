import type { Clock } from '../kernel/clock.ts';
import type { OccurrenceId, PairId, PersonId, ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { NewTimesFacts } from '../letters/letters.ts';
import { newTimesFacts } from '../letters/new-times-facts.ts';
import type { Pair } from '../matching/ports.ts';
import type { Assistant, AssistantStore } from '../meetings/new-times/assistants.ts';
import type { PlanStores } from '../meetings/new-times/proposal-plan.ts';
import type { TimeProposal } from '../meetings/new-times/time-proposals.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory } from '../people/ports.ts';
import { personNames } from './person-names.ts';

type Stores = PlanStores & { assistants: AssistantStore };
type Deps = { transact: Transact<Stores>; directory: Directory; clock: Clock };

export type TimesQuestion = Omit<NewTimesFacts, 'state'> & {
  state: NewTimesFacts['state'] | 'looking';
  /** Null for an assistant. */
  pairId: PairId | null;
};

export type KeptDiary = {
  programmeId: ProgrammeId;
  person: PersonDetails;
  calendarName: string;
  meetings: { id: OccurrenceId; startsAt: Date; endsAt: Date }[];
};

export type NewTimes = {
  questions: TimesQuestion[];
  diaries: KeptDiary[];
  assistants: { programmeId: ProgrammeId; assistant: PersonDetails }[];
};

/** What is under way, or was tried in vain, about the reader's times and those of whom they keep the diary. */
export const showNewTimes =
  (deps: Deps) =>
  async ({ personId }: { personId: PersonId }): Promise<Result<NewTimes>> => {
    const now = deps.clock.now();
    const found = await deps.transact(systemScope, async (stores) => {
      const own = await stores.pairs.liveOfPerson(personId);
      const kept = await stores.assistants.heldBy(personId);
      const questions: TimesQuestion[] = [];
      const asked = new Set<PairId>(own.map((pair) => pair.id));
      for (const pair of own) questions.push(...(await questionsOf(stores, pair, personId, now)));
      const diaries: (Omit<KeptDiary, 'person'> & { of: PersonId })[] = [];
      for (const one of kept) {
        const pairs = await pairsIn(stores, one);
        if (pairs.length === 0) continue;
        for (const pair of pairs) {
          // Whoever keeps the diaries of both is asked once.
          if (asked.has(pair.id)) continue;
          asked.add(pair.id);
          questions.push(...(await questionsOf(stores, pair, personId, now)));
        }
        diaries.push(await diaryOf(stores, one, pairs, now));
      }
      const named: Assistant[] = [];
      for (const programmeId of new Set(own.map((pair) => pair.programmeId))) {
        const mine = await stores.assistants.get(programmeId, personId);
        if (mine) named.push(mine);
      }
      return { questions, diaries, named };
    });
    const people = [...found.diaries.map((one) => one.of), ...found.named.map((one) => one.assistantId)];
    const name = await personNames(deps, people);
    return ok({
      questions: found.questions,
      diaries: found.diaries.map(({ of, ...diary }) => ({ ...diary, person: name(of) })),
      assistants: found.named.map(({ programmeId, assistantId }) => ({ programmeId, assistant: name(assistantId) })),
    });
  };

const pairsIn = async ({ pairs }: Stores, { programmeId, personId }: Assistant): Promise<Pair[]> =>
  (await pairs.liveOfPerson(personId)).filter((pair) => pair.programmeId === programmeId);

async function questionsOf(stores: Stores, pair: Pair, reader: PersonId, now: Date): Promise<TimesQuestion[]> {
  const questions: TimesQuestion[] = [];
  for (const proposal of [...(await stores.timeProposals.underWay([pair.id])), ...(await inVain(stores, pair, now))]) {
    const facts = await newTimesFacts(stores, proposal.id, proposal.round, reader);
    if (!facts || facts.state === 'over') continue;
    questions.push({
      ...facts,
      state: proposal.state === 'looking' ? 'looking' : facts.state,
      pairId: facts.diaryOf === null ? pair.id : null,
    });
  }
  return questions;
}

/** The last word about a meeting to come, or about the first hour, was that there is none. */
async function inVain({ meetings, timeProposals }: Stores, pair: Pair, now: Date): Promise<TimeProposal[]> {
  const series = await meetings.seriesOfPair(pair.id);
  const next = (series ? await meetings.occurrencesOfSeries([series.id]) : []).find(
    (one) => one.state === 'planned' && one.endsAt > now,
  );
  const [last] = next ? await timeProposals.ofOccurrence(next.id) : await timeProposals.ofSeries(pair.id);
  return last?.state === 'no-hour' ? [last] : [];
}

async function diaryOf(
  { meetings, programmes }: Stores,
  { programmeId, personId: of }: Assistant,
  pairs: Pair[],
  now: Date,
) {
  const series = [];
  for (const pair of pairs) series.push(await meetings.seriesOfPair(pair.id));
  const standing = series.flatMap((one) => (one?.state === 'booked' ? [one.id] : []));
  const planned = standing.length === 0 ? [] : await meetings.occurrencesOfSeries(standing);
  return {
    programmeId,
    of,
    calendarName: (await programmes.get(programmeId))?.calendarName ?? '',
    meetings: planned
      .filter((one) => one.state === 'planned' && one.endsAt > now)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      .map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt })),
  };
}
