/**
 * What people get in chat, as the tab shows it before it is sent. The cards themselves are built on the server; a test
 * holds the two together.
 */
export type CardWords = {
  heading: string;
  texts: string[];
  facts: { name: string; value: string }[];
  /** What is asked on the card, in order. */
  questions: string[];
  buttons: string[];
};

type Rhythm = { sessions: number; gapWeeks: number };

const rhythm = ({ sessions, gapWeeks }: Rhythm): string =>
  sessions === 1 ? 'One meeting of an hour' : `${sessions} one-hour meetings, one every ${gapWeeks} weeks`;

type Invitation = Rhythm & {
  programme: string;
  goal: string;
  startsOn: string;
  largestCapacity: { mentor: number; mentee: number };
};

/**
 * `startsOn` in words. Those whose role is not fixed are also asked which one they would like; how many partners, those
 * whose role may have several.
 */
export const invitationCard = (it: Invitation): CardWords => ({
  heading: `You are invited to ${it.programme}`,
  texts: it.goal === '' ? [] : [it.goal],
  facts: [
    { name: 'How', value: rhythm(it) },
    { name: 'From', value: it.startsOn },
  ],
  questions: [
    'Topics I can offer',
    'Topics I want to explore',
    'Languages I am happy to meet in',
    'Area that I lead, or would like to grow into (optional)',
    ...(Math.max(...Object.values(it.largestCapacity)) > 1 ? ['How many partners at most'] : []),
  ],
  buttons: ['Join', 'Not this time', 'I need help'],
});

type Introduction = Rhythm & {
  programme: string;
  /** The role of the partner who is introduced. */
  theirRole: 'mentor' | 'mentee';
  partner: { name: string; title: string | null; department: string | null };
  /** As the coordinator reads them. */
  reasons: string;
};

/** Said to the reader of the card. */
const reasonsForReader = ({ reasons, theirRole, partner }: Introduction): string => {
  const myRole = theirRole === 'mentor' ? 'mentee' : 'mentor';
  return reasons
    .replace(
      new RegExp(`\\bthe ${theirRole} offers what the ${myRole} wants:`, 'i'),
      () => `${partner.name} offers what you want:`,
    )
    .replace(
      new RegExp(`\\bthe ${myRole} offers what the ${theirRole} wants:`),
      () => `you offer what ${partner.name} wants:`,
    )
    .replace(`The ${myRole} offers what the ${theirRole} wants:`, () => `You offer what ${partner.name} wants:`);
};

export const introductionCard = (it: Introduction): CardWords => ({
  heading: `Meet your ${it.theirRole}, ${it.partner.name}`,
  texts: [
    [it.partner.title, it.partner.department].filter(Boolean).join(', '),
    `You are a pair in ${it.programme}. The invitations come to your calendar by themselves.`,
  ].filter((text) => text !== ''),
  facts: [
    { name: 'Why you two', value: reasonsForReader(it) },
    { name: 'What happens next', value: rhythm(it) },
  ],
  questions: [],
  buttons: ['Open Home', 'I need help', 'Leave'],
});

export const unmatchedCard = (programme: string): CardWords => ({
  heading: `No partner in ${programme} this time`,
  texts: ['There was no suitable partner for you yet. You are at the front of the waiting list.'],
  facts: [],
  questions: [],
  buttons: ['Open Home'],
});

/** What the partner of someone who leaves gets. */
export const pairEndedCard = (programme: string, leaver: string): CardWords => ({
  heading: `Your meetings with ${leaver} have ended`,
  texts: [
    `This happens in ${programme} for many reasons, and none of them is asked for. The meetings to come have been taken out of your calendar.`,
  ],
  facts: [],
  questions: [],
  buttons: ['Open Home'],
});
