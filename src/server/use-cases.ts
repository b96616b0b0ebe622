import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Stores } from '../adapters/postgres/transact.ts';
import { askFeedback } from '../domain/feedback/ask-feedback.ts';
import { giveFeedback } from '../domain/feedback/give-feedback.ts';
import { showResults } from '../domain/feedback/show-results.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { systemScope, type Transact } from '../domain/kernel/unit-of-work.ts';
import { deliverLetter } from '../domain/letters/deliver-letter.ts';
import { reviseLetter } from '../domain/letters/revise-letter.ts';
import { showAlert } from '../domain/letters/show-alert.ts';
import { showTimeProposal } from '../domain/letters/show-time-proposal.ts';
import type { Messenger, Post } from '../domain/letters/ports.ts';
import { allowPair } from '../domain/matching/allow-pair.ts';
import { cancelRun } from '../domain/matching/cancel-run.ts';
import { checkPair } from '../domain/matching/check-pair.ts';
import { compareScenarios } from '../domain/matching/compare-scenarios.ts';
import { createScenario } from '../domain/matching/create-scenario.ts';
import { deleteScenario } from '../domain/matching/delete-scenario.ts';
import { editScenario } from '../domain/matching/edit-scenario.ts';
import { forbidPair } from '../domain/matching/forbid-pair.ts';
import { listScenarios } from '../domain/matching/list-scenarios.ts';
import { lockPair } from '../domain/matching/lock-pair.ts';
import type { Matcher } from '../domain/matching/ports.ts';
import { publishScenario } from '../domain/matching/publish-scenario.ts';
import { requestRun } from '../domain/matching/request-run.ts';
import { runScenario } from '../domain/matching/run-scenario.ts';
import { showProgress, showScenario } from '../domain/matching/show-scenario.ts';
import { unlockPair } from '../domain/matching/unlock-pair.ts';
import { whatIfPair } from '../domain/matching/what-if-pair.ts';
import { bookAgain } from '../domain/meetings/booking/book-again.ts';
import { pauseBooking, resumeBooking, stopBooking } from '../domain/meetings/booking/change-booking.ts';
import { askForTimes } from '../domain/meetings/new-times/ask-for-times.ts';
import { chooseTime } from '../domain/meetings/new-times/choose-time.ts';
import { endSeries } from '../domain/meetings/end-series.ts';
import { findTimes } from '../domain/meetings/new-times/find-times.ts';
import { inviteAssistant } from '../domain/meetings/new-times/invite-assistant.ts';
import { moveOccurrence } from '../domain/meetings/new-times/move-occurrence.ts';
import { tendProposals } from '../domain/meetings/new-times/tend-proposals.ts';
import { nameAssistant } from '../domain/meetings/new-times/name-assistant.ts';
import type { CalendarReader } from '../domain/meetings/calendar/calendar-changes.ts';
import type { MailLimits } from '../domain/meetings/booking/mail-budget.ts';
import { mendLink, requestLinks } from '../domain/meetings/booking/mend-link.ts';
import { paceCalendar } from '../domain/meetings/booking/pace-calendar.ts';
import { planSeries, type SeriesPlacer } from '../domain/meetings/booking/plan-series.ts';
import { keepSubscriptions } from '../domain/meetings/subscriptions/keep-subscriptions.ts';
import type { Calendar } from '../domain/meetings/ports.ts';
import { receiveNotifications } from '../domain/meetings/subscriptions/receive-notifications.ts';
import type { ChangeSubscriptions } from '../domain/meetings/subscriptions/subscriptions.ts';
import { requestSeries } from '../domain/meetings/booking/request-series.ts';
import { sendSeries } from '../domain/meetings/booking/send-series.ts';
import { showBooking } from '../domain/meetings/booking/show-booking.ts';
import { compareSeries } from '../domain/meetings/calendar/compare-series.ts';
import { countCancellations } from '../domain/meetings/calendar/count-cancellations.ts';
import { endPause, pauseMeetings } from '../domain/meetings/pause-meetings.ts';
import { readCalendars } from '../domain/meetings/subscriptions/read-calendars.ts';
import { readMailbox } from '../domain/meetings/calendar/read-mailbox.ts';
import { watchDiaries } from '../domain/meetings/calendar/watch-diaries.ts';
import { personNames } from '../domain/overview/person-names.ts';
import { showHelp } from '../domain/overview/show-help.ts';
import { showHome } from '../domain/overview/show-home.ts';
import { showNewTimes } from '../domain/overview/show-new-times.ts';
import { showMe } from '../domain/overview/show-me.ts';
import { showPairs } from '../domain/overview/show-pairs.ts';
import { showPeople } from '../domain/overview/show-people.ts';
import { showPrivacy } from '../domain/overview/show-privacy.ts';
import { showProgramme } from '../domain/overview/show-programme.ts';
import { introducePair } from '../domain/pairs/introduce-pair.ts';
import { keepTogether } from '../domain/pairs/keep-together.ts';
import { leaveProgramme } from '../domain/pairs/leave-programme.ts';
import { setSupportContacts } from '../domain/pairs/set-support-contacts.ts';
import { showSupport } from '../domain/pairs/show-support.ts';
import { watchPairs } from '../domain/pairs/watch-pairs.ts';
import { findColleagues } from '../domain/people/find-colleagues.ts';
import { findPeople } from '../domain/people/find-people.ts';
import type { Directory, WorkingHours } from '../domain/people/ports.ts';
import { refreshParticipant } from '../domain/people/refresh-participant.ts';
import { showChart } from '../domain/people/show-chart.ts';
import { showDirectory } from '../domain/people/show-directory.ts';
import { syncPeople } from '../domain/people/sync-people.ts';
import { changeProgramme } from '../domain/programme/change-programme.ts';
import { createProgramme } from '../domain/programme/create-programme.ts';
import { comparePairList } from '../domain/programme/compare-pair-list.ts';
import { declineInvitation } from '../domain/programme/decline-invitation.ts';
import { deletePairList } from '../domain/programme/delete-pair-list.ts';
import { enrol } from '../domain/programme/enrol.ts';
import { exportPairList } from '../domain/programme/export-pair-list.ts';
import { invitePeople } from '../domain/programme/invite-people.ts';
import { listProgrammes } from '../domain/programme/list-programmes.ts';
import { closeEnrolment, openProgramme } from '../domain/programme/move-programme.ts';
import { withdrawRequests } from '../domain/programme/withdraw-requests.ts';
import { readInvitationList } from '../domain/programme/read-invitation-list.ts';
import { readPairList } from '../domain/programme/read-pair-list.ts';
import { savePairList } from '../domain/programme/save-pair-list.ts';
import { showPairLists } from '../domain/programme/show-pair-lists.ts';

