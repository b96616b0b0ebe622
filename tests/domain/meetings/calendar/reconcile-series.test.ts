import fc from 'fast-check';
import type { Reply, SeenAttendee, SeenSeries } from '../../../../src/domain/meetings/calendar/calendar-changes.ts';
import type { Occurrence } from '../../../../src/domain/meetings/meetings.ts';
import {
  reconcileSeries,
  type CalendarFact,
  type KnownSeries,
} from '../../../../src/domain/meetings/calendar/reconcile-series.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date('2027-01-04T09:00:00Z');
const people = [
  { id: 'one', mail: 'One@contoso.example' },
  { id: 'two', mail: 'two@contoso.example' },
];
const regular = (position: number) => new Date(now.getTime() + (position * 35 - 70) * DAY + HOUR);

const occurrence = (position: number, change: Partial<Occurrence> = {}): Occurrence => ({
  id: `o${position}`,
  seriesId: 'series',
  position,
  regularStart: regular(position),
  startsAt: regular(position),
  endsAt: new Date(regular(position).getTime() + HOUR),
  diary: 'free',
  eventId: `e${position}`,
  state: 'planned',
  feedbackAskedAt: null,
  ...change,
});

const attendee = (mail: string, change: Partial<SeenAttendee> = {}): SeenAttendee => ({
  mail,
  name: mail,
  kind: 'required',
  reply: 'none',
  repliedAt: null,
  proposed: null,
  ...change,
});

const both = () => people.map(({ mail }) => attendee(mail.toLowerCase()));

/** Positions 1 to 6, of which the first is over and the second is today. */
const known = (change: Partial<KnownSeries> = {}): KnownSeries => ({
  occurrences: [1, 2, 3, 4, 5, 6].map((position) => occurrence(position)),
  replies: [],
  people,
  alsoInvited: [],
  everInvited: [],
  moving: new Set(),
  ...change,
});

const seen = (
  change: (occurrences: SeenSeries['occurrences']) => SeenSeries['occurrences'] = (all) => all,
): SeenSeries => ({
  eventId: 'master',
  occurrences: change(
    [1, 2, 3, 4, 5, 6].map((position) => ({
      eventId: `e${position}`,
      originalStart: regular(position),
      startsAt: regular(position),
      endsAt: new Date(regular(position).getTime() + HOUR),
      attendees: both(),
    })),
  ),
});

const moveTo = (position: number, by: number) =>
  seen((all) =>
    all.map((one) =>
      one.eventId === `e${position}`
        ? { ...one, startsAt: new Date(one.startsAt.getTime() + by), endsAt: new Date(one.endsAt.getTime() + by) }
        : one,
    ),
  );

const facts = (change: Partial<KnownSeries>, outlook: SeenSeries | null) =>
  reconcileSeries(known(change), outlook, now);

test('what is the same in both is no news, whatever Outlook calls a meeting', () => {
  expect(facts({}, seen())).toEqual([]);
});

test('an id of Outlook that was not known is noted', () => {
  const occurrences = [occurrence(3, { eventId: null })];
  const outlook = seen((all) => all.filter(({ eventId }) => eventId === 'e3'));
  expect(reconcileSeries(known({ occurrences }), outlook, now)).toMatchObject([{ kind: 'known', eventId: 'e3' }]);
});

test('a meeting is moved when its time differs; Outlook is right', () => {
  expect(facts({}, moveTo(3, 2 * HOUR))).toMatchObject([
    {
      kind: 'moved',
      occurrenceId: 'o3',
      startsAt: new Date(regular(3).getTime() + 2 * HOUR),
      regularStart: regular(3),
    },
  ]);
});

test('what we are moving ourselves is left alone', () => {
  expect(facts({ moving: new Set(['o3']) }, moveTo(3, 2 * HOUR))).toEqual([]);
});

test('what is over for both is history; a meeting taken from the past into the future is moved', () => {
  expect(facts({}, moveTo(1, -2 * HOUR))).toEqual([]);
  expect(facts({}, moveTo(1, 50 * DAY))).toMatchObject([{ kind: 'moved', occurrenceId: 'o1' }]);
});

test('a meeting that is missing was cancelled; a past one may be missing', () => {
  const without = (...ids: string[]) => seen((all) => all.filter(({ eventId }) => !ids.includes(eventId)));
  expect(facts({}, without('e4'))).toEqual([{ kind: 'cancelled', occurrenceId: 'o4' }]);
  expect(facts({}, without('e1'))).toEqual([]);
});

