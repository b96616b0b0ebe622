import type { ProgrammeState } from './types.ts';

const states: Record<ProgrammeState, string> = {
  draft: 'Draft',
  enrolling: 'Open for enrolment',
  matching: 'Matching',
  running: 'Running',
  closed: 'Closed',
  archived: 'Archived',
};

export const generalWords = {
  appName: 'Counterpart',
  loading: 'Loading',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  more: 'More',
  showMore: (n: number) => `Show ${n} more`,
  programmeStates: states,
  mentor: 'Mentor',
  mentee: 'Mentee',
  roles: { mentor: 'Mentor', mentee: 'Mentee' },
  timesAreIn: (zone: string) => `Shown in your time zone, ${zone}`,
  csv: { label: 'List', file: 'Choose a file', where: 'Where', what: 'What is wrong' },
  outside: {
    title: 'Welcome to Counterpart',
    text: 'Were you invited by mail? Sign in with the address that the mail was sent to.',
    framed: 'Counterpart lives in Microsoft Teams, Outlook and Microsoft 365.',
    signIn: 'Sign in',
    failed: 'The sign-in could not be opened. Please try again in a moment.',
    inTeams: 'Open Counterpart in Teams',
    inTeamsText: 'Colleagues are signed in there already: choose Apps, then Counterpart, then Home.',
  },
  byMail: 'by mail',
  browser: {
    pages: 'Pages',
    home: 'Home',
    privacy: 'Privacy',
    signedIn: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
  },
  notFound: {
    title: 'There is nothing here',
    text: 'The link may be old, or the programme has gone. Nothing of yours was lost.',
    action: 'Go to Home',
  },
  failure: {
    title: 'That did not work',
    unreachable: 'Counterpart could not be reached. Nothing you entered was lost; please try again in a moment.',
    signIn: 'You could not be signed in. Close this tab, open it again, and it should work.',
    busy: 'Counterpart is busy just now. Please try again in a moment.',
    ours: 'Something went wrong on our side. Nothing was changed. Please try again; if it stays, tell your coordinator.',
    reference: (reference: string) => `Reference to quote: ${reference}`,
  },
  noPermission: {
    title: 'This page is for the people who run the programme',
    text: 'If you think that you should see it, ask the programme’s coordinator to add you.',
  },
};
