import type { LetterFacts } from '../../../src/domain/letters/letters.ts';
import { chartRules, type Breach } from '../../../src/domain/matching/chart-breaches.ts';
import type { AdaptiveCard } from '../../../src/adapters/cards/card-elements.ts';
import { buildLeaveCard } from '../../../src/adapters/cards/leave-card.ts';
import { letterCard } from '../../../src/adapters/cards/letter-card.ts';
import * as receipts from '../../../src/adapters/cards/receipt-cards.ts';

export const links = {
  home: 'https://teams.microsoft.com/l/entity/44444444-4444-4444-8444-444444444444/home',
  privacy: 'https://teams.microsoft.com/l/entity/44444444-4444-4444-8444-444444444444/privacy',
  programmes: 'https://teams.microsoft.com/l/entity/44444444-4444-4444-8444-444444444444/programmes',
};
export const programmeId = 'aaaaaaaa-0000-4000-8000-000000000001';
export const pairId = 'aaaaaaaa-0000-4000-8000-000000000002';
export const alertId = 'aaaaaaaa-0000-4000-8000-000000000004';
export const occurrenceId = 'aaaaaaaa-0000-4000-8000-000000000003';

/** Every card there is, with `text` wherever a person or a coordinator may have written something. */
export function everyCard(text = 'Inclusion pilot', topics = ['Data', 'Inclusion']): Record<string, AdaptiveCard> {
  const largestCapacity = { mentor: 1, mentee: 3 };
  const about = { programmeId, programmeName: text, goal: text, topics, largestCapacity };
  const invitation = { kind: 'invitation', ...about } as const;
  const rhythm = { sessions: 6, gapWeeks: 5 };
  const lineBroken: Breach = { rule: 'reportingLine', above: 'mentee', steps: 2, levelGap: 1, asked: 4 };
  const broken: Omit<Extract<LetterFacts, { kind: 'rules-broken' }>, 'state'> = {
    kind: 'rules-broken',
    alertId,
    pairId,
    programmeId,
    programmeName: text,
    mentorName: text,
    menteeName: text,
    breaches: [lineBroken, { ...lineBroken, rule: 'minDistance', above: null }],
    closedBy: null,
    closedByName: null,
  };
  const cancelled: Omit<Extract<LetterFacts, { kind: 'cancelled-in-a-row' }>, 'state'> = {
    kind: 'cancelled-in-a-row',
    pairId,
    programmeId,
    programmeName: text,
    personName: text,
    partnerName: text,
    meetingsAt: [new Date('2027-03-09T10:00:00Z'), new Date('2027-04-13T09:00:00Z')],
    timeZone: 'Europe/London',
  };
  const deleted: Omit<Extract<LetterFacts, { kind: 'series-deleted' }>, 'state'> = {
    kind: 'series-deleted',
    pairId,
    programmeId,
    programmeName: text,
    mentorName: text,
    menteeName: text,
  };
  const letters: Record<string, LetterFacts> = {
    welcome: { kind: 'welcome', name: text },
    'invitation as a mentor': { ...invitation, ...rhythm, startsOn: '2027-01-11', role: 'mentor' },
    'invitation with a choice': { ...invitation, ...rhythm, startsOn: '2027-01-11', role: null },
    introduction: {
      kind: 'introduction',
      pairId,
      programmeName: text,
      partner: { name: text, title: text, department: text },
      myRole: 'mentee',
      reasons: text,
      ...rhythm,
    },
    'no common hour': { kind: 'no-common-hour', pairId, programmeName: text, partnerName: text },
    unmatched: { kind: 'unmatched', programmeName: text },
    'feedback request': {
      kind: 'feedback-request',
      occurrenceId,
      programmeName: text,
      partnerName: text,
      position: 3,
      of: 6,
      startsAt: new Date('2027-03-30T22:30:00Z'),
      timeZone: 'Europe/London',
    },
    'pair ended': {
      kind: 'pair-ended',
      programmeName: text,
      partnerName: text,
      partnerId: '00000000-0000-4000-8000-000000000009',
    },
    'forwarded invitation': {
      kind: 'forwarded-invitation',
      pairId,
      programmeName: text,
      partnerName: text,
      otherName: text,
    },
    'two cancelled in a row': { ...cancelled, state: 'open' },
    'two cancelled in a row, mended': { ...cancelled, state: 'mended' },
    'series deleted': { ...deleted, state: 'open' },
    'series deleted, pair ended': { ...deleted, state: 'pair-ended' },
    'rules broken': { ...broken, state: 'open' },
    'rules broken, kept together': { ...broken, state: 'kept', closedBy: pairId, closedByName: text },
    'rules broken, healed': { ...broken, state: 'mended' },
    'rules broken, overtaken': { ...broken, state: 'replaced' },
    'rules broken, pair ended': { ...broken, state: 'pair-ended' },
    ...Object.fromEntries(
      chartRules.map((rule) => [
        `rule broken: ${rule}`,
        {
          ...broken,
          breaches: [{ ...lineBroken, rule, above: rule.endsWith('Line') ? 'mentee' : null }],
          state: 'open',
        },
      ]),
    ),
    'left the organisation': {
      kind: 'left-organisation',
      programmeId,
      programmeName: text,
      personName: text,
      partnerNames: [text],
    },
    'too few support contacts': {
      kind: 'support-gap',
      programmeId,
      programmeName: text,
      state: 'open',
      none: { pairs: 5, named: [text, text, text] },
      onlyOne: { pairs: 1, named: [text] },
    },
    'enough support contacts': {
      kind: 'support-gap',
      programmeId,
      programmeName: text,
      state: 'mended',
      none: { pairs: 0, named: [] },
      onlyOne: { pairs: 0, named: [] },
    },
  };
  const hour = (iso: string, checked = true) => {
    const startsAt = new Date(iso);
    return { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), checked };
  };
  const hours = [hour('2027-03-29T09:00:00Z'), hour('2027-03-30T09:00:00Z'), hour('2027-04-01T12:30:00Z')];
  const asked: Extract<LetterFacts, { kind: 'new-times' }> = {
    kind: 'new-times',
    proposalId: alertId,
    round: 1,
    isReminder: false,
    occurrenceId,
    state: 'open',
    because: 'declined',
    diaryOf: null,
    partnerName: text,
    calendarName: text,
    askedByReader: false,
    movedFrom: new Date('2027-03-31T09:00:00Z'),
    hours,
    suits: null,
    agreedStart: null,
    everyWeeks: 5,
    sessions: 6,
    timeZone: 'Europe/London',
  };
  const agreed = { agreedStart: hours[1]!.startsAt, suits: [hours[1]!.startsAt] };
  const noHour = { kind: 'no-agreed-hour', programmeId, pairId, programmeName: text, mentorName: text } as const;
  Object.assign(letters, {
    'new times': asked,
    'new times, a reminder': { ...asked, isReminder: true },
    'new times, asked for by the reader': { ...asked, because: 'asked', askedByReader: true },
    'new times, asked for by the other one': { ...asked, because: 'asked' },
    'new times, suggested in Outlook': { ...asked, because: 'counter-proposal', hours: hours.slice(0, 2) },
    'new times, something came up': { ...asked, because: 'conflict', hours: hours.slice(0, 1) },
    'new times, outside its weeks': { ...asked, because: 'left-its-window', timeZone: 'America/New_York' },
    'new times, for an assistant': { ...asked, diaryOf: text, partnerName: null },
    'new times, answered': { ...asked, state: 'answered', suits: [hours[0]!.startsAt, hours[2]!.startsAt] },
    'new times, there are newer ones': { ...asked, state: 'newer', hours: [] },
    'new times, agreed': { ...asked, ...agreed, state: 'agreed' },
    'new times, arranged': { ...asked, ...agreed, state: 'arranged' },
    'new times, none': { ...asked, state: 'no-hour' },
    'new times, over': { ...asked, state: 'over' },
    'first hours': {
      ...asked,
      occurrenceId: null,
      because: 'no-known-hour',
      movedFrom: null,
      hours: hours.map((one) => ({ ...one, checked: false })),
    },
    'first hours, arranged': {
      ...asked,
      ...agreed,
      occurrenceId: null,
      because: 'no-known-hour',
      movedFrom: null,
      state: 'arranged',
    },
    'no new hour': {
      kind: 'no-new-hour',
      pairId,
      partnerName: text,
      meetingAt: asked.movedFrom,
      timeZone: 'Europe/London',
    },
    'no first hour': { kind: 'no-new-hour', pairId, partnerName: text, meetingAt: null, timeZone: 'Europe/London' },
    'no agreed hour': {
      ...noHour,
      menteeName: text,
      meetingAt: asked.movedFrom,
      timeZone: 'Europe/London',
      state: 'open',
    },
    'no agreed first hour': { ...noHour, menteeName: text, meetingAt: null, timeZone: 'Europe/London', state: 'open' },
    'agreed hour found': { ...noHour, menteeName: text, meetingAt: null, timeZone: 'Europe/London', state: 'mended' },
  } satisfies Record<string, LetterFacts>);
  return {
    ...Object.fromEntries(Object.entries(letters).map(([name, facts]) => [name, letterCard(facts, links)])),
    leave: buildLeaveCard({ programmeId, programmeName: text, pairs: { partnerNames: [text], ownName: text } }),
    'joined receipt': receipts.joinedReceipt({ programmeName: text, role: 'mentor' }, links),
    'declined receipt': receipts.declinedReceipt({ programmeName: text }, links),
    'feedback receipt': receipts.feedbackReceipt({ outcome: 'stored', noteFor: 'partner' }, links),
    'second feedback receipt': receipts.feedbackReceipt({ outcome: 'already-given', noteFor: null }, links),
    'left receipt': receipts.leftReceipt({ programmeName: text }, links),
    'stayed receipt': receipts.stayedReceipt({ programmeName: text }, links),
  };
}