test('a cancelled meeting that stands in Outlook is to be cancelled again, unless it is over', () => {
  const occurrences = [1, 4].map((position) => occurrence(position, { state: 'cancelled' }));
  const outlook = seen((all) => all.filter(({ eventId }) => ['e1', 'e4'].includes(eventId)));
  expect(reconcileSeries(known({ occurrences }), outlook, now)).toEqual([
    { kind: 'stands-again', occurrenceId: 'o4', regularStart: regular(4) },
  ]);
});

test('a series that is gone is one fact, with all that was to come', () => {
  expect(facts({}, null)).toEqual([{ kind: 'series-gone', occurrenceIds: ['o2', 'o3', 'o4', 'o5', 'o6'] }]);
  expect(reconcileSeries(known({ occurrences: [occurrence(1)] }), null, now)).toEqual([]);
});

test('when the rule itself was changed by hand, meetings are matched in order', () => {
  const outlook = seen((all) =>
    all.map((one, at) => {
      const startsAt = new Date(one.startsAt.getTime() + DAY);
      const endsAt = new Date(one.endsAt.getTime() + DAY);
      return { ...one, eventId: `new${at + 1}`, originalStart: startsAt, startsAt, endsAt };
    }),
  );
  expect(facts({}, outlook).map((fact) => [fact.kind, 'eventId' in fact ? fact.eventId : ''])).toEqual(
    [2, 3, 4, 5, 6].map((position) => ['moved', `new${position}`]),
  );
});

test('what was held long ago is not taken for a meeting to come that nobody knows, though they are equally many', () => {
  const occurrences = [1, 2, 3, 4, 5, 6].map((position) =>
    occurrence(position, position === 1 ? {} : { state: 'cancelled' }),
  );
  const strange = new Date(regular(4).getTime() + 2 * DAY);
  const later = {
    eventId: 'e9',
    originalStart: strange,
    startsAt: strange,
    endsAt: new Date(strange.getTime() + HOUR),
  };
  expect(
    reconcileSeries(
      known({ occurrences }),
      seen(() => [{ ...later, attendees: both() }]),
      now,
    ),
  ).toEqual([]);
});

test('the same where Outlook was not asked for meetings of long ago: nothing to come was cancelled', () => {
  const outlook = seen((all) =>
    all.slice(1).map((one, at) => {
      const startsAt = new Date(one.startsAt.getTime() + DAY);
      const endsAt = new Date(one.endsAt.getTime() + DAY);
      return { ...one, eventId: `new${at + 2}`, originalStart: startsAt, startsAt, endsAt };
    }),
  );
  expect(facts({}, outlook).map((fact) => [fact.kind, 'eventId' in fact ? fact.eventId : ''])).toEqual(
    [2, 3, 4, 5, 6].map((position) => ['moved', `new${position}`]),
  );
});

describe('replies', () => {
  const answering = (position: number, change: Partial<SeenAttendee>) =>
    seen((all) =>
      all.map((one) =>
        one.eventId === `e${position}`
          ? { ...one, attendees: [attendee('one@contoso.example', change), attendee('two@contoso.example')] }
          : one,
      ),
    );
  const repliedAt = new Date('2027-01-03T12:00:00Z');

  test('each is told once, per person and meeting', () => {
    const outlook = answering(3, { reply: 'declined', repliedAt });
    const [fact, ...more] = facts({}, outlook);
    expect(more).toEqual([]);
    expect(fact).toMatchObject({ kind: 'replied', reply: { occurrenceId: 'o3', personId: 'one', reply: 'declined' } });
    const replies = [(fact as Extract<CalendarFact, { kind: 'replied' }>).reply];
    expect(facts({ replies }, outlook)).toEqual([]);
    expect(facts({ replies }, answering(3, { reply: 'accepted', repliedAt }))).toMatchObject([{ kind: 'replied' }]);
    expect(facts({ replies }, answering(3, { reply: 'declined', repliedAt: now }))).toMatchObject([
      { kind: 'replied' },
    ]);
    expect(facts({ replies }, seen())).toMatchObject([{ kind: 'replied', reply: { reply: 'none' } }]);
  });

  test('another hour that somebody asks for comes with it', () => {
    const proposed = { startsAt: regular(4), endsAt: new Date(regular(4).getTime() + HOUR) };
    expect(facts({}, answering(3, { reply: 'tentative', repliedAt, proposed }))).toMatchObject([
      { kind: 'replied', reply: { proposedStart: regular(4) } },
    ]);
  });
});

