import { z } from 'zod';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { LetterFacts, NewTimesFacts } from '../../domain/letters/letters.ts';
import { badAnswer } from './bad-answer.ts';
import {
  card,
  openButton,
  plainButton,
  says,
  seenBy,
  sendButton,
  type AdaptiveCard,
  type CardAction,
  type CardElement,
  type CardLinks,
} from './card-elements.ts';
import { clockTime, weekdayAndDay } from './card-times.ts';
import { inert } from './inert-text.ts';

type Facts = Extract<LetterFacts, { kind: 'new-times' }>;

/** Puts hours to one of two people, or to whoever keeps that person's diary; afterwards it is its own receipt. */
export function buildNewTimesCard(it: Facts, links: CardLinks): AdaptiveCard {
  const open = openButton('Open Home', links.home);
  switch (it.state) {
    case 'open':
      return question(it);
    case 'answered': {
      const chosen = (it.suits ?? []).map((start) => moment(start, it.timeZone));
      const who = it.partnerName ?? 'the other one';
      return card(
        'Thank you, your answer is stored',
        [
          says(`You said yes to ${list(chosen, 'conjunction')}.`),
          says(`When ${who} has answered, I put the hour in both calendars, or look for others.`),
        ],
        [open],
      );
    }
    case 'newer':
      return card(
        'These times are no longer open',
        [says('None of them suited both, or they went by. I look for others and write to you here.')],
        [open],
      );
    case 'agreed':
      return card(
        `Agreed: ${at(it)}`,
        [says('It suits both. The calendar is being changed, and Outlook tells you.')],
        [open],
      );
    case 'arranged':
      return card(`Agreed: ${at(it)}`, [says(whatFollows(it)), zoneNote(it)], [open, ...findAnother(it)]);
    case 'no-hour':
      return card(
        'No other time was found',
        [
          says(
            `${it.movedFrom ? 'The meeting stays where it is' : 'Nothing was booked'}${isForOwner(it) ? ', and your coordinator knows' : ''}.`,
          ),
        ],
        [open, ...findAnother(it)],
      );
    case 'over':
      return card(
        'There is nothing left to decide here',
        [says('That meeting has moved, has been, or is not needed any more.')],
        [open],
      );
  }
}

/** Whoever keeps somebody's diary is told times alone: of no coordinator, and not as if the meetings were theirs. */
const isForOwner = (it: Facts): boolean => it.diaryOf === null;

const findAnother = ({ occurrenceId }: Facts): CardAction[] =>
  occurrenceId === null ? [] : [plainButton('Find another time', { action: 'find-another-time', occurrenceId })];

function question(it: Facts): AdaptiveCard {
  const about = { proposalId: it.proposalId, round: String(it.round) };
  const isUnchecked = it.hours.some((hour) => !hour.checked);
  const choose: CardElement = {
    type: 'Input.ChoiceSet',
    id: 'hours',
    label: it.diaryOf === null ? 'Which would suit you?' : inert(`Which would suit ${it.diaryOf}?`),
    choices: it.hours.map(({ startsAt }) => ({ title: moment(startsAt, it.timeZone), value: startsAt.toISOString() })),
    style: 'expanded',
    isMultiSelect: true,
    isRequired: true,
    errorMessage: 'Please choose one or more, or say that none suits.',
  };
  return card(
    it.isReminder ? `Still open: ${headingOf(it)}` : headingOf(it),
    [
      says(reasonOf(it)),
      choose,
      zoneNote(it),
      ...(isUnchecked
        ? [
            says(
              `Not all of these are known to be free for both: please look into ${isForOwner(it) ? 'your' : 'the'} diary.`,
            ),
          ]
        : []),
      ...(it.diaryOf === null ? [seenBy('Only the hour on which you both agree is shown to the other one.')] : []),
    ],
    [
      sendButton('Send', { action: 'choose-time', ...about }),
      plainButton('None of these', { action: 'no-time-suits', ...about }),
    ],
  );
}

const COUNTS = ['No', 'One', 'Two', 'Three'];

