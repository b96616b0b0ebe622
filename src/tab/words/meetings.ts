import { count, list } from './counting.ts';

export const meetingWords = {
  title: 'Meetings',
  progress: (booked: number, of: number) => `${booked} of ${count(of, 'pair', 'pairs')} booked in Outlook`,
  progressDone: (of: number) =>
    of === 1 ? 'The pair has its meetings in Outlook' : `All ${of} pairs have their meetings in Outlook`,
  working: 'Counterpart is reading diaries and booking. You can leave this page; it goes on without you.',
  needsYou: (n: number) => `${count(n, 'pair needs', 'pairs need')} you: no hour suits both people`,
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
    chosen: 'Hour chosen, being booked',
    booked: 'Booked',
    'no-common-hour': 'No hour suits both',
    ended: 'Ended',
  },
  diary: {
    free: 'free for both',
    clash: 'clashes with something in a diary',
    unknown: 'a diary could not be read',
  },
  dot: (position: number, day: string, time: string) => `Meeting ${position}: ${day}, ${time}`,
  dotState: { given: 'has taken place, answered', due: 'has taken place', next: 'next', later: '' },
  seriesLabel: (n: number) => `The ${n} meetings`,
  legendClash: (days: string[]) => `${list(days)} ${days.length === 1 ? 'clashes' : 'clash'} with something in a diary`,
  legendUnknown: (days: string[]) => `${list(days)} could not be checked, because a diary is hidden`,
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
  } as Record<string, string>,
  card: 'message',
  why: 'Why these two',
  /** Between two names: 'Priya Shah mentors Tom Baker'. */
  mentors: 'mentors',
};
