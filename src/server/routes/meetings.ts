import * as feedback from '../../contract/feedback.ts';
import * as meetings from '../../contract/meetings.ts';
import type { ProgrammeId } from '../../domain/kernel/ids.ts';
import { ok } from '../../domain/kernel/result.ts';
import type { PairAlert } from '../../domain/overview/show-pairs.ts';
import { smallestGroup } from '../../domain/feedback/show-results.ts';
import type { UseCases } from '../use-cases.ts';
import { route, type Web } from '../route.ts';
import { bookingOf, meetingView } from './home-view.ts';
import { instantOf, memberView, personView } from './person-view.ts';

/** Who meets whom and when, what people say afterwards, and what may be told of it. */
export function addMeetingRoutes(web: Web, use: UseCases): void {
  route(web, meetings.listPairs, 'programme-coordinator', async ({ reader, params }) => {
    const shown = await use.showPairs({ ...params, reader: reader.personId });
    if (!shown.ok) return shown;
    return ok({
      pairs: shown.value.map((pair) => ({
        id: pair.id,
        mentor: memberView(pair.mentor),
        mentee: memberView(pair.mentee),
        state: pair.state,
        reasons: pair.reasons,
        booking: bookingOf(pair.series, pair.state),
        isAsked: pair.isAsked,
        explanation: pair.series?.explanation ?? null,
        timeZone: pair.series?.timeZone ?? null,
        meetings: pair.occurrences.map(meetingView),
        nextMeetingId: pair.next,
        declined: pair.declined.map(({ occurrenceId, by }) => ({ meetingId: occurrenceId, by: personView(by) })),
        broken: pair.broken.map(({ decided, ...one }) => ({
          ...one,
          decided: decided && { by: personView(decided.by), at: instantOf(decided.at) },
        })),
        alerts: pair.alerts.map(alertView),
        pauses: pair.pauses.map(({ by, until }) => ({ by: personView(by), until })),
        forwardedTo: pair.forwardedTo,
        leavers: pair.leavers,
        cardTroubles: pair.cardTroubles.map((trouble) => ({ ...trouble, person: personView(trouble.person) })),
      })),
    });
  });

  const progress = async (params: { programmeId: ProgrammeId }) => {
    const shown = await use.showBooking(params);
    if (!shown.ok) return shown;
    const { doneAbout, ...rest } = shown.value;
    return ok({ ...rest, doneAbout: doneAbout && instantOf(doneAbout) });
  };
  route(web, meetings.showBooking, 'programme-coordinator', ({ params }) => progress(params));

  for (const [endpoint, change] of [
    [meetings.pauseBooking, use.pauseBooking],
    [meetings.resumeBooking, use.resumeBooking],
    [meetings.stopBooking, use.stopBooking],
    [meetings.requestLinks, use.requestLinks],
  ] as const) {
    route(web, endpoint, 'programme-coordinator', async ({ reader, params }) => {
      const changed = await change({ ...params, by: reader.personId });
      return changed.ok ? progress(params) : changed;
    });
  }

  route(web, meetings.bookAgain, 'programme-coordinator', async ({ reader, params }) => {
    const again = await use.bookAgain({ ...params, by: reader.personId });
    return again.ok ? ok({ outcome: again.value }) : again;
  });

  route(web, meetings.keepTogether, 'programme-coordinator', async ({ reader, params }) => {
    const kept = await use.keepTogether({ ...params, by: reader.personId });
    return kept.ok ? ok({ state: kept.value }) : kept;
  });

  route(web, feedback.giveFeedback, 'meeting-participant', async ({ reader: { personId }, params, body }) => {
    const given = await use.giveFeedback({ occurrenceId: params.meetingId, personId, answer: body, via: 'tab' });
    return given.ok ? ok({ outcome: given.value }) : given;
  });

  route(web, feedback.getResults, 'programme-coordinator-or-sponsor', async ({ reader, params }) => {
    const shown = await use.showResults({ ...params, reader: reader.personId });
    if (!shown.ok) return shown;
    const { notes, ...figures } = shown.value;
    // A note is for the programme's coordinators; a sponsor sees figures only.
    const mine = (await web.doorkeeper.isCoordinator(reader, params.programmeId)) ? notes : [];
    const name = await use.personNames(mine.map((one) => one.personId));
    return ok({
      ...figures,
      smallestGroup,
      notes: mine.map(({ personId, note, givenAt }) => ({
        from: personView(name(personId)),
        note,
        at: instantOf(givenAt),
      })),
    });
  });
}

function alertView(alert: PairAlert): meetings.PairAlertView {
  switch (alert.kind) {
    case 'cancelled-in-a-row':
      return { kind: alert.kind, by: personView(alert.by), meetingIds: alert.occurrenceIds };
    case 'series-deleted':
      return alert;
    case 'no-agreed-hour':
      return { kind: alert.kind, meetingId: alert.occurrenceId };
  }
}
