import { count, figure } from './counting.ts';

const sent = (booked: number, of: number): string => `${figure(booked)} of ${count(of, 'series', 'series')} sent`;

/** The invitations of a whole programme, for its coordinators. */
export const bookingWords = {
  headings: {
    running: sent,
    paused: (booked: number, of: number) => `Paused: ${sent(booked, of)}`,
    stopped: (booked: number, of: number) => `Stopped: ${sent(booked, of)}`,
    done: (booked: number, of: number) =>
      booked < of
        ? `${figure(booked)} of ${count(of, 'pair has', 'pairs have')} meetings in Outlook`
        : of === 1
          ? 'The pair has its meetings in Outlook'
          : `All ${figure(of)} pairs have their meetings in Outlook`,
  },
  /** Nobody has a series, and nobody is to get one. */
  nobody: 'No pair has meetings in Outlook yet',
  doneAbout: (when: string) => `Done about ${when}.`,
  leave: 'Counterpart reads diaries, chooses hours and invites. You can leave this page; it goes on without you.',
  paused: 'Nothing more is sent until you resume. Hours that are chosen are kept.',
  stopped:
    'Nothing more is sent. The series that were sent stand; for the others, hours are chosen anew when you resume.',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  stopTitle: 'Stop the invitations?',
  stopSent: (booked: number) =>
    booked === 0
      ? 'Nobody has been invited to a meeting yet.'
      : `${count(booked, 'pair keeps its', 'pairs keep their')} meetings: nothing in a calendar is taken back.`,
  stopOpen: (open: number) =>
    open === 1
      ? 'One pair stays without meetings; an hour that was chosen for it is let go.'
      : `${count(open, 'pair', 'pairs')} stay without meetings; hours that were chosen for them are let go.`,
  stopNow: 'An invitation that is on its way at this moment still arrives. Nobody is told that you stopped.',
  stopAfter: 'You can resume at any time. To keep the hours, pause instead.',
  stopDismiss: 'Back',
  withoutLink: (n: number) => `${count(n, 'series has', 'series have')} no Teams link yet.`,
  askForLinks: 'Look again for a Teams link',
  linksAsked: 'Outlook is being asked. Both people hear from Outlook when a link comes.',
  budget: 'What Outlook lets us send',
  mailbox: (sent: number, aDay: number, aMinute: number) =>
    `${figure(sent)} of ${figure(aDay)} recipients in the last 24 hours, at most ${figure(aMinute)} messages a minute`,
  waiting: (n: number) => `${count(n, 'message waits', 'messages wait')}`,
};
