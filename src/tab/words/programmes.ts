import { count } from './counting.ts';

export const programmeWords = {
  title: 'Programmes',
  create: 'New programme',
  empty: {
    title: 'Begin with a small programme',
    text: 'Twenty pairs and six months are enough to learn whether it works here. The form is filled in for you; change what you like.',
  },
  sponsorEmpty: {
    title: 'No programmes yet',
    text: 'When a coordinator begins a programme, you see it here with its figures.',
  },
  sponsorIntro: 'You see figures only, never a person.',
  outsider: {
    title: 'Programmes are run by coordinators',
    text: 'Here coordinators invite people, find partners for them and see that the meetings happen.',
    ask: 'Would you like to run one, or to take part? Ask the people who look after learning or inclusion in your organisation; your IT administrator can make someone a coordinator.',
    home: 'Go to Home',
  },
  counts: {
    invited: 'Invited',
    mentors: 'Mentors',
    mentees: 'Mentees',
    pairs: 'Pairs',
    meetings: 'Meetings booked',
  },
  summary: (mentors: number, mentees: number, pairs: number) =>
    pairs > 0
      ? count(pairs, 'pair', 'pairs')
      : mentors + mentees > 0
        ? `${count(mentors, 'mentor', 'mentors')}, ${count(mentees, 'mentee', 'mentees')}`
        : 'Nobody has joined yet',
  dates: (from: string, to: string) => `${from} to ${to}`,
  sections: {
    label: 'Parts of this programme',
    today: 'Today',
    people: 'People',
    matching: 'Matching',
    lists: 'Lists',
    meetings: 'Meetings',
    results: 'Results',
    settings: 'Settings',
  },
  form: {
    newTitle: 'New programme',
    newIntro: 'Filled in for an inclusion pilot. Everything can be changed until people are matched.',
    name: 'Name',
    nameHint: 'What people see in invitations.',
    goal: 'What for',
    goalHint: 'One or two sentences. People read this before they decide.',
    topics: 'Topics',
    topicsHint: 'People choose from these and may add their own.',
    addTopic: 'Add a topic',
    calendarName: 'Name in calendars',
    calendarHint: 'Assistants and colleagues may read it, so it says nothing about mentoring unless you want it to.',
    calendarPreview: 'In Outlook it looks like this',
    calendarPeople: 'Priya Shah; Tom Baker',
    calendarPlace: 'Microsoft Teams Meeting',
    startsOn: 'First day',
    endsOn: 'Last day',
    sessions: 'Meetings for each pair',
    gap: 'Weeks between meetings',
    gapChoice: (weeks: number) => `${weeks} weeks`,
    timeZone: 'Time zone of the programme',
    timeZoneHint: 'The hour of each meeting stays the same in this zone when the clocks change.',
    mentorCapacity: 'Mentees for one mentor, at most',
    menteeCapacity: 'Mentors for one mentee, at most',
    capacityHint: 'People choose up to this many when they join.',
    levels: 'Who is senior',
    levelsHint: 'A mentor has to be some levels more junior than their mentee.',
    fromDepth: 'By the place in the organisation chart',
    fromGrade: 'By a grade in your directory',
    grades: 'Grades, the most senior first',
    gradesHint: 'One on each line, written as in your directory. People with another grade can’t be matched.',
    needGrades: 'Please list your grades, one on each line.',
    gradeTwice: (grade: string) => `‘${grade}’ is there twice.`,
    fits: (sessions: number, needed: number, weeks: number) =>
      `${count(sessions, 'meeting takes', 'meetings take')} ${count(needed, 'week', 'weeks')}; there are ${weeks}.`,
    tooShort: (needed: number, weeks: number) =>
      `The meetings need ${needed} weeks and there are ${weeks}. Choose a later last day.`,
    endsBeforeStart: 'The last day is before the first. Choose a later one.',
    needName: 'Please give it a name.',
    needCalendarName: 'Please give it a name for calendars.',
    needTopic: 'Please give at least one topic.',
    create: 'Create programme',
    createHint: 'Nobody is told. You invite people next.',
    save: 'Save',
    saved: 'Saved.',
    fixed: 'This programme has begun, so its settings stay as they are.',
    defaults: {
      name: (year: string) => `Inclusion pilot ${year}`,
      calendarName: 'Regular exchange',
      goal: 'Senior colleagues learn from junior ones what it is like to work here, and what would make it better.',
      topics: [
        'Working here as a newcomer',
        'Inclusion in everyday meetings',
        'Accessibility',
        'Digital habits and tools',
        'Careers and promotion',
        'Speaking up',
      ],
    },
  },
  today: {
    draft: {
      heading: 'Ready to open?',
      text: 'Once enrolment is open you can invite people, and they can join. Nobody gets a message until you invite them.',
      open: 'Open enrolment',
    },
    enrolling: {
      nobody: 'Invite your first people',
      nobodyText: 'Enrolment is open. Invite people by name or from a list.',
      invite: 'Invite people',
      heading: (answered: number, invited: number) =>
        `${answered} of ${count(invited, 'person has', 'people have')} answered`,
      oneSided: (missing: 'mentors' | 'mentees') => `No ${missing} yet: a pair needs one of each.`,
      uneven: (difference: number, which: 'mentors' | 'mentees') =>
        `There are ${difference} more ${which}, so ${difference} of them would stay without a partner.`,
      balanced: 'As many mentors as mentees: everybody could have a partner.',
      close: 'Close enrolment',
      closeTitle: 'Close enrolment?',
      closeText: (open: number) =>
        open === 0
          ? 'Everybody has answered. Next you find pairs. You can open it again until you publish.'
          : `${count(open, 'person has', 'people have')} not answered and can then no longer join. You can open it again until you publish.`,
    },
    matching: {
      heading: 'Find pairs',
      text: (mentors: number, mentees: number) =>
        `${count(mentors, 'mentor', 'mentors')} and ${count(mentees, 'mentee', 'mentees')} are waiting for a partner.`,
      go: 'Go to matching',
      publish: 'A match is waiting for you to publish it',
      reopen: 'Open enrolment again',
    },
    running: {
      heading: (pairs: number) => `${count(pairs, 'pair is', 'pairs are')} on the way`,
      allWell: 'All is well: nothing needs you.',
      see: 'See',
      broken: (n: number) => `${count(n, 'pair now breaks', 'pairs now break')} a rule`,
      alerts: (n: number) => `${count(n, 'pair needs', 'pairs need')} a word about their meetings`,
      noHour: (n: number) => `${count(n, 'pair has', 'pairs have')} no hour that suits both`,
      cards: (n: number) => `${count(n, 'message', 'messages')} could not be confirmed or delivered`,
      unmatched: (n: number) => `${count(n, 'person is', 'people are')} on the waiting list`,
    },
    over: 'This programme has finished.',
    cardTrouble: (n: number) =>
      `${count(n, 'invitation card', 'invitation cards')} could not be confirmed or delivered`,
  },
};
