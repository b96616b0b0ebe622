import type { Clock } from '../kernel/clock.ts';
import type { PersonId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Transact } from '../kernel/unit-of-work.ts';
import type { FeedbackStore } from '../feedback/ports.ts';
import type { Pair, PairStore } from '../matching/ports.ts';
import type { Occurrence, Series } from '../meetings/meetings.ts';
import { meetingsOfPair } from '../meetings/pair-meetings.ts';
import { endOf, type PauseStore } from '../meetings/pauses.ts';
import type { MeetingStore } from '../meetings/ports.ts';
import type { SupportStore } from '../pairs/ports.ts';
import type { PersonDetails } from '../people/people.ts';
import type { Directory, ParticipantStore } from '../people/ports.ts';
import type { EnrolmentStore, InvitationStore, PartnerRequestStore, ProgrammeStore } from '../programme/ports.ts';
import type { Enrolment, Invitation, Programme } from '../programme/programme.ts';
import { personNames } from './person-names.ts';
import { helpIn, type Help } from './show-help.ts';

type Deps = {
  transact: Transact<{
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    partnerRequests: PartnerRequestStore;
    pairs: PairStore;
    support: SupportStore;
    pauses: PauseStore;
    meetings: MeetingStore;
    feedback: FeedbackStore;
    participants: ParticipantStore;
  }>;
  directory: Directory;
  clock: Clock;
};

export type HomeMeeting = Occurrence & { feedback: 'not-due' | 'due' | 'given' };

/** One programme as its participant sees it; whoever has several partners in it sees it once for each. */
export type Participation = {
  programme: Programme;
  invitation: Invitation | null;
  help: Help;
  enrolment:
    | (Enrolment & {
        person: PersonDetails;
        /** Told to the matcher alone, and shown to its author alone. */
        requests: { avoid: PersonDetails[]; wishes: PersonDetails[] };
        /** The last day of the reader's pause; null while there is none. */
        pausedUntil: string | null;
      })
    | null;
  pair:
    | (Pair & {
        partner: PersonDetails;
        myRole: 'mentor' | 'mentee';
        series: Series | null;
        meetings: HomeMeeting[];
        /** What the partner left for the reader. */
        notesForMe: { position: number; note: string | null; commitment: string | null; givenAt: Date }[];
      })
    | null;
};

/** Everything a participant finds on the Home tab: the reader's own rows, and of the partner what was meant for them. */
export const showHome =
  (deps: Deps) =>
  async (input: { personId: PersonId }): Promise<Result<Participation[]>> => {
    const { personId } = input;
    const now = deps.clock.now();
    const found = await deps.transact({ kind: 'person', personId }, async (stores) => {
      const invitations = await stores.invitations.ofPerson(personId);
      const enrolments = await stores.enrolments.ofPerson(personId);
      const live = await stores.pairs.liveOfPerson(personId);
      const given = new Set((await stores.feedback.ofPerson(personId)).map((one) => one.occurrenceId));
      const pauses = await stores.pauses.ofPerson(personId);
      const ids = new Set([...invitations, ...enrolments].map((one) => one.programmeId));
      const rows = [];
      for (const programmeId of ids) {
        const programme = await stores.programmes.get(programmeId);
        if (!programme || programme.state === 'draft') continue;
        const own = {
          programme,
          invitation: invitations.find((one) => one.programmeId === programmeId) ?? null,
          enrolment: enrolments.find((one) => one.programmeId === programmeId && one.state === 'active') ?? null,
          requests: (await stores.partnerRequests.get(programmeId, personId)) ?? { avoid: [], wishes: [] },
          pausedUntil:
            pauses.find((one) => one.programmeId === programmeId && endOf(one, programme.timeZone) > now)?.until ??
            null,
        };
        const pairs = live.filter((one) => one.programmeId === programmeId);
        for (const pair of pairs.length === 0 ? [null] : pairs) {
          const { series, meetings: occurrences } = pair
            ? await meetingsOfPair(stores.meetings, pair.id)
            : { series: null, meetings: [] };
          const notes = await stores.feedback.forPartner(
            occurrences.map((one) => one.id),
            personId,
          );
          const position = new Map(occurrences.map((one) => [one.id, one.position]));
          rows.push({
            ...own,
            pair,
            series,
            help: await helpIn(stores.support, programme, pair === null ? [] : [pair], personId),
            meetings: occurrences.map((one): HomeMeeting => {
              const due = one.state === 'planned' && one.endsAt <= now;
              return { ...one, feedback: given.has(one.id) ? 'given' : due ? 'due' : 'not-due' };
            }),
            notesForMe: notes.map(({ occurrenceId, note, commitment, givenAt }) => ({
              position: position.get(occurrenceId) ?? 0,
              note,
              commitment,
              givenAt,
            })),
          });
        }
      }
      return rows;
    });
    const others = found.flatMap(({ pair, help, requests: { avoid, wishes } }) => [
      ...help.contacts,
      ...help.coordinators,
      ...(pair === null ? [] : [pair.mentorId, pair.menteeId]),
      ...avoid,
      ...wishes,
    ]);
    const name = await personNames(deps, [personId, ...others]);
    return ok(
      found.map(
        ({ programme, invitation, enrolment, requests, pausedUntil, help, pair, series, meetings, notesForMe }) => ({
          programme,
          invitation,
          help: { contacts: help.contacts.map(name), coordinators: help.coordinators.map(name) },
          enrolment: enrolment && {
            ...enrolment,
            person: name(personId),
            requests: { avoid: requests.avoid.map(name), wishes: requests.wishes.map(name) },
            pausedUntil,
          },
          pair: pair && {
            ...pair,
            partner: name(pair.mentorId === personId ? pair.menteeId : pair.mentorId),
            myRole: pair.mentorId === personId ? 'mentor' : 'mentee',
            series,
            meetings,
            notesForMe,
          },
        }),
      ),
    );
  };
