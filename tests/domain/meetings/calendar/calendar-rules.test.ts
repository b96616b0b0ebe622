import { lastTwoInARow } from '../../../../src/domain/meetings/calendar/count-cancellations.ts';
import { findConflict } from '../../../../src/domain/meetings/calendar/find-conflict.ts';
import type { Busy, Diary } from '../../../../src/domain/meetings/meetings.ts';
import { hasLeftWindow } from '../../../../src/domain/meetings/calendar/series-window.ts';

describe('the window of a meeting', () => {
  const zone = { timeZone: 'Europe/London', endsOn: '2027-07-30' };
  // Tuesdays, every five weeks, across the change of the clocks in March.
  const days = ['2027-02-02T10:00:00Z', '2027-03-09T10:00:00Z', '2027-04-13T09:00:00Z', '2027-05-18T09:00:00Z'];
  const series: Parameters<typeof hasLeftWindow>[1] = days.map((day, at) => ({
    id: `o${at + 1}`,
    position: at + 1,
    startsAt: new Date(day),
    state: 'planned',
  }));
  const moved = (position: number, day: string, all = series) => {
    const startsAt = new Date(day);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    return hasLeftWindow({ id: `o${position}`, position, startsAt, endsAt }, all, zone);
  };

  test.each([
    ['elsewhere in its week', 2, '2027-03-12T16:00:00Z', false],
    ['Sunday is still its week', 2, '2027-03-14T23:30:00Z', false],
    ['the week after: gaps of six and four', 2, '2027-03-17T10:00:00Z', false],
    ['two weeks on: gaps of seven and three', 2, '2027-03-23T10:00:00Z', true],
    ['the last one, a week later', 4, '2027-05-27T09:00:00Z', false],
    ['the last one, two weeks later', 4, '2027-06-02T09:00:00Z', true],
    ['past its neighbour', 2, '2027-04-20T09:00:00Z', true],
  ])('%s', (_what, position, day, expected) => {
    expect(moved(position, day)).toBe(expected);
  });

  test('what was cancelled in between is counted over', () => {
    const gone = series.map((one) => (one.position === 3 ? { ...one, state: 'cancelled' as const } : one));
    expect(moved(2, '2027-03-30T09:00:00Z', gone)).toBe(true);
    expect(moved(4, '2027-05-25T09:00:00Z', gone)).toBe(false);
  });

  test('nothing lies after the last day of the programme', () => {
    expect(hasLeftWindow({ id: 'x', position: 1, ...hour('2027-07-30T22:30:00Z') }, [], zone)).toBe(true);
    expect(hasLeftWindow({ id: 'x', position: 1, ...hour('2027-07-30T15:00:00Z') }, [], zone)).toBe(false);
  });
  const hour = (day: string) => ({ startsAt: new Date(day), endsAt: new Date(Date.parse(day) + 3_600_000) });
});

describe('two in a row', () => {
  const meetings = [1, 2, 3, 4].map((position) => ({ id: `o${position}`, position }));
  const by = (personId: string, ...ids: string[]) => ids.map((occurrenceId) => ({ occurrenceId, personId }));
  test.each([
    ['none', [], null],
    ['one', by('senior', 'o2'), null],
    ['two with one kept in between', by('senior', 'o1', 'o3'), null],
    ['two that follow', by('senior', 'o3', 'o2'), ['o2', 'o3']],
    ['the last two of three', by('senior', 'o2', 'o3', 'o4'), ['o3', 'o4']],
    ['one of each', [...by('senior', 'o2'), ...by('junior', 'o3')], null],
  ])('%s', (_what, cancellations, expected) => {
    expect(lastTwoInARow(meetings, cancellations, 'senior')).toEqual(expected);
  });
});

describe('a conflict in a diary', () => {
  const at = (from: string, to: string, status: Busy['status'] = 'busy'): Busy => ({
    from: new Date(`2027-03-09T${from}:00Z`),
    to: new Date(`2027-03-09T${to}:00Z`),
    status,
  });
  const [startsAt, endsAt] = [new Date('2027-03-09T10:00:00Z'), new Date('2027-03-09T11:00:00Z')];
  const meeting = { regularStart: startsAt, startsAt, endsAt };
  const diary = (...busy: Busy[]): Diary => ({
    known: true,
    busy,
    timeZone: 'Europe/London',
    worksFrom: '09:00',
    worksTo: '17:00',
    workDays: [1, 2, 3, 4, 5],
  });
  const own = at('10:00', '11:00', 'tentative');
  const find = (one: Diary, reply: 'none' | 'declined' = 'none', what = meeting) =>
    findConflict(what, one, reply, 'Europe/London');

  test('the meeting itself is none, a second entry at its time is', () => {
    expect(find(diary(own))).toBeNull();
    expect(find(diary(own, at('10:00', '11:00')))).toBe('busy');
    expect(find(diary(at('10:00', '11:00')), 'declined')).toBe('busy');
  });
  test('leave, something else, something that may come, elsewhere, next to it', () => {
    expect(find(diary(own, at('00:00', '23:59', 'oof')))).toBe('away');
    expect(find(diary(own, at('10:30', '10:45')))).toBe('busy');
    expect(find(diary(own, at('10:30', '10:45', 'tentative')))).toBeNull();
    expect(find(diary(own, at('10:30', '10:45', 'workingElsewhere')))).toBeNull();
    expect(find(diary(own, at('09:00', '10:00'), at('11:00', '12:00')))).toBeNull();
  });
  test('a diary that tells nothing is unknown, never free', () => {
    expect(find({ ...diary(), known: false })).toBe('unknown');
    expect(find(diary(own, at('10:30', '10:45', 'unknown')))).toBe('unknown');
  });
  test('hours of work that have changed, unless both had agreed on that hour', () => {
    const abroad = { ...diary(own), timeZone: 'America/New_York' };
    expect(find(abroad)).toBe('outside-hours');
    const agreed = { ...meeting, regularStart: new Date('2027-03-08T10:00:00Z') };
    expect(find(abroad, 'none', agreed)).toBeNull();
    expect(find({ ...diary(own), workDays: [1, 3] })).toBe('outside-hours');
  });
});
