import type { PersonId, ProgrammeId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { FeedbackStore } from '../feedback/ports.ts';
import type { ChatStore } from '../letters/ports.ts';
import type { PairStore } from '../matching/ports.ts';
import type { PauseStore } from '../meetings/pauses.ts';
import type { SupportStore } from '../pairs/ports.ts';
import type { ChartStore, Directory, ParticipantStore } from '../people/ports.ts';
import type {
  EnrolmentStore,
  InvitationStore,
  PairListStore,
  PartnerRequestStore,
  ProgrammeStore,
} from '../programme/ports.ts';
import type { PartnerRequests } from '../programme/programme.ts';
import { personNames } from './person-names.ts';
import { supportKept } from './support-kept.ts';

type Deps = {
  transact: Transact<{
    chart: ChartStore;
    participants: ParticipantStore;
    programmes: ProgrammeStore;
    invitations: InvitationStore;
    enrolments: EnrolmentStore;
    partnerRequests: PartnerRequestStore;
    pairLists: PairListStore;
    pairs: PairStore;
    support: SupportStore;
    pauses: PauseStore;
    feedback: FeedbackStore;
    chats: ChatStore;
  }>;
  directory: Directory;
};

export type Kept = { what: string; why: string; seenBy: string; since: Date | null };
export type Privacy = {
  kept: Kept[];
  /** `hasRequests`: the reader told the matcher something alone, which can be deleted by itself. */
  programmes: { id: ProgrammeId; name: string; canLeave: boolean; hasRequests: boolean }[];
};

/** What is kept about the reader, in words, and where they can leave. */
export const showPrivacy =
  (deps: Deps) =>
  async (input: { personId: PersonId }): Promise<Result<Privacy>> => {
    // The chart and the reader's own profile belong to no programme, hence the system's scope; only own rows are read.
    const { requests, privacy } = await deps.transact(systemScope, async (stores) => {
      const { personId } = input;
      const kept: Kept[] = [];
      if (await stores.chart.isPresent(personId)) {
        kept.push({
          what: 'Your place in the org chart: your directory id, your manager’s, and when that changed',
          why: 'so that nobody is paired inside their own reporting line',
          seenBy: 'the matcher; coordinators see the chart',
          since: null,
        });
      }
      const profile = await stores.participants.get(personId);
      if (profile) {
        kept.push({
          what: `Your name, work mail, title, ${profile.grade === null ? '' : 'grade, '}department, office, time zone and working hours, from the directory`,
          why: 'so that your partner knows who you are and meetings fall into your day',
          seenBy: 'your partner sees name, title and department; coordinators see all of it',
          since: profile.refreshedAt,
        });
      }
      if (await stores.chats.get(personId)) {
        kept.push({
          what: 'That you have a chat with the bot',
          why: 'so that cards reach you',
          seenBy: 'nobody',
          since: null,
        });
      }
      const enrolments = (await stores.enrolments.ofPerson(personId)).filter((one) => one.state === 'active');
      for (const enrolment of enrolments) {
        kept.push({
          what: 'The topics, area, languages and number of partners you gave when you joined',
          why: 'so that you get a good match',
          seenBy: 'coordinators of the programme; your partner sees what you have in common',
          since: enrolment.enrolledAt,
        });
      }
      if ((await stores.pairLists.naming(personId)).length > 0) {
        kept.push({
          what: 'That a coordinator listed you with somebody by hand: as working together, as paired before, or as not to be paired',
          why: 'so that a match fits what the organisation knows',
          seenBy: 'the matcher, and coordinators of the programme',
          since: null,
        });
      }
      for (const pair of await stores.pairs.liveOfPerson(personId)) {
        kept.push({
          what: 'Who your partner is and when you meet',
          why: 'so that the meetings are booked for you',
          seenBy: 'you two and the coordinators of the programme',
          since: pair.publishedAt,
        });
      }
      for (const pause of await stores.pauses.ofPerson(personId)) {
        kept.push({
          what: 'Until when you take no meetings; not why',
          why: 'so that nothing is booked until then',
          seenBy: 'coordinators of the programme; deleted when it is over',
          since: pause.setAt,
        });
      }
      for (const answer of await stores.feedback.ofPerson(personId)) {
        const reader = {
          private: 'only you',
          partner: 'you and your partner',
          coordinator: 'you and the coordinators',
        };
        kept.push({
          what: 'What you said after a meeting',
          why: 'so that the programme can be improved',
          seenBy: `ratings: nobody, only averages of five people or more; your note: ${reader[answer.noteFor]}`,
          since: answer.givenAt,
        });
      }
      const invitations = await stores.invitations.ofPerson(personId);
      const joined = new Set(enrolments.map((one) => one.programmeId));
      const requests: PartnerRequests[] = [];
      const programmes = [];
      for (const id of new Set([...joined, ...invitations.map((one) => one.programmeId)])) {
        const programme = await stores.programmes.get(id);
        const told = await stores.partnerRequests.get(id, personId);
        if (told) requests.push(told);
        if (!programme) continue;
        programmes.push({ id, name: programme.name, canLeave: joined.has(id), hasRequests: told !== undefined });
      }
      return { requests, privacy: { kept, programmes } };
    });
    return ok({
      ...privacy,
      kept: [...privacy.kept, ...(await toldToMatcher(deps, requests)), ...(await supportKept(deps, input.personId))],
    });
  };

/** In names, since the reader is the one who wrote them. */
async function toldToMatcher(deps: Deps, requests: PartnerRequests[]): Promise<Kept[]> {
  const name = await personNames(
    deps,
    requests.flatMap(({ avoid, wishes }) => [...avoid, ...wishes]),
  );
  const names = (ids: PersonId[]) => ids.map((id) => name(id).displayName).join(', ');
  return requests.flatMap(({ avoid, wishes, toldAt }) =>
    [
      { ids: wishes, what: 'Whom you would like to be paired with', why: 'so that you get a partner you hope for' },
      { ids: avoid, what: 'Whom you asked not to be paired with', why: 'so that you never are' },
    ]
      .filter(({ ids }) => ids.length > 0)
      .map(({ ids, what, why }) => ({
        what: `${what}: ${names(ids)}`,
        why,
        seenBy: 'the matcher alone; the names are shown to nobody but you',
        since: toldAt,
      })),
  );
}
