import { createPlacer } from '../../../src/adapters/threads/placer.ts';
import { placeSeries } from '../../../src/domain/meetings/search/place-series.ts';
import type { PlacementQuestion } from '../../../src/domain/meetings/search/placement.ts';

const placer = createPlacer();
afterAll(() => placer.close());

const person = (id: string) => ({
  id,
  taken: [],
  diary: {
    known: true,
    busy: [{ from: new Date('2027-01-12T09:00:00Z'), to: new Date('2027-01-12T12:00:00Z'), status: 'busy' as const }],
    timeZone: 'Europe/London',
    worksFrom: '09:00',
    worksTo: '17:00',
    workDays: [1, 2, 3, 4, 5],
  },
});

const question: PlacementQuestion = {
  timeZone: 'Europe/London',
  notBefore: new Date('2027-01-11T00:00:00Z'),
  endsOn: '2027-09-30',
  count: 6,
  minutes: 60,
  preferredWeeks: 5,
  people: [person('one'), person('other')],
  pairs: [{ id: 'pair', mentorId: 'one', menteeId: 'other' }],
};

test('answers from its thread as the search does here, dates as dates', async () => {
  const [answer] = await placer.place(question);
  expect(answer).toEqual(placeSeries(question)[0]);
  expect(answer!.found.ok && answer!.found.value.meetings[0]!.startsAt.getUTCHours()).toBeGreaterThanOrEqual(9);
});

test('whoever waits is told when the search throws, and when it is closed', async () => {
  await expect(placer.place({ ...question, timeZone: 'Nowhere/At all' })).rejects.toThrow();
  const asked = placer.place(question);
  await placer.close();
  await expect(asked).rejects.toThrow('ended without an answer');
});
