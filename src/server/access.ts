import type { RequestHandler } from 'express';
import type { ProgrammeId } from '../domain/kernel/ids.ts';
import { systemScope, type Transact } from '../domain/kernel/unit-of-work.ts';
import type { PairStore } from '../domain/matching/ports.ts';
import type { AssistantStore } from '../domain/meetings/new-times/assistants.ts';
import type { MeetingStore } from '../domain/meetings/ports.ts';
import type { TimeProposalStore } from '../domain/meetings/new-times/time-proposals.ts';
import type { EnrolmentStore, InvitationStore, ProgrammeStore } from '../domain/programme/ports.ts';
import type { AppRole, Reader } from './auth.ts';
import { Refusal } from './faults.ts';

/** Who may call a route that needs a person. */
export type ReaderAccess =
  | 'signed-in'
  | 'coordinator-role'
  | 'coordinator-or-sponsor'
  /** Holds the Coordinator role and is on the programme's own list. */
  | 'programme-coordinator'
  /** The above, or holds the Sponsor role: for aggregates. */
  | 'programme-coordinator-or-sponsor'
  /** Was invited or has joined. */
  | 'programme-invited'
  | 'programme-participant'
  | 'meeting-participant'
  /** One of the two, or whoever keeps the diary of one of them: for times alone. */
  | 'meeting-diary'
  | 'time-proposal-diary';

/** Everybody · the Bot Connector by its signed activities · Graph by the secret of the subscription. */
export type Access = ReaderAccess | 'public' | 'bot-connector' | 'graph-webhook';

/** The first handler of every route carries who may call it; a test reads it off the running server's own table. */
export const declared = (access: Access, handler: RequestHandler): RequestHandler & { access: Access } =>
  Object.assign<RequestHandler, { access: Access }>(handler, { access });

type AccessStores = {
  programmes: ProgrammeStore;
  enrolments: EnrolmentStore;
  invitations: InvitationStore;
  meetings: MeetingStore;
  timeProposals: TimeProposalStore;
  assistants: AssistantStore;
  pairs: PairStore;
};

export type Doorkeeper = {
  /**
   * Throws a Refusal unless the reader may enter. Whoever may not see a programme or a meeting is told that there is
   * none. `path` holds the parameters of the path as they came.
   */
  admit(access: ReaderAccess, reader: Reader, path: Record<string, unknown>): Promise<void>;
  /** Holds the role and is on the programme's own list: an Entra role alone opens no programme. */
  isCoordinator(reader: Reader, programmeId: ProgrammeId): Promise<boolean>;
};

export function createDoorkeeper(transact: Transact<AccessStores>): Doorkeeper {
  const isCoordinator: Doorkeeper['isCoordinator'] = async ({ personId, roles }, programmeId) =>
    roles.includes('Coordinator') &&
    (await transact(systemScope, async ({ programmes }) =>
      Boolean((await programmes.get(programmeId))?.coordinators.includes(personId)),
    ));
  const admit: Doorkeeper['admit'] = async (access, reader, path) => {
    const { personId, roles } = reader;
    const programmeId = idIn(path['programmeId']);
    const has = (role: AppRole): boolean => roles.includes(role);
    switch (access) {
      case 'signed-in':
        return;
      case 'coordinator-role':
        return allowedIf(has('Coordinator'), notForYou);
      case 'coordinator-or-sponsor':
        return allowedIf(has('Coordinator') || has('Sponsor'), notForYou);
      case 'programme-coordinator':
        return allowedIf(await isCoordinator(reader, programmeId), noSuchProgramme);
      case 'programme-coordinator-or-sponsor':
        return allowedIf(has('Sponsor') || (await isCoordinator(reader, programmeId)), noSuchProgramme);
      case 'programme-invited':
        return allowedIf(
          await transact(systemScope, async ({ invitations, enrolments }) =>
            Boolean((await invitations.get(programmeId, personId)) ?? (await enrolments.get(programmeId, personId))),
          ),
          noSuchProgramme,
        );
      case 'programme-participant':
        return allowedIf(
          await transact(
            systemScope,
            async ({ enrolments }) => (await enrolments.get(programmeId, personId))?.state === 'active',
          ),
          noSuchProgramme,
        );
      case 'meeting-participant':
        return allowedIf(
          await transact(systemScope, async ({ meetings, pairs }) => {
            const meeting = await meetings.occurrence(idIn(path['meetingId']));
            const pair = meeting && (await pairs.get(meeting.pairId));
            return pair !== undefined && [pair.mentorId, pair.menteeId].includes(personId);
          }),
          noSuchMeeting,
        );
      case 'meeting-diary':
      case 'time-proposal-diary':
        return allowedIf(
          await transact(systemScope, async (stores) => {
            const { pairs, meetings, timeProposals, assistants } = stores;
            const about =
              access === 'meeting-diary'
                ? await meetings.occurrence(idIn(path['meetingId']))
                : await timeProposals.get(idIn(path['proposalId']));
            const pair = about && (await pairs.get(about.pairId));
            if (!pair) return false;
            const both = [pair.mentorId, pair.menteeId];
            const keepers = await assistants.of(pair.programmeId, both);
            return both.includes(personId) || keepers.some(({ assistantId }) => assistantId === personId);
          }),
          noSuchMeeting,
        );
    }
  };
  return { admit, isCoordinator };
}

/** What is no id at all is nobody's programme. */
const idIn = (value: unknown): string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : NOBODYS;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

function allowedIf(allowed: boolean, refusal: () => Refusal): void {
  if (!allowed) throw refusal();
}

const notForYou = () =>
  new Refusal(403, {
    code: 'not-for-you',
    message: 'This needs a role that your account does not have. Ask whoever runs the programme.',
  });
const noSuchProgramme = () => new Refusal(404, { code: 'no-such-programme', message: 'There is no such programme.' });
const noSuchMeeting = () =>
  new Refusal(404, { code: 'no-such-meeting', message: 'There is no such meeting of yours.' });
