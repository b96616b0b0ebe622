import { escapeHtml, inertHtml, plainLine } from '../kernel/html.ts';
import type { LetterFacts } from './letters.ts';

/** A mail as it leaves: the subject is plain text, the body a few paragraphs of HTML. */
export type WrittenMail = { subject: string; html: string };

type About = {
  /** The programme's neutral name: what it is about stands on the page alone. */
  calendarName: string;
  /** Where the reader's page is. */
  home: string;
};

type Said = { subject: string; paragraphs: string[]; hours?: string[]; button: string };

/**
 * What a letter says to somebody who is written to by mail: a mail lies open in a system of another house, so it holds
 * who and when, and a link to the page that has the rest; no topic, no reason, nothing that anybody wrote. Null where
 * there is nothing to ask or tell any more: a mail can't become its own receipt, as a card does.
 */
export function letterMail(facts: LetterFacts, { calendarName, home }: About): WrittenMail | null {
  const said = say(facts);
  if (said === null) return null;
  const name = plainLine(calendarName);
  const paragraphs = said.paragraphs.map((text) => `<p>${text}</p>`);
  const hours = said.hours?.length ? [`<ul>${said.hours.map((hour) => `<li>${hour}</li>`).join('')}</ul>`] : [];
  const link = `<p><a href="${escapeHtml(home)}">${said.button}</a></p>`;
  const footer =
    `<p style="font-size:smaller">Sent by Counterpart for the coordinators of ‘${inertHtml(name)}’. ` +
    'You sign in with this mail address. Answers to this mail are not read; on the page you can also ask for help, or leave.</p>';
  return { subject: `${name}: ${said.subject}`, html: [...paragraphs, ...hours, link, footer].join('') };
}

function say(facts: LetterFacts): Said | null {
  switch (facts.kind) {
    case 'invitation': {
      const shape = facts.sessions === 1 ? 'one hour' : `${facts.sessions} hours, one every ${facts.gapWeeks} weeks`;
      return {
        subject: 'you are invited',
        paragraphs: [
          `You are invited to meet somebody for ${shape}, from ${day(facts.startsOn)}.`,
          'What it is about, and where to say yes or no, stands on your page. Taking part is your choice.',
        ],
        button: 'Read and answer',
      };
    }
    case 'introduction':
      return {
        subject: 'you have a partner',
        paragraphs: [
          `Your partner is ${inertHtml(facts.partner.name)}.`,
          'Next come the hours: where I can’t see your diary I ask you which suit, and the invitations come to your calendar by themselves.',
        ],
        button: 'Open your page',
      };
    case 'new-times': {
      if (facts.state !== 'open') return null;
      const partner = inertHtml(facts.partnerName ?? '');
      const ask = 'Each of you says which of these suit; the invitations come by themselves.';
      return {
        subject: facts.isReminder ? 'still open: which hours suit you?' : 'which hours suit you?',
        paragraphs: [
          facts.movedFrom === null
            ? `When could you and ${partner} meet? ${ask}`
            : `Your meeting with ${partner} on ${moment(facts.movedFrom, facts.timeZone)} needs another hour. ${ask}`,
        ],
        hours: facts.hours.map(({ startsAt }) => `${moment(startsAt, facts.timeZone)} (${cityOf(facts.timeZone)})`),
        button: 'Say what suits',
      };
    }
    case 'feedback-request':
      return {
        subject: 'how was your hour?',
        paragraphs: [
          `You met ${inertHtml(facts.partnerName)} on ${moment(facts.startsAt, facts.timeZone)}. How was it? A tap for each answer; who sees it stands beside it.`,
        ],
        button: 'Say how it was',
      };
    case 'pair-ended':
      return {
        subject: 'your meetings have ended',
        paragraphs: [
          `Your meetings with ${inertHtml(facts.partnerName)} have ended. This happens for many reasons, and none of them is asked for. The meetings to come have been taken out of your calendar.`,
        ],
        button: 'Open your page',
      };
    case 'unmatched':
      return {
        subject: 'no partner this time',
        paragraphs: ['There was no suitable partner for you yet. You are at the front of the waiting list.'],
        button: 'Open your page',
      };
    case 'no-common-hour':
      return {
        subject: 'no hour found yet',
        paragraphs: [
          `I found no hour that suits both you and ${inertHtml(facts.partnerName)}. Nothing was booked, and your coordinator knows.`,
        ],
        button: 'Open your page',
      };
    case 'no-new-hour': {
      const stays = facts.meetingAt
        ? `The meeting stays on ${moment(facts.meetingAt, facts.timeZone)}.`
        : 'Nothing has been booked for you yet.';
      return {
        subject: 'no other hour found',
        paragraphs: [
          `I found no other hour for you and ${inertHtml(facts.partnerName)}. ${stays} Your coordinator knows and can help.`,
        ],
        button: 'Open your page',
      };
    }
    case 'forwarded-invitation':
      return {
        subject: 'your invitation was forwarded',
        paragraphs: [
          `Your meetings with ${inertHtml(facts.partnerName)} are for the two of you, so I am taking ${inertHtml(facts.otherName)} off the invitation. Nothing else has changed.`,
        ],
        button: 'Open your page',
      };
    // Receipts of what was answered elsewhere, greetings of the chat, and what only coordinators are told.
    default:
      return null;
  }
}

const day = (isoDay: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${isoDay}T00:00:00Z`));

/** 'Tuesday 12 January, 10:00' in the reader's zone. */
function moment(instant: Date, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  return `${date.format(instant)}, ${time.format(instant)}`;
}

const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
