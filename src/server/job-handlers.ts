import type { JobHandlers } from '../adapters/jobs/create-jobs.ts';
import type { JobName } from '../adapters/jobs/jobs.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Log } from './log.ts';
import type { UseCases } from './use-cases.ts';

/** What each job does. What a use case expected is done with, and told; what it throws is tried again. */
export function createJobHandlers(use: UseCases, log: Log): JobHandlers {
  const told =
    <Data>(job: JobName, run: (data: Data) => Promise<Result<unknown>>) =>
    async (data: Data): Promise<void> => {
      const result = await run(data);
      if (!result.ok) log.warn({ job, code: result.fault.code }, 'a job found nothing to do');
    };
  return {
    'sync-directory': told('sync-directory', use.syncPeople),
    'refresh-participant': told('refresh-participant', use.refreshParticipant),
    'run-scenario': told('run-scenario', use.runScenario),
    'introduce-pair': told('introduce-pair', use.introducePair),
    'book-series': told('book-series', use.requestSeries),
    'plan-series': told('plan-series', use.planSeries),
    'mend-link': told('mend-link', use.mendLink),
    'send-series': told('send-series', use.sendSeries),
    'end-series': told('end-series', use.endSeries),
    'invite-assistant': told('invite-assistant', use.inviteAssistant),
    'find-times': told('find-times', use.findTimes),
    'tend-proposals': told('tend-proposals', use.tendProposals),
    'move-occurrence': told('move-occurrence', use.moveOccurrence),
    'read-calendars': told('read-calendars', use.readCalendars),
    'read-mailbox': told('read-mailbox', use.readMailbox),
    'watch-diaries': told('watch-diaries', use.watchDiaries),
    'compare-series': told('compare-series', use.compareSeries),
    'count-cancellations': told('count-cancellations', use.countCancellations),
    'ask-feedback': told('ask-feedback', use.askFeedback),
    'keep-subscriptions': told('keep-subscriptions', use.keepSubscriptions),
    'deliver-letter': told('deliver-letter', use.deliverLetter),
    'revise-letter': told('revise-letter', use.reviseLetter),
    'watch-pairs': told('watch-pairs', use.watchPairs),
  };
}