/** What the outside world is made of, as the domain's ports see it. */
export type Parts = {
  transact: Transact<Stores>;
  clock: Clock;
  directory: Directory;
  calendar: Calendar;
  calendarReader: CalendarReader;
  workingHours: WorkingHours;
  messenger: Messenger;
  /** For whoever can't be reached in a chat. */
  post: Post;
  matcher: Matcher;
  placer: SeriesPlacer;
  organizerMailboxes: string[];
  /** What Exchange lets each of them send. */
  limits: MailLimits;
  changeSubscriptions: ChangeSubscriptions;
  /** Where Microsoft 365 tells us of changes; null: nowhere. */
  notificationAddress: string | null;
  /** Whether an attribute of the directory is read as the grade. */
  gradesAreRead: boolean;
  /** Opens the Home tab in Teams. */
  tabLink: string;
  /** The same page in a browser of its own. */
  homePage: string;
};

export type UseCases = ReturnType<typeof createUseCases>;

/** Every use case with what it needs; routes, cards and jobs call these and nothing below. */
export function createUseCases(parts: Parts) {
  const sending = {
    ...parts,
    newId: randomUUID,
    newSecret: () => randomBytes(32).toString('base64url'),
    wait: (ms: number) => setTimeout(ms),
  };
  const deps = {
    ...sending,
    calendar: paceCalendar(parts.calendar, sending),
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
    findColleagues: findColleagues(deps),
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
    withdrawRequests: withdrawRequests(deps),

    showPairLists: showPairLists(deps),
    readPairList: readPairList(deps),
    comparePairList: comparePairList(deps),
    savePairList: savePairList(deps),
    deletePairList: deletePairList(deps),
    exportPairList: exportPairList(deps),

    declineInvitation: declineInvitation(deps),
    leaveProgramme: leaveProgramme(deps),

    listScenarios: listScenarios(deps),
    showScenario: showScenario(deps),
    showProgress: showProgress(deps),
    compareScenarios: compareScenarios(deps),
    createScenario: createScenario(deps),
    editScenario: editScenario(deps),
    deleteScenario: deleteScenario(deps),
    checkPair: checkPair(deps),
    whatIfPair: whatIfPair(deps),
    lockPair: lockPair(deps),
    unlockPair: unlockPair(deps),
    forbidPair: forbidPair(deps),
    allowPair: allowPair(deps),
    requestRun: requestRun(deps),
    runScenario: runScenario(deps),
    cancelRun: cancelRun(deps),
    publishScenario: publishScenario(deps),
    introducePair: introducePair(deps),
    watchPairs: watchPairs(deps),
    keepTogether: keepTogether(deps),
    showAlert: showAlert(deps),
    showSupport: showSupport(deps),
    setSupportContacts: setSupportContacts(deps),
    showHelp: showHelp(deps),

    showPairs: showPairs(deps),
    requestSeries: requestSeries(deps),
    bookAgain: bookAgain(deps),
    planSeries: planSeries(deps),
    // It keeps to the budget of a mailbox by itself.
    sendSeries: sendSeries({ ...deps, calendar: parts.calendar }),
    mendLink: mendLink(deps),
    requestLinks: requestLinks(deps),
    showBooking: showBooking(deps),
    pauseBooking: pauseBooking(deps),
    resumeBooking: resumeBooking(deps),
    stopBooking: stopBooking(deps),
    endSeries: endSeries(deps),
    keepSubscriptions: keepSubscriptions(deps),
    receiveNotifications: receiveNotifications(deps),

    askForTimes: askForTimes(deps),
    findTimes: findTimes(deps),
    chooseTime: chooseTime(deps),
    moveOccurrence: moveOccurrence(deps),
    tendProposals: tendProposals(deps),
    nameAssistant: nameAssistant(deps),
    inviteAssistant: inviteAssistant(deps),
    showNewTimes: showNewTimes(deps),
    showTimeProposal: showTimeProposal(deps),

    readCalendars: readCalendars(deps),
    readMailbox: readMailbox(deps),
    watchDiaries: watchDiaries(deps),
    countCancellations: countCancellations(deps),
    compareSeries: compareSeries(deps),
    pauseMeetings: pauseMeetings(deps),
    endPause: endPause(deps),

    askFeedback: askFeedback(deps),
    giveFeedback: giveFeedback(deps),
    showResults: showResults(deps),

    deliverLetter: deliverLetter(deps),
    reviseLetter: reviseLetter(deps),
  };
}