describe('who is invited', () => {
  const adding = (...positions: number[]) =>
    seen((all) =>
      all.map((one) =>
        positions.some((position) => one.eventId === `e${position}`)
          ? { ...one, attendees: [...one.attendees, attendee('other@contoso.example', { name: 'Other' })] }
          : one,
      ),
    );

  test('somebody on all meetings was put on the series, somebody on one on that one', () => {
    const base = { kind: 'uninvited', mail: 'other@contoso.example', name: 'Other' };
    const all = facts({}, adding(1, 2, 3, 4, 5, 6));
    expect(all).toMatchObject([{ ...base, isOnAll: true }]);
    expect(facts({}, adding(3))).toEqual([{ ...base, eventIds: ['e3'], isOnAll: false }]);
    expect(facts({}, adding(1))).toEqual([]);
  });

  test('an assistant and a room are nobody to warn of', () => {
    expect(facts({ alsoInvited: ['Other@contoso.example'] }, adding(3))).toEqual([]);
    const room = seen((all) =>
      all.map((one) => ({
        ...one,
        attendees: [...one.attendees, attendee('room@contoso.example', { kind: 'resource' })],
      })),
    );
    expect(facts({}, room)).toEqual([]);
  });

  test('an address that we put there ourselves is taken off without being called a stranger’s', () => {
    const former = { kind: 'formerly-invited', mail: 'other@contoso.example', eventIds: ['e3'], isOnAll: false };
    expect(facts({ everInvited: ['other@contoso.example'] }, adding(3))).toEqual([former]);
  });

  test('while one of the two is missing nobody is a stranger: the address may have changed', () => {
    const renamed = seen((all) =>
      all.map((one) => ({ ...one, attendees: [attendee('married@contoso.example'), attendee('two@contoso.example')] })),
    );
    expect(facts({}, renamed)).toEqual([{ kind: 'not-on-it', personId: 'one' }]);
  });
});

test('taking the facts in leaves nothing to say, whatever was done in Outlook', () => {
  const reply = fc.constantFrom('none', 'accepted', 'tentative', 'declined');
  const deed = fc.record({
    position: fc.integer({ min: 1, max: 6 }),
    shift: fc.integer({ min: -72, max: 72 }),
    isGone: fc.boolean(),
    reply,
  });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
      const outlook = seen((all) =>
        all.flatMap((one) => {
          const mine = deeds.filter(({ position }) => one.eventId === `e${position}`);
          if (mine.some(({ isGone }) => isGone)) return [];
          const by = mine.reduce((sum, { shift }) => sum + shift * HOUR, 0);
          const said = mine.at(-1)?.reply ?? 'none';
          const attendees = both().map((other) => ({ ...other, reply: said, repliedAt: said === 'none' ? null : now }));
          const [startsAt, endsAt] = [one.startsAt, one.endsAt].map((at) => new Date(at.getTime() + by)) as [
            Date,
            Date,
          ];
          return [{ ...one, startsAt, endsAt, attendees }];
        }),
      );
      const first = known();
      const after = take(first, reconcileSeries(first, outlook, now));
      expect(reconcileSeries(after, outlook, now)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What the database makes of the facts. */
function take(series: KnownSeries, told: CalendarFact[]): KnownSeries {
  const occurrences = series.occurrences.map((one) => {
    const time = told.find((fact) => (fact.kind === 'moved' || fact.kind === 'known') && fact.occurrenceId === one.id);
    const isGone = told.some((fact) => fact.kind === 'cancelled' && fact.occurrenceId === one.id);
    return {
      ...one,
      ...(time ? (time as unknown as Occurrence) : {}),
      id: one.id,
      ...(isGone ? { state: 'cancelled' as const } : {}),
    };
  });
  const replies = new Map<string, Reply>(series.replies.map((one) => [`${one.occurrenceId} ${one.personId}`, one]));
  for (const fact of told) {
    if (fact.kind === 'replied') replies.set(`${fact.reply.occurrenceId} ${fact.reply.personId}`, fact.reply);
  }
  return { ...series, occurrences, replies: [...replies.values()] };
}