function headingOf(it: Facts): string {
  if (it.diaryOf !== null) return `A time in ${it.diaryOf}’s diary?`;
  if (it.movedFrom === null) return `When could you and ${it.partnerName} meet?`;
  const times = it.hours.length === 1 ? 'time' : 'times';
  return `${COUNTS[it.hours.length] ?? it.hours.length} other ${times} for you and ${it.partnerName}`;
}

/** Never whose diary it was, nor what stands in it; only whoever asked by hand is named. */
function reasonOf(it: Facts): string {
  const fewer = it.hours.length < 3 ? ` I found no more than ${it.hours.length === 1 ? 'this one' : 'these two'}.` : '';
  const about = `For ‘${it.calendarName}’`;
  if (it.movedFrom === null && !isForOwner(it)) {
    return `${about}: no hour is known to be free for both, and the first that suits both is booked: ${it.sessions} times, one every ${it.everyWeeks} weeks.${fewer}`;
  }
  if (it.movedFrom === null) {
    return `I know of no hour that is free for both. Each of you says what suits, and the first hour that suits both begins your meetings: ${it.sessions}, one every ${it.everyWeeks} weeks.${fewer}`;
  }
  const when = moment(it.movedFrom, it.timeZone);
  if (!isForOwner(it)) {
    const isChecked = it.hours.every((hour) => hour.checked);
    return `${about}, now ${when}.${isChecked ? ' Each hour is free for both.' : ''}${fewer}`;
  }
  return `${why(it, when)} Each of you says what suits.${fewer}`;
}

function why(it: Facts, when: string): string {
  switch (it.because) {
    case 'asked':
      return it.askedByReader ? `You asked for another time than ${when}.` : `Another time than ${when} was asked for.`;
    case 'counter-proposal':
      return `Another time than ${when} was suggested.`;
    case 'conflict':
      return `Something else has come up on ${when}.`;
    case 'left-its-window':
      return `The meeting on ${when} is now too near its neighbours, or too far from them.`;
    case 'declined':
    case 'no-known-hour':
      return `The meeting on ${when} can’t be kept.`;
  }
}

function whatFollows(it: Facts): string {
  return it.movedFrom === null
    ? `That is ${isForOwner(it) ? 'your' : 'the'} first hour; then one every ${it.everyWeeks} weeks at the same time. Outlook sends the invitations.`
    : `It was ${moment(it.movedFrom, it.timeZone)}. Both calendars have the new time.`;
}

const at = (it: NewTimesFacts): string => (it.agreedStart ? moment(it.agreedStart, it.timeZone) : 'a new time');

const zoneNote = (it: Facts): CardElement => says(`Times are those of ${cityOf(it.timeZone)}.`);

/** 'Tuesday 12 January, 10:00' in the reader's zone. */
const moment = (instant: Date, timeZone: string): string =>
  `${weekdayAndDay(instant, timeZone)}, ${clockTime(instant, timeZone)}`;

const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

const list = (items: string[], type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat('en-GB', { type }).format(items);

const answer = z.object({
  action: z.enum(['choose-time', 'no-time-suits']),
  proposalId: z.uuid(),
  round: z.coerce.number().int().positive().max(1000),
  /** Teams joins what was chosen by commas. */
  hours: z
    .string()
    .default('')
    .transform((joined) => joined.split(',').filter(Boolean))
    .pipe(z.array(z.iso.datetime()).max(3)),
});

export type NewTimesAnswer = {
  action: 'choose-time' | 'no-time-suits';
  proposalId: string;
  round: number;
  suits: Date[];
};

/** Reads what the card sent back; who answered is not in it, and not looked for in it. */
export function readNewTimesAnswer(data: unknown): Result<NewTimesAnswer> {
  const read = answer
    .refine(({ action, hours }) => action === 'no-time-suits' || hours.length > 0, {
      error: 'Please choose one or more, or say that none suits.',
    })
    .safeParse(data);
  if (!read.success) return badAnswer(read.error);
  const { action, proposalId, round, hours } = read.data;
  const suits = action === 'no-time-suits' ? [] : hours.map((start) => new Date(start));
  return ok({ action, proposalId, round, suits });
}
