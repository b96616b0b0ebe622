import { createHash, randomUUID } from 'node:crypto';
import type { Stores } from '../adapters/postgres/transact.ts';
import { askFeedback } from '../domain/feedback/ask-feedback.ts';
import { giveFeedback } from '../domain/feedback/give-feedback.ts';
import { showResults } from '../domain/feedback/show-results.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { systemScope, type Transact } from '../domain/kernel/unit-of-work.ts';
import { deliverLetter } from '../domain/letters/deliver-letter.ts';
import type { Messenger } from '../domain/letters/ports.ts';
import { publishMatch } from '../domain/matching/publish-match.ts';
import { runMatch } from '../domain/matching/run-match.ts';
import { showProposal } from '../domain/matching/show-proposal.ts';
import { bookSeries } from '../domain/meetings/book-series.ts';
import { endSeries } from '../domain/meetings/end-series.ts';
import type { Calendar } from '../domain/meetings/ports.ts';
import { personNames } from '../domain/overview/person-names.ts';
import { showHome } from '../domain/overview/show-home.ts';
import { showMe } from '../domain/overview/show-me.ts';
import { showPairs } from '../domain/overview/show-pairs.ts';
import { showPeople } from '../domain/overview/show-people.ts';
import { showPrivacy } from '../domain/overview/show-privacy.ts';
import { showProgramme } from '../domain/overview/show-programme.ts';
import { introducePair } from '../domain/pairs/introduce-pair.ts';
import { leaveProgramme } from '../domain/pairs/leave-programme.ts';
import { findPeople } from '../domain/people/find-people.ts';
import type { Directory, WorkingHours } from '../domain/people/ports.ts';
import { refreshParticipant } from '../domain/people/refresh-participant.ts';
import { showChart } from '../domain/people/show-chart.ts';
import { showDirectory } from '../domain/people/show-directory.ts';
import { syncPeople } from '../domain/people/sync-people.ts';
import { changeProgramme } from '../domain/programme/change-programme.ts';
import { createProgramme } from '../domain/programme/create-programme.ts';
import { declineInvitation } from '../domain/programme/decline-invitation.ts';
import { enrol } from '../domain/programme/enrol.ts';
import { invitePeople } from '../domain/programme/invite-people.ts';
import { listProgrammes } from '../domain/programme/list-programmes.ts';
import { closeEnrolment, openProgramme } from '../domain/programme/move-programme.ts';
import { readInvitationList } from '../domain/programme/read-invitation-list.ts';

/** What the outside world is made of, as the domain's ports see it. */
export type Parts = {
  transact: Transact<Stores>;
  clock: Clock;
  directory: Directory;
  calendar: Calendar;
  workingHours: WorkingHours;
  messenger: Messenger;
  organizerMailboxes: string[];
  /** Opens the Home tab in Teams. */
  tabLink: string;
};

export type UseCases = ReturnType<typeof createUseCases>;

/** Every use case with what it needs; routes, cards and jobs call these and nothing below. */
export function createUseCases(parts: Parts) {
  const deps = {
    ...parts,
    newId: randomUUID,
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
  };
  return {
    showMe: showMe(deps),
    showHome: showHome(deps),
    showPrivacy: showPrivacy(deps),
    personNames: (ids: string[]) => personNames(deps, ids),

    syncPeople: syncPeople(deps),
    refreshParticipant: refreshParticipant(deps),
    showDirectory: showDirectory(deps),
    showChart: showChart(deps),
    findPeople: findPeople(deps),
    /** Asked for twice in a minute it is done once. */
    requestSync: () =>
      deps.transact(systemScope, ({ jobs }) =>
        jobs.enqueue(
          { name: 'sync-directory', data: {} },
          { once: deps.clock.now().toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length) },
        ),
      ),

    listProgrammes: listProgrammes(deps),
    showProgramme: showProgramme(deps),
    createProgramme: createProgramme(deps),
    changeProgramme: changeProgramme(deps),
    openProgramme: openProgramme(deps),
    closeEnrolment: closeEnrolment(deps),

    showPeople: showPeople(deps),
    readInvitationList: readInvitationList(deps),
    invitePeople: invitePeople(deps),
    enrol: enrol(deps),
    declineInvitation: declineInvitation(deps),
    leaveProgramme: leaveProgramme(deps),

    runMatch: runMatch(deps),
    showProposal: showProposal(deps),
    publishMatch: publishMatch(deps),
    introducePair: introducePair(deps),

    showPairs: showPairs(deps),
    bookSeries: bookSeries(deps),
    endSeries: endSeries(deps),

    askFeedback: askFeedback(deps),
    giveFeedback: giveFeedback(deps),
    showResults: showResults(deps),

    deliverLetter: deliverLetter(deps),
  };
}
