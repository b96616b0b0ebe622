import { buildNewTimesCard, readNewTimesAnswer } from '../../../src/adapters/cards/new-times-card.ts';
import type { LetterFacts } from '../../../src/domain/letters/letters.ts';

type Facts = Extract<LetterFacts, { kind: 'new-times' }>;

const links = { home: 'https://teams.microsoft.com/l/entity/4444/home' } as Parameters<typeof buildNewTimesCard>[1];
const startsAt = new Date('2027-03-30T09:00:00Z');
const asked: Facts = {
  kind: 'new-times',
  proposalId: 'a0000000-0000-4000-8000-000000000000',
  round: 1,
  isReminder: false,
  occurrenceId: 'b0000000-0000-4000-8000-000000000000',
  state: 'open',
  because: 'declined',
  diaryOf: 'Aisha Khan',
  partnerName: null,
  calendarName: 'Conversation & coffee',
  askedByReader: false,
  movedFrom: new Date('2027-03-31T09:00:00Z'),
  hours: [{ startsAt, endsAt: new Date('2027-03-30T10:00:00Z'), checked: false }],
  suits: null,
  agreedStart: null,
  everyWeeks: 5,
  sessions: 6,
  timeZone: 'Europe/London',
};

test('an hour that could not be checked is not called free', () => {
  const words = JSON.stringify(buildNewTimesCard(asked, links));
  expect(words).toContain('Not all of these are known to be free for both');
  expect(words).not.toContain('Each hour is free');
});

test.each(['open', 'answered', 'newer', 'agreed', 'arranged', 'no-hour', 'over'] as const)(
  'whoever keeps a diary is told times alone: %s',
  (state) => {
    for (const movedFrom of [asked.movedFrom, null]) {
      const it = { ...asked, state, movedFrom, suits: [startsAt], agreedStart: startsAt };
      const words = JSON.stringify(buildNewTimesCard(it, links));
      expect(words).not.toMatch(/coordinator|mentor|mentee|programme|partner|your meeting|your first|you both|null/i);
    }
  },
);

test('a round that no proposal has is not an answer', () => {
  const data = { action: 'no-time-suits', proposalId: asked.proposalId, round: '9007199254740991' };
  expect(readNewTimesAnswer(data)).toMatchObject({ ok: false });
});
