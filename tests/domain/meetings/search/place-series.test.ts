import type { Busy, Diary } from '../../../../src/domain/meetings/meetings.ts';
import { placeSeries } from '../../../../src/domain/meetings/search/place-series.ts';
import type { PersonHours, PlacedSeries, PlacementQuestion } from '../../../../src/domain/meetings/search/placement.ts';

const office: Diary = {
  known: true,
  busy: [],
  timeZone: 'Europe/London',
  worksFrom: '09:00',
  worksTo: '17:00',
  workDays: [1, 2, 3, 4, 5],
};
const person = (id: string, change: Partial<PersonHours> = {}): PersonHours => ({
  id,
  diary: office,
  taken: [],
  ...change,
});
const withDiary = (id: string, ...busy: Busy[]): PersonHours => person(id, { diary: { ...office, busy } });
const entry = (from: string, to: string, status: Busy['status'] = 'busy'): Busy => ({
  from: new Date(`${from}:00Z`),
  to: new Date(`${to}:00Z`),
  status,
});
const pair = { id: 'pair', mentorId: 'mentor', menteeId: 'senior' };
const question: PlacementQuestion = {
  timeZone: 'Europe/London',
  notBefore: new Date('2027-01-11T00:00:00Z'),
  endsOn: '2027-07-09',
  count: 6,
  minutes: 60,
  preferredWeeks: 5,
  people: [person('mentor'), person('senior')],
  pairs: [pair],
};

function series(change: Partial<PlacementQuestion>): PlacedSeries[] {
  return placeSeries({ ...question, ...change }).map(({ found, proven }) => {
    expect(proven).toBe(true);
    if (!found.ok) throw new Error(found.fault.code);
    return found.value;
  });
}
const only = (change: Partial<PlacementQuestion>): PlacedSeries => series(change)[0]!;
const starts = ({ meetings }: PlacedSeries): string[] =>
  meetings.map(({ startsAt }) => startsAt.toISOString().slice(0, 16));

