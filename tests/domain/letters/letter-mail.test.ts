import { letterMail } from '../../../src/domain/letters/letter-mail.ts';
import type { LetterFacts } from '../../../src/domain/letters/letters.ts';

const about = { calendarName: 'Conversation', home: 'https://counterpart.example/tab/home' };
const timeZone = 'Europe/London';

/** Everything that a guest may be told, with `name` for people's names and `secret` wherever somebody else wrote. */
function letters(name: string, secret: string): LetterFacts[] {
  const ids = { pairId: 'p', programmeId: 'g', proposalId: 't', occurrenceId: 'o' };
  const named = { programmeName: secret, partnerName: name };
  const rhythm = { sessions: 6, gapWeeks: 5 };
  const hour = (iso: string) => ({ startsAt: new Date(iso), endsAt: new Date(iso), checked: false });
  const partner = { name, title: secret, department: secret };
  const newTimes: LetterFacts = {
    ...ids,
    kind: 'new-times',
    round: 1,
    isReminder: false,
    occurrenceId: null,
    state: 'open',
    because: 'no-known-hour',
    diaryOf: null,
    partnerName: name,
    calendarName: secret,
    askedByReader: false,
    movedFrom: null,
    hours: [hour('2027-01-12T10:00:00Z'), hour('2027-07-13T09:00:00Z')],
    suits: null,
    agreedStart: null,
    everyWeeks: 5,
    sessions: 6,
    timeZone,
  };
  return [
    {
      kind: 'invitation',
      programmeId: 'g',
      programmeName: secret,
      goal: secret,
      topics: [secret],
      startsOn: '2027-01-11',
      largestCapacity: { mentor: 1, mentee: 1 },
      role: null,
      ...rhythm,
    },
    { kind: 'introduction', pairId: 'p', programmeName: secret, partner, myRole: 'mentee', reasons: secret, ...rhythm },
    newTimes,
    { ...newTimes, occurrenceId: 'o', because: 'declined', movedFrom: new Date('2027-07-06T09:00:00Z') },
    {
      ...named,
      kind: 'feedback-request',
      occurrenceId: 'o',
      position: 3,
      of: 6,
      startsAt: new Date('2027-07-06T09:00:00Z'),
      timeZone,
    },
    { ...named, kind: 'pair-ended', partnerId: 'x' },
    { kind: 'unmatched', programmeName: secret },
    { ...named, kind: 'no-common-hour', pairId: 'p' },
    { kind: 'no-new-hour', pairId: 'p', partnerName: name, meetingAt: new Date('2027-07-06T09:00:00Z'), timeZone },
    { ...named, kind: 'forwarded-invitation', pairId: 'p', otherName: name },
  ];
}

test('each letter is a few words, who and when, and one link to the page', () => {
  const mails = letters('Priya Shah', 'canary').map((facts) => letterMail(facts, about));
  expect(mails).not.toContain(null);
  for (const mail of mails) {
    expect(mail!.subject).toMatch(/^Conversation: /);
    expect(mail!.html.match(/<a /g)).toHaveLength(1);
    expect(JSON.stringify(mail)).not.toContain('canary');
  }
  expect(mails.map((mail) => `${mail!.subject}\n${mail!.html}`)).toMatchSnapshot();
});

test('hours are told in the reader’s own time, in summer too', () => {
  const [, , open] = letters('Priya Shah', '').map((facts) => letterMail(facts, about)!.html);
  expect(open).toContain('Tuesday 12 January, 10:00 (London)');
  expect(open).toContain('Tuesday 13 July, 10:00 (London)');
});

test('a name is inert: no markup, no address that a mail program would find, no second line', () => {
  const evil =
    '</p><a href="https://evil.example">x</a> www.evil.example mailto:a@evil.example\u202e\r\nBcc: b@evil.example';
  for (const facts of letters(evil, '')) {
    const mail = letterMail(facts, { ...about, calendarName: evil })!;
    expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail.html.match(/<a /g)).toHaveLength(1);
    expect(mail.html).not.toMatch(/https:\/\/evil|www\.evil|mailto:|@evil|[\r\n\u202e]/);
  }
});

test('what was answered or settled elsewhere needs no mail', () => {
  const [, , open] = letters('Priya Shah', '');
  for (const state of ['answered', 'newer', 'agreed', 'arranged', 'no-hour', 'over'] as const) {
    expect(letterMail({ ...open, state } as LetterFacts, about)).toBeNull();
  }
  expect(
    letterMail({ kind: 'invitation-answered', state: 'answered', programmeName: 'x', joinedAs: null }, about),
  ).toBeNull();
  expect(letterMail({ kind: 'feedback-given', state: 'answered', noteFor: null }, about)).toBeNull();
});
