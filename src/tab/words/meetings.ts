import { count, list } from './counting.ts';

export const meetingWords = {
  needsYou: (n: number) => `${count(n, 'pair needs', 'pairs need')} you: no hour suits both people`,
  isAsked: 'Both are asked which hours suit',
  asked: (n: number) =>
    `${count(n, 'pair is', 'pairs are')} asked which hours suit, since no hour is known to be free for both`,
  clashes: (n: number) => `${count(n, 'meeting clashes', 'meetings clash')} with something in a diary`,
  empty: {
    title: 'No pairs yet',
    text: 'Once you publish a match, every pair appears here with its meetings and how the booking is going.',
    action: 'Go to matching',
  },
  filter: 'Show',
  filters: { all: 'All pairs', attention: 'Needs attention', ended: 'Ended' },
  noneInFilter: 'No pair needs attention.',
  noneEnded: 'No pair has ended.',
  booking: {
    waiting: 'Waiting its turn',
    chosen: 'Hour chosen, not sent yet',
    booked: 'Booked',
    'no-common-hour': 'No hour suits both',
    deleted: 'Taken out of Outlook',
    ended: 'Ended',
  },
  diary: {
    free: 'free for both',
    clash: 'clashes with something in a diary',
    unknown: 'a diary could not be read',
  },
  next: (day: string, hours: string) => `Next: ${day}, ${hours}`,
  /** Why this hour, once the series is no longer as it was booked. */
  whenBooked: (why: string) => `When it was booked: ${why}`,
  moved: (days: string[]) => `Moved: ${list(days)}`,
  cancelled: (days: string[]) => `Cancelled: ${list(days)}`,
  declined: (name: string, days: string[]) => `${name} has declined: ${list(days)}`,
  dot: (position: number, day: string, time: string) => `Meeting ${position}: ${day}, ${time}`,
  dotState: {
    given: 'has taken place, answered',
    due: 'has taken place',
    past: 'has taken place',
    next: 'next',
    later: '',
    cancelled: 'cancelled',
    moved: 'moved',
    declined: 'declined',
  },
  /** What the marks in the dots mean. */
  marks: {
    label: 'What the dots mean',
    held: 'Held',
    coming: 'Coming',
    moved: 'Moved',
    cancelled: 'Cancelled',
    declined: 'Declined',
    clash: 'Clashes with something in a diary',
    unknown: 'Could not be checked',
  },
  seriesLabel: (n: number) => `The ${n} meetings`,
  legendClash: (days: string[]) => `${list(days)} ${days.length === 1 ? 'clashes' : 'clash'} with something in a diary`,
  legendUnknown: (days: string[]) => `${list(days)} could not be checked, because a diary is hidden`,
  zones: (mine: string, theirs: string) =>
    `Days and hours are shown in your time zone, ${mine}. The reasons name the hour in ${theirs}, where it stays the same.`,
  zone: (zone: string) => `The hour stays the same in ${zone}`,
  cardTroubles: {
    unknown: (card: string, name: string) =>
      `It is not known whether ${name} got the ${card}. It was not sent again, so that nobody gets it twice.`,
    failed: (card: string, name: string) => `The ${card} could not be delivered to ${name}. Please tell them yourself.`,
  },
  broken: {
    keep: 'Keep them together',
    keepHint: 'Recorded with your name. They are not told, and you are not asked about this again.',
    kept: (name: string, day: string) => `${name} decided on ${day} that they stay together.`,
  },
  alerts: {
    cancelledInARow: (name: string, days: string[]) =>
      `${name} could not keep two meetings in a row${days.length > 0 ? ` (${list(days)})` : ''}. A friendly word helps most: is the hour wrong, or is it too much just now?`,
    seriesDeleted:
      'Somebody took all their meetings out of Outlook. They were not made again, since it may have been meant. Ask the two how to go on.',
    noAgreedHour: (day: string) =>
      `No other hour suits both for the meeting of ${day}, which still stands. A word with the two of them helps most.`,
    noFirstHour: 'No hour that was offered suits both, so nothing is booked. A word with the two of them helps most.',
  },
  again: {
    open: 'Book again',
    title: 'Book their meetings again?',
    happens: (mentor: string, mentee: string) =>
      `Counterpart looks for hours for the meetings that were deleted, and Outlook invites ${mentor} and ${mentee} to them. Meetings that have been are not touched, and one that was called off by itself before stays so.`,
    ifBack:
      'If somebody has put the meetings back in Outlook, they are kept as they stand there, and nobody gets a mail.',
  },
  paused: (name: string, day: string) => `${name} takes no meetings up to and including ${day}.`,
  forwarded: (names: string[]) =>
    `The invitation was forwarded to ${list(names)}, who ${names.length === 1 ? 'was' : 'were'} taken off it. Both people were told.`,
  left: (name: string) => `${name} has left the organisation.`,
  onlyThis: 'One pair',
  showAll: 'Show all pairs',
  cards: {
    welcome: 'welcome message',
    invitation: 'invitation',
    introduction: 'introduction',
    'no-common-hour': 'message about the hours',
    unmatched: 'message about the waiting list',
    'feedback-request': 'question after a meeting',
    'pair-ended': 'message that the pair has ended',
    'forwarded-invitation': 'warning of a forwarded invitation',
    'new-times': 'question about other hours',
    'no-new-hour': 'message that no other hour was found',
  } as Record<string, string>,
  card: 'message',
  /** Between two names: 'Priya Shah mentors Tom Baker'. */
  mentors: 'mentors',
};
