import type { PairView } from '../../src/contract/meetings.ts';
import { needsAttention } from '../../src/tab/meetings/booking.ts';
import { dotsOf, isDoubtful, markOf } from '../../src/tab/meetings/series-stand.ts';

const meeting = (position: number, more: Partial<PairView['meetings'][number]> = {}) => ({
  id: `m${position}`,
  position,
  startsAt: `2027-0${position}-12T10:00:00.000Z`,
  endsAt: `2027-0${position}-12T11:00:00.000Z`,
  diary: 'free' as const,
  state: 'planned' as const,
  moved: false,
  ...more,
});
const person = (name: string) => ({ id: name, name, title: null, department: null });
const pair = (more: Partial<PairView>): PairView => ({
  id: 'pair',
  mentor: person('Amara Mensah'),
  mentee: person('Rob Clarke'),
  state: 'live',
  reasons: '',
  booking: 'booked',
  isAsked: false,
  explanation: null,
  timeZone: 'Europe/London',
  meetings: [],
  nextMeetingId: null,
  declined: [],
  broken: [],
  alerts: [],
  pauses: [],
  forwardedTo: [],
  leavers: [],
  cardTroubles: [],
  ...more,
});

test('each meeting has the one mark that matters most', () => {
  const meetings = [
    meeting(1),
    meeting(2, { state: 'cancelled' }),
    meeting(3),
    meeting(4, { moved: true }),
    meeting(5, { diary: 'unknown' }),
    meeting(6, { diary: 'clash', moved: true }),
  ];
  const declined = [{ meetingId: 'm6', by: person('Rob Clarke') }];
  const dots = dotsOf(pair({ meetings, declined, nextMeetingId: 'm3' }));
  expect(dots.map(markOf)).toEqual(['held', 'cancelled', 'coming', 'moved', 'unknown', 'declined']);
  expect(dots.map(({ when }) => when)).toEqual(['past', 'past', 'next', 'later', 'later', 'later']);
});

test('a meeting that somebody declined and that is over was not held, as far as anybody knows', () => {
  const meetings = [meeting(1), meeting(2), meeting(3)];
  const declined = [{ meetingId: 'm1', by: person('Rob Clarke') }];
  const dots = dotsOf(pair({ meetings, declined, nextMeetingId: 'm3' }));
  expect(dots.map(markOf)).toEqual(['declined', 'held', 'coming']);
  expect(dots.some(isDoubtful)).toBe(false);
});

test('what lies before the next meeting in time is held, wherever it stands in the row; after the last one, all are', () => {
  const swapped = [meeting(1, { startsAt: '2027-02-20T10:00:00.000Z', moved: true }), meeting(2)];
  expect(dotsOf(pair({ meetings: swapped, nextMeetingId: 'm1' })).map(markOf)).toEqual(['moved', 'held']);
  expect(dotsOf(pair({ meetings: swapped })).map(markOf)).toEqual(['held', 'held']);
  expect(dotsOf(pair({ meetings: swapped, booking: 'chosen' })).map(markOf)).toEqual(['moved', 'coming']);
});

test('a pair whose meetings need a word needs attention, as long as it is one', () => {
  expect(needsAttention(pair({}))).toBe(false);
  expect(needsAttention(pair({ alerts: [{ kind: 'series-deleted' }] }))).toBe(true);
  expect(needsAttention(pair({ alerts: [{ kind: 'series-deleted' }], state: 'ended' }))).toBe(false);
});
