import type { Clock } from '../kernel/clock.ts';
import type { AlertId, OccurrenceId, PairId, PersonId, ProgrammeId, TimeProposalId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { StoredLetter } from '../letters/letters.ts';
import type { LetterStore } from '../letters/ports.ts';
import type { Pair, PairStore } from '../matching/ports.ts';
import type { CalendarStore } from '../meetings/calendar/calendar-changes.ts';
import type { Occurrence, Series } from '../meetings/meetings.ts';
import { meetingsIn } from '../meetings/pair-meetings.ts';
import { endOf, type Pause, type PauseStore } from '../meetings/pauses.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { TimeProposalStore } from '../meetings/new-times/time-proposals.ts';
import type { Alert } from '../pairs/alerts.ts';
import { breachReasons } from '../pairs/breach-words.ts';
import type { AlertStore } from '../pairs/ports.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { ProgrammeStore } from '../programme/ports.ts';
import { personNames } from './person-names.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    pairs: PairStore;
    alerts: AlertStore;
    meetings: MeetingStore;
    calendar: CalendarStore;
    pauses: PauseStore;
    timeProposals: TimeProposalStore;
    letters: LetterStore;
    participants: ParticipantStore;
  }>;
  directory: Directory;
  clock: Clock;
};

export type PairOverview = Pair & {
  mentor: PersonDetails;
  mentee: PersonDetails;
  series: Series | null;
  occurrences: Occurrence[];
  /** No hour is known to be free, and both are being asked which suit. */
  isAsked: boolean;
  /** The meeting that comes next, as Outlook has it. */
  next: OccurrenceId | null;
  /** Meetings that one of the two has declined; those that are over too, since nobody can say that they were held. */
  declined: { occurrenceId: OccurrenceId; by: PersonDetails }[];
  /** Rules that it has come to break, in sentences; `decided` when a coordinator lets the two stay together. */
  broken: { alertId: AlertId; reasons: string[]; decided: { by: PersonDetails; at: Date } | null }[];
  alerts: PairAlert[];
  /** Who of the two has a pause, with its last day (YYYY-MM-DD). */
  pauses: { by: PersonDetails; until: string }[];
  /** To whom an invitation was forwarded; they were taken off it, and both people were told. */
  forwardedTo: string[];
  /** Who of the two has left the organisation, which ended the pair. */
  leavers: string[];
  /** Cards to either person that failed or whose delivery nobody can confirm. */
  cardTroubles: { person: PersonDetails; card: string; state: 'unknown' | 'failed' }[];
};

/** What about its meetings is open and needs a coordinator. */
export type PairAlert =
  /** Of the person's meetings these two, which follow each other, were not kept. */
  | { kind: 'cancelled-in-a-row'; by: PersonDetails; occurrenceIds: OccurrenceId[] }
  /** Somebody took all meetings out of Outlook. */
  | { kind: 'series-deleted' }
  /** None of the hours that were offered for one meeting, or (null) for the first, suits both. */
  | { kind: 'no-agreed-hour'; occurrenceId: OccurrenceId | null };

/**
 * Who meets whom and when; nothing of what anybody said. For the programme's coordinators: one who is in a pair is told
 * no more of it than their partner is, unless there is nobody else to look after it.
 */
export const showPairs =
  (deps: Deps) =>
  async (input: { programmeId: ProgrammeId; reader: PersonId }): Promise<Result<PairOverview[]>> => {
    const { programmeId, reader } = input;
    const found = await deps.transact({ kind: 'programme', programmeId }, async (stores) => {
      const { pairs, meetings, calendar, letters, alerts } = stores;
      const series = await meetings.seriesInProgramme(programmeId);
      const occurrences = await meetings.occurrencesOfSeries(series.map((one) => one.id));
      const sent = await letters.inProgramme(programmeId);
      const programme = await stores.programmes.get(programmeId);
      const all = await pairs.inProgramme(programmeId);
      const underWay = await stores.timeProposals.underWay(all.map(({ id }) => id));
      return {
        coordinators: programme?.coordinators ?? [],
        pauses: (await stores.pauses.inProgramme(programmeId)).filter(
          (one) => programme && endOf(one, programme.timeZone) > deps.clock.now(),
        ),
        pairs: all,
        asked: new Set(underWay.flatMap((one) => (one.occurrenceId === null ? one.pairId : []))),
        series,
        occurrences,
        replies: await calendar.replies(occurrences.map((one) => one.id)),
        letters: sent,
        forwardings: await forwardingsOf(sent, calendar),
        questions: await questionsOf(sent, stores.timeProposals),
        alerts: await alerts.inProgramme(programmeId),
      };
    });
    const deciders = found.alerts.flatMap(({ closedBy }) => closedBy ?? []);
    const ids = [...found.pairs.flatMap((pair) => [pair.mentorId, pair.menteeId]), ...deciders];
    const name = await personNames(deps, ids);
    const seriesOf = Map.groupBy(found.series, (one) => one.pairId);
    const declines = Map.groupBy(
      found.replies.filter(({ reply }) => reply === 'declined'),
      ({ occurrenceId }) => occurrenceId,
    );
    const now = deps.clock.now();
    const occurrencesOf = Map.groupBy(found.occurrences, (one) => one.seriesId);
    return ok(
      found.pairs.map((pair) => {
        const all = seriesOf.get(pair.id) ?? [];
        const own = all.flatMap(({ id }) => occurrencesOf.get(id) ?? []);
        const { series, meetings: occurrences } = meetingsIn(all, own);
        const ahead = series?.state === 'booked' ? comingOf(occurrences, now) : [];
        const both = [pair.mentorId, pair.menteeId];
        const isKept = both.includes(reader) && found.coordinators.some((id) => !both.includes(id));
        return {
          ...pair,
          mentor: name(pair.mentorId),
          mentee: name(pair.menteeId),
          series,
          occurrences,
          isAsked: series?.state === 'no-common-hour' && found.asked.has(pair.id),
          next: ahead[0]?.id ?? null,
          declined: isKept
            ? []
            : occurrences.flatMap(({ id, state }) =>
                state === 'planned'
                  ? (declines.get(id) ?? []).map(({ personId }) => ({ occurrenceId: id, by: name(personId) }))
                  : [],
              ),
          broken: isKept ? [] : found.alerts.flatMap((alert) => brokenBy(alert, pair, name)),
          alerts: isKept ? [] : found.alerts.flatMap((alert) => openAlert(alert, pair, name)),
          pauses: isKept || pair.state !== 'live' ? [] : found.pauses.flatMap((pause) => pauseIn(pause, both, name)),
          forwardedTo: isKept ? [] : [...(found.forwardings.get(pair.id) ?? [])],
          leavers: found.alerts.flatMap(({ matter }) =>
            matter.kind === 'left-organisation' && matter.pairIds.includes(pair.id) ? [matter.personName] : [],
          ),
          cardTroubles: found.letters.flatMap((letter) =>
            !isKept && isTrouble(letter) && concerns(letter, pair, occurrences, found.questions)
              ? [{ person: name(letter.to), card: letter.about.kind, state: letter.state }]
              : [],
          ),
        };
      }),
    );
  };

