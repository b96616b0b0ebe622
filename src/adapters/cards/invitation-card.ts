import { z } from 'zod';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { LetterFacts } from '../../domain/letters/letters.ts';
import { badAnswer } from './bad-answer.ts';
import {
  card,
  chooseOne,
  chooseSome,
  chosen,
  facts,
  plainButton,
  quotes,
  says,
  seenBy,
  sendButton,
  write,
  type AdaptiveCard,
  type CardElement,
} from './card-elements.ts';
import { dayOf, rhythm } from './card-times.ts';

type Facts = Extract<LetterFacts, { kind: 'invitation' }>;

const LANGUAGES = ['English', 'Welsh', 'French', 'German', 'Polish', 'Punjabi', 'Spanish', 'Urdu'];

const WHAT_IT_IS = {
  mentor: 'You would be a mentor: you share what you know with a more senior colleague.',
  mentee: 'You would be a mentee: a more junior colleague shares what they know with you.',
};

/**
 * Asks a person to join, in one go: role, topics, area, languages, how many partners. Whom somebody would like or would
 * rather not be paired with is asked on Home alone: Teams has a people picker for cards only on some of its clients, and
 * what is told to the matcher alone has no business in a chat.
 */
export function buildInvitationCard(it: Facts): AdaptiveCard {
  const whatItIs = it.role === null ? 'A junior colleague mentors a senior one.' : WHAT_IT_IS[it.role];
  const role: CardElement[] =
    it.role === null
      ? [
          chooseOne(
            'role',
            'I would like to',
            [
              { title: 'mentor a more senior colleague', value: 'mentor' },
              { title: 'be mentored by a more junior colleague', value: 'mentee' },
            ],
            { expanded: true, required: 'Please choose one of the two.' },
          ),
        ]
      : [];
  const { mentor, mentee } = it.largestCapacity;
  const most = it.role === null ? Math.max(mentor, mentee) : it.largestCapacity[it.role];
  const partners = Array.from({ length: most }, (_, at) => String(at + 1));
  const capacity: CardElement[] =
    most === 1 ? [] : [chooseOne('capacity', 'How many partners at most', partners.map(choiceOf), { value: '1' })];
  const about = { programmeId: it.programmeId };
  return card(
    `You are invited to ${it.programmeName}`,
    [
      ...(it.goal === '' ? [] : [quotes(it.goal)]),
      says(`${whatItIs} I find the hours and put them in both calendars.`),
      facts(['How', rhythm(it)], ['From', dayOf(it.startsOn)]),
      ...role,
      chooseSome('offers', 'Topics I can offer', it.topics),
      chooseSome('wants', 'Topics I want to explore', it.topics),
      chooseSome('languages', 'Languages I am happy to meet in', LANGUAGES),
      write('area', 'Area that I lead, or would like to grow into (optional)', 60, 'one'),
      ...capacity,
      seenBy('Coordinators see your answers; your partner sees what you have in common. You can leave at any time.'),
      seenBy(
        'Whom you would like to be paired with, or would rather not, you can say on Home: only the matcher is told.',
      ),
    ],
    [
      sendButton('Join', { action: 'enrol', ...about, ...(it.role === null ? {} : { role: it.role }) }),
      plainButton('Not this time', { action: 'decline', ...about }),
      plainButton('I need help', { action: 'help', ...about }),
    ],
  );
}

const choiceOf = (value: string) => ({ title: value, value });

const list = z
  .string()
  .max(4000)
  .default('')
  .transform((value, context) => {
    try {
      return chosen(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'not a choice of this card' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string().trim().min(1).max(60)).max(20));

const answer = z.object({
  action: z.literal('enrol'),
  programmeId: z.uuid(),
  role: z.enum(['mentor', 'mentee'], { error: 'Please choose whether you would like to mentor or to be mentored.' }),
  offers: list,
  wants: list,
  languages: list,
  /** Asked only where there is a choice. */
  capacity: z.coerce.number().int().min(1).max(5).optional(),
  area: z.string().trim().max(60, { error: 'Please keep the area under 60 characters.' }).default(''),
});

export type InvitationAnswer = {
  action: 'enrol';
  programmeId: string;
  profile: {
    role: 'mentor' | 'mentee';
    offers: string[];
    wants: string[];
    area: string | null;
    languages: string[];
    capacity?: number | undefined;
  };
};

/** Reads what the card sent back; who answered is not in it, and not looked for in it. */
export function readInvitationAnswer(data: unknown): Result<InvitationAnswer> {
  const read = answer.safeParse(data);
  if (!read.success) return badAnswer(read.error);
  const { action, programmeId, area, ...profile } = read.data;
  return ok({ action, programmeId, profile: { ...profile, area: area === '' ? null : area } });
}
