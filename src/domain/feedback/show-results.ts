import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { PairStore } from '../matching/ports.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { FeedbackStore } from './ports.ts';

type Deps = { transact: Transact<{ pairs: PairStore; meetings: MeetingStore; feedback: FeedbackStore }> };

/** A group this small can be recognised: below it there is no figure. */
export const smallestGroup = 5;

export type Figure = { mean: number; n: number } | null;

export type Results = {
  /** Answers asked for: two a meeting. */
  asked: number;
  answered: number | null;
  worth: Figure;
  spokeFreely: Figure;
  held: { held: number; of: number } | null;
  notes: { personId: PersonId; note: string; givenAt: Date }[];
};

/**
 * What a coordinator may see: aggregates of five people or more, and the notes that were written to the coordinator. One
 * who takes part does not see what was written about the own pair.
 */
export const showResults =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; reader: PersonId }): Promise<Result<Results>> =>
    deps.transact({ kind: 'programme', programmeId: input.programmeId }, async ({ pairs, meetings, feedback }) => {
      const isOwn = ({ mentorId, menteeId }: { mentorId: PersonId; menteeId: PersonId }): boolean =>
        [mentorId, menteeId].includes(input.reader);
      const ownPairs = new Set((await pairs.inProgramme(input.programmeId)).filter(isOwn).map((pair) => pair.id));
      const series = await meetings.seriesInProgramme(input.programmeId);
      const occurrences = await meetings.occurrencesOfSeries(series.map((one) => one.id));
      const ratings = await feedback.ratings(input.programmeId);
      const ownSeries = new Set(series.filter((one) => ownPairs.has(one.pairId)).map((one) => one.id));
      const own = new Set(occurrences.filter((one) => ownSeries.has(one.seriesId)).map((one) => one.id));
      const notes = (await feedback.notesForCoordinator(input.programmeId)).filter((one) => !own.has(one.occurrenceId));
      const enough = (rows: { respondent: PersonId }[]): boolean =>
        new Set(rows.map((row) => row.respondent)).size >= smallestGroup;
      const figure = (key: 'worth' | 'spokeFreely'): Figure => {
        const rows = ratings.filter((row) => row[key] !== null);
        if (!enough(rows)) return null;
        return { mean: rows.reduce((sum, row) => sum + (row[key] ?? 0), 0) / rows.length, n: rows.length };
      };
      return ok({
        asked: occurrences.filter((one) => one.feedbackAskedAt !== null).length * 2,
        answered: enough(ratings) ? ratings.length : null,
        worth: figure('worth'),
        spokeFreely: figure('spokeFreely'),
        held: enough(ratings) ? { held: ratings.filter((row) => row.held === 'yes').length, of: ratings.length } : null,
        notes: notes.map(({ personId, note, givenAt }) => ({ personId, note, givenAt })),
      });
    });