const pauseIn = ({ personId, until }: Pause, both: PersonId[], name: (id: PersonId) => PersonDetails) =>
  both.includes(personId) ? [{ by: name(personId), until }] : [];

/** Meetings that are not over, the next one first: a moved one may have changed places with another. */
const comingOf = (meetings: Occurrence[], now: Date): Occurrence[] =>
  meetings
    .filter(({ state, endsAt }) => state === 'planned' && endsAt > now)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/** What is open, or was decided, about a live pair. */
function brokenBy(alert: Alert, pair: Pair, name: (id: PersonId) => PersonDetails): PairOverview['broken'] {
  const { id, matter, state, closedBy, closedAt } = alert;
  if (matter.kind !== 'rules-broken' || matter.pairId !== pair.id || pair.state !== 'live') return [];
  if (state !== 'open' && state !== 'kept') return [];
  const names = { mentor: name(pair.mentorId).displayName, mentee: name(pair.menteeId).displayName };
  const reasons = breachReasons(matter.breaches, names).sentences;
  return [{ alertId: id, reasons, decided: closedBy && closedAt ? { by: name(closedBy), at: closedAt } : null }];
}

function openAlert({ matter, state }: Alert, pair: Pair, name: (id: PersonId) => PersonDetails): PairAlert[] {
  if (state !== 'open' || pair.state !== 'live' || !('pairId' in matter) || matter.pairId !== pair.id) return [];
  switch (matter.kind) {
    case 'cancelled-in-a-row':
      return [{ kind: matter.kind, by: name(matter.personId), occurrenceIds: matter.occurrenceIds }];
    case 'series-deleted':
      return [{ kind: matter.kind }];
    case 'no-agreed-hour':
      return [{ kind: matter.kind, occurrenceId: matter.occurrenceId }];
    case 'rules-broken':
      return [];
  }
}

/** The names of those who had an invitation that was not theirs, as long as they are kept. */
async function forwardingsOf(
  letters: StoredLetter[],
  calendar: Pick<CalendarStore, 'uninvited'>,
): Promise<Map<PairId, Set<string>>> {
  const names = new Map<PairId, Set<string>>();
  for (const { about } of letters) {
    if (about.kind !== 'forwarded-invitation') continue;
    const other = await calendar.uninvited(about.uninvitedId);
    if (other) names.set(about.pairId, (names.get(about.pairId) ?? new Set()).add(other.name));
  }
  return names;
}

/** A card that had nothing to say any more was rightly not sent. */
const isTrouble = (letter: StoredLetter): letter is StoredLetter & { state: 'unknown' | 'failed' } =>
  (letter.state === 'unknown' || letter.state === 'failed') && letter.reason !== 'nothing-to-say';

/** Of which pair the questions about hours are whose cards did not surely arrive. */
async function questionsOf(
  letters: StoredLetter[],
  proposals: Pick<TimeProposalStore, 'get'>,
): Promise<Map<TimeProposalId, PairId>> {
  const pairs = new Map<TimeProposalId, PairId>();
  for (const letter of letters) {
    if (!isTrouble(letter) || !('proposalId' in letter.about)) continue;
    const proposal = await proposals.get(letter.about.proposalId);
    if (proposal) pairs.set(proposal.id, proposal.pairId);
  }
  return pairs;
}

function concerns(
  { about }: StoredLetter,
  pair: Pair,
  occurrences: Occurrence[],
  questions: Map<TimeProposalId, PairId>,
): boolean {
  if ('pairId' in about) return about.pairId === pair.id;
  if ('proposalId' in about) return questions.get(about.proposalId) === pair.id;
  return about.kind === 'feedback-request' && occurrences.some((one) => one.id === about.occurrenceId);
}
