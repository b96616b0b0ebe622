import * as contract from '../../contract/new-times.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { TimesQuestion } from '../../domain/overview/show-new-times.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { instantOf, instantOrNull, personView } from './person-view.ts';

/** Other times for a meeting, or a first one: asked for, answered, and by whom in somebody's place. */
export function addNewTimesRoutes(web: Web, use: UseCases): void {
  route(web, contract.getNewTimes, 'signed-in', async ({ reader: { personId } }) => {
    const shown = await use.showNewTimes({ personId });
    if (!shown.ok) return shown;
    const { questions, diaries, assistants } = shown.value;
    return ok({
      questions: questions.map(questionView),
      diaries: diaries.map(({ programmeId, person, calendarName, meetings }) => ({
        programmeId,
        person: person.displayName,
        calendarName,
        meetings: meetings.map((one) => ({
          id: one.id,
          startsAt: instantOf(one.startsAt),
          endsAt: instantOf(one.endsAt),
        })),
      })),
      assistants: assistants.map(({ programmeId, assistant }) => ({ programmeId, assistant: personView(assistant) })),
    });
  });

  route(web, contract.askForTimes, 'meeting-diary', async ({ reader: { personId }, params }) => {
    const asked = await use.askForTimes({ occurrenceId: params.meetingId, by: personId });
    return asked.ok ? ok({ outcome: asked.value.outcome }) : asked;
  });

  route(web, contract.answerTimes, 'time-proposal-diary', async ({ reader: { personId }, params, body }) => {
    const suits = body.suits.map((start) => new Date(start));
    const said = await use.chooseTime({ ...params, round: body.round, by: personId, suits, via: 'tab' });
    return said.ok ? ok({ outcome: said.value }) : said;
  });

  route(web, contract.nameAssistant, 'programme-participant', async ({ reader: { personId }, params, body }) => {
    const named = await use.nameAssistant({ ...params, personId, assistantId: body.assistantId });
    return named.ok ? ok({}) : named;
  });
}

const questionView = (it: TimesQuestion) => ({
  id: it.proposalId,
  round: it.round,
  meetingId: it.occurrenceId,
  pairId: it.pairId,
  partnerName: it.partnerName,
  diaryOf: it.diaryOf,
  calendarName: it.calendarName,
  state: it.state,
  because: it.because,
  askedByMe: it.askedByReader,
  movedFrom: instantOrNull(it.movedFrom),
  hours: it.hours.map(({ startsAt, endsAt, checked }) => ({
    startsAt: instantOf(startsAt),
    endsAt: instantOf(endsAt),
    checked,
  })),
  suits: it.suits && it.suits.map(instantOf),
  agreedStart: instantOrNull(it.agreedStart),
  everyWeeks: it.everyWeeks,
  sessions: it.sessions,
});