describe('one pair', () => {
  test('the first hour of the first day at the programme’s cadence when both are free', () => {
    const found = only({});
    expect(found).toMatchObject({ firstStart: '2027-01-11T09:00:00', everyWeeks: 5 });
    expect(starts(found)).toEqual([
      ...['2027-01-11T09:00', '2027-02-15T09:00', '2027-03-22T09:00'],
      ...['2027-04-26T08:00', '2027-05-31T08:00', '2027-07-05T08:00'],
    ]);
    expect(found.explanation).toBe('Monday 09:00 because all 6 are free for both.');
  });

  test('a preferred start after the programme’s last week is as far away as it is', () => {
    const found = only({ count: 1, endsOn: '2027-01-15', preferredStart: new Date('2027-02-01T09:00:00Z') });
    expect(starts(found)).toEqual(['2027-01-15T16:00']);
    expect(found.cost.fromPreferredStart).toBe(2 * (16 * 24 + 17));
  });

  /** Only Tuesdays from ten to eleven are open, and Wednesdays of the third week. */
  const closed = (open: string[]): Busy[] => {
    const entries: Busy[] = [];
    for (let day = Date.parse('2027-01-11'); day < Date.parse('2027-07-12'); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      const summer = date >= '2027-03-28' ? 1 : 0;
      const hour = `${date}T${String(10 - summer).padStart(2, '0')}:00`;
      const after = `${date}T${String(11 - summer).padStart(2, '0')}:00`;
      const isOpen = open.includes(date);
      if (isOpen) entries.push(entry(`${date}T00:00`, hour), entry(after, `${date}T23:00`));
      else entries.push(entry(`${date}T00:00`, `${date}T23:59`));
    }
    return entries;
  };
  const tuesdays = ['2027-01-12', '2027-02-16', '2027-04-27', '2027-06-01', '2027-07-06'];

  test('one meeting is moved within its week', () => {
    const found = only({ people: [person('mentor'), withDiary('senior', ...closed([...tuesdays, '2027-03-24']))] });
    expect(found.explanation).toBe('Tuesday 10:00 because 5 of 6 are free for both; the third moved to Wednesday.');
    expect(found.meetings[2]).toMatchObject({
      regularStart: new Date('2027-03-23T10:00:00Z'),
      startsAt: new Date('2027-03-24T10:00:00Z'),
      diary: 'free',
    });
    expect(found.cost).toMatchObject({ withoutFreeHour: 0, moved: 1, movedBy: 48 });
  });

  test('or to the neighbouring one, since four and six weeks are left on its sides', () => {
    const found = only({ people: [person('mentor'), withDiary('senior', ...closed([...tuesdays, '2027-03-31']))] });
    expect(found.explanation).toBe(
      'Tuesday 10:00 because 5 of 6 are free for both; the third moved to Wednesday 31 March.',
    );
  });

  test('never two weeks away, and never two of them: what clashes is marked', () => {
    const far = only({ people: [person('mentor'), withDiary('senior', ...closed([...tuesdays, '2027-04-07']))] });
    expect(far.meetings.map(({ diary }) => diary)).toEqual(['free', 'free', 'clash', 'free', 'free', 'free']);
    expect(far.explanation).toBe(
      'Tuesday 10:00 because 5 of 6 are free for both; 23 March clashes with something in a diary.',
    );
    const open = [...tuesdays.slice(0, 4), '2027-03-24', '2027-07-07'];
    const two = only({ people: [person('mentor'), withDiary('senior', ...closed(open))] });
    expect(two.cost).toMatchObject({ withoutFreeHour: 1, moved: 1 });
  });

  test('another cadence where the programme’s own finds less', () => {
    const open = [0, 4, 8, 12, 16, 20].map((week) =>
      new Date(Date.parse('2027-01-12') + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    const found = only({ people: [person('mentor'), withDiary('senior', ...closed(open))] });
    expect(found.everyWeeks).toBe(4);
    expect(found.explanation).toBe('Tuesday 10:00 every 4 weeks because all 6 are free for both.');
  });

  test('tentative is better than busy, and neither free nor a reason to move', () => {
    const perhaps = entry('2027-01-01T00:00', '2027-02-20T00:00', 'tentative');
    const firm = entry('2027-02-20T00:00', '2027-07-04T00:00', 'workingElsewhere');
    const found = only({ people: [person('mentor'), withDiary('senior', perhaps, firm)], endsOn: '2027-07-05' });
    expect(found.meetings.map(({ diary, overlap }) => `${diary} ${overlap}`)).toEqual([
      ...['free tentative', 'free tentative', 'free elsewhere', 'free elsewhere', 'free elsewhere', 'free null'],
    ]);
    expect(found.explanation).toBe('Monday 09:00 because 4 of 6 are free for both, and 2 but for something tentative.');
    expect(found.cost).toMatchObject({ withoutFreeHour: 0, moved: 0, overlaps: 5 });
  });

  test('hours to avoid are avoided, public holidays kept, and said to be ones where they can’t', () => {
    const avoid = [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '11:30' }];
    const found = only({ people: [person('mentor', { avoid }), person('senior')] });
    expect(found.firstStart).toBe('2027-01-11T11:30:00');
    const holidays = ['22', '23', '24', '25', '26'].map((day) => `2027-03-${day}`);
    const fixed = { ...question, count: 2, notBefore: new Date('2027-03-22T00:00:00Z'), endsOn: '2027-04-23' };
    const { explanation } = only({ ...fixed, people: [person('mentor', { holidays }), person('senior')] });
    expect(explanation).toBe(
      'Monday 09:00 every 4 weeks because 1 of 2 are free for both; 22 March is a public holiday.',
    );
  });

  test('both local times are looked at in each meeting, also while one has changed the clocks', () => {
    const newYork = person('senior', { diary: { ...office, timeZone: 'America/New_York' } });
    const found = only({ people: [person('mentor'), newYork] });
    // 22 March 2027: New York has changed its clocks, London not yet.
    expect(found.firstStart).toBe('2027-01-11T14:00:00');
    expect(starts(found)[2]).toBe('2027-03-22T14:00');
    expect(found.explanation).toContain('Monday 14:00 in London');
  });

  test('a diary that can’t be seen is never free, and no room is not the same as no free hour', () => {
    const code = (senior: PersonHours, change: Partial<PlacementQuestion> = {}): string => {
      const { found } = placeSeries({ ...question, ...change, people: [person('mentor'), senior] })[0]!;
      return found.ok ? 'found' : found.fault.code;
    };
    expect(code(person('senior', { diary: { ...office, known: false } }))).toBe('diary-unknown');
    expect(code(person('senior', { diary: { ...office, timeZone: 'Pacific/Auckland' } }))).toBe('no-room');
    expect(code(person('senior'), { endsOn: '2026-12-01' })).toBe('no-room');
    expect(code(withDiary('senior', entry('2027-01-01T00:00', '2028-01-01T00:00', 'unknown')))).toBe('never-free');
  });
});

describe('a senior with several mentors', () => {
  const pairs = ['a', 'b', 'c'].map((id) => ({ id, mentorId: `mentor ${id}`, menteeId: 'senior' }));
  const people = [...pairs.map(({ mentorId }) => person(mentorId)), person('senior')];

  test('meets each on another day, never two at once', () => {
    const found = series({ pairs, people });
    expect(found.map(({ firstStart }) => firstStart)).toEqual([
      ...['2027-01-11T09:00:00', '2027-01-12T09:00:00', '2027-01-13T09:00:00'],
    ]);
    expect(found.map(({ cost }) => cost.secondOnDay)).toEqual([0, 0, 0]);
  });

  test('and has two on one day where no other is free', () => {
    const busy = entry('2027-01-12T00:00', '2027-01-16T00:00');
    const mondays = { ...office, workDays: [1], worksTo: '11:00' };
    const found = series({
      pairs: pairs.slice(0, 2),
      people: [...people.slice(0, 2), person('senior', { diary: { ...mondays, busy: [busy] } })],
      endsOn: '2027-05-31',
    });
    expect(found.map(({ cost }) => cost.secondOnDay).reduce((sum, one) => sum + one)).toBeGreaterThan(0);
    const hours = found.flatMap((one) => one.meetings.map(({ startsAt }) => startsAt.getTime()));
    expect(new Set(hours).size).toBe(hours.length);
  });

  test('an hour that was promised before stays theirs', () => {
    const taken = [{ from: new Date('2027-02-15T09:30:00Z'), to: new Date('2027-02-15T10:30:00Z') }];
    const found = only({ people: [person('mentor'), person('senior', { taken })] });
    expect(found.firstStart).toBe('2027-01-12T09:00:00');
  });

  test('when the work allowed ends, the answer is still one, and not called proven', () => {
    const placements = placeSeries({ ...question, pairs, people }, { work: { candidates: 0, looks: 0 } });
    expect(placements.map(({ proven }) => proven)).toEqual([false, false, false]);
    const hours = placements.flatMap(({ found }) => (found.ok ? found.value.meetings.map((one) => +one.startsAt) : []));
    expect(new Set(hours).size).toBe(18);
  });
});

test('progress is told, and the same question has the same answer', () => {
  const told: number[] = [];
  const first = placeSeries(question, { onProgress: (done, all) => told.push(done / all) });
  expect(told.at(-1)).toBe(1);
  expect(placeSeries(question)).toEqual(first);
});
