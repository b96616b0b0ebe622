import { randomUUID } from 'node:crypto';
import { readCardAnswer, type CardAnswer } from '../adapters/cards/card-answer.ts';
import type { CardLinks } from '../adapters/cards/card-elements.ts';
import { buildLeaveCard } from '../adapters/cards/leave-card.ts';
import { letterCard } from '../adapters/cards/letter-card.ts';
import * as receipts from '../adapters/cards/receipt-cards.ts';
import { buildWelcomeCard } from '../adapters/cards/welcome-card.ts';
import type { Stores } from '../adapters/postgres/transact.ts';
import type { BotHandlers, CardReply } from '../adapters/teams/bot.ts';
import type { PersonId } from '../domain/kernel/ids.ts';
import { systemScope, type Transact } from '../domain/kernel/unit-of-work.ts';
import type { HelpAbout } from '../domain/overview/show-help.ts';
import type { PersonDetails } from '../domain/people/people.ts';
import { describeError, type Log } from './log.ts';
import type { UseCases } from './use-cases.ts';

type Deps = { use: UseCases; transact: Transact<Stores>; links: CardLinks; log: Log };

/**
 * What people do in their chat, as use cases; what came of it, as cards. A fault of a use case is said in its own words
 * and leaves the card as it is, so that nothing that was filled in is lost.
 */
export function createBotHandlers(deps: Deps): BotHandlers {
  const { transact, links, log } = deps;
  return {
    async onCardAction(personId, data) {
      const read = readCardAnswer(data);
      if (!read.ok) return { message: read.fault.message };
      try {
        return await reply(deps, personId, read.value);
      } catch (error) {
        const reference = randomUUID();
        log.error({ requestId: reference, action: read.value.action, error: describeError(error) }, 'unexpected');
        return { message: `Something went wrong on our side, and nothing was saved. Please try again. (${reference})` };
      }
    },

    async onMessage(_personId, text) {
      const isGreeting = /^\s*(hi|hello|hey|help)\b/i.test(text);
      return buildWelcomeCard(
        isGreeting ? 'Hello, I’m Counterpart' : 'I only understand the buttons on my cards',
        links,
      );
    },

    async onInstalled(personId, conversationId) {
      await transact(systemScope, async ({ chats, invitations, outbox }) => {
        const known = await chats.get(personId);
        await chats.save({ personId, conversationId, state: 'open' });
        // Whoever is being invited gets that card: one event, one notice.
        if (known || (await invitations.ofPerson(personId)).length > 0) return;
        await outbox.add({ key: `welcome:${personId}`, to: personId, programmeId: null, about: { kind: 'welcome' } });
      });
    },

    async onRemoved(personId, conversationId) {
      await transact(systemScope, ({ chats }) => chats.save({ personId, conversationId, state: 'blocked' }));
    },
  };
}

async function reply(deps: Deps, personId: PersonId, answer: CardAnswer): Promise<CardReply> {
  const { use, links } = deps;
  switch (answer.action) {
    case 'enrol': {
      const { programmeId, profile } = answer;
      const done = await use.enrol({ programmeId, personId, profile, via: 'card' });
      if (!done.ok) return { message: done.fault.message };
      const programmeName = await nameOf(deps, programmeId);
      return { card: receipts.joinedReceipt({ programmeName, role: done.value.role }, links) };
    }
    case 'decline': {
      const done = await use.declineInvitation({ programmeId: answer.programmeId, personId });
      if (!done.ok) return { message: done.fault.message };
      return { card: receipts.declinedReceipt({ programmeName: await nameOf(deps, answer.programmeId) }, links) };
    }
    case 'feedback': {
      const done = await use.giveFeedback({ ...answer, personId, via: 'card' });
      if (!done.ok) return { message: done.fault.message };
      const { note, noteFor } = answer.answer;
      return {
        card: receipts.feedbackReceipt({ outcome: done.value, noteFor: note === null ? null : noteFor }, links),
      };
    }
    case 'ask-to-leave':
      return askToLeave(deps, personId, answer.pairId);
    case 'leave': {
      const programmeName = await nameOf(deps, answer.programmeId);
      const done = await use.leaveProgramme({ programmeId: answer.programmeId, personId });
      return done.ok ? { card: receipts.leftReceipt({ programmeName }, links) } : { message: done.fault.message };
    }
    case 'stay':
      if (!(await hasJoined(deps, personId, answer.programmeId))) return { message: NOT_YOURS };
      return { card: receipts.stayedReceipt({ programmeName: await nameOf(deps, answer.programmeId) }, links) };
    case 'keep-together': {
      const { programmeId, alertId } = answer;
      const done = await use.keepTogether({ programmeId, alertId, by: personId });
      if (!done.ok) return { message: done.fault.message };
      const facts = await use.showAlert({ alertId, personId });
      return facts.ok ? { card: letterCard(facts.value, links) } : { message: facts.fault.message };
    }
    case 'choose-time':
    case 'no-time-suits': {
      const done = await use.chooseTime({ ...answer, by: personId, via: 'card' });
      if (!done.ok) return { message: done.fault.message };
      const facts = await use.showTimeProposal({ ...answer, personId });
      return facts.ok ? { card: letterCard(facts.value, links) } : { message: facts.fault.message };
    }
    case 'find-another-time': {
      const asked = await use.askForTimes({ occurrenceId: answer.occurrenceId, by: personId });
      if (!asked.ok) return { message: asked.fault.message };
      return { message: asked.value.outcome === 'under-way' ? UNDER_WAY : LOOKING };
    }
    case 'help':
      return { message: await helpFor(deps, personId, answer) };
  }
}

const LOOKING = 'I look for other times that are free for both, and write to you here as soon as I have them.';
const UNDER_WAY =
  'Other times for this meeting are being found already. What is open stands on Home, and in a card here.';
const NOT_YOURS = 'This card is not about a programme of yours any more. Home has what is new.';

async function askToLeave(deps: Deps, personId: PersonId, pairId: string): Promise<CardReply> {
  const found = await deps.transact(systemScope, async ({ pairs, participants, programmes }) => {
    const pair = await pairs.get(pairId);
    if (pair?.state !== 'live' || ![pair.mentorId, pair.menteeId].includes(personId)) return null;
    const programme = await programmes.get(pair.programmeId);
    // Leaving ends every pair of theirs in the programme, not this one alone.
    const live = (await pairs.liveOfPerson(personId)).filter((one) => one.programmeId === pair.programmeId);
    const partners = await participants.list(live.flatMap((one) => [one.mentorId, one.menteeId]));
    const own = partners.find((one) => one.id === personId);
    return programme && own ? { programme, partners: partners.filter((one) => one.id !== personId), own } : null;
  });
  if (!found) return { message: NOT_YOURS };
  const { programme, partners, own } = found;
  return {
    card: buildLeaveCard({
      programmeId: programme.id,
      programmeName: programme.name,
      pairs: { partnerNames: partners.map((one) => one.displayName), ownName: own.displayName },
    }),
  };
}

/** Whom to turn to, for those who are part of the programme that the card is about. */
async function helpFor({ use }: Deps, personId: PersonId, about: HelpAbout): Promise<string> {
  const help = await use.showHelp({ personId, about });
  if (!help.ok) return NOT_YOURS;
  const contacts = anyOf(help.value.contacts);
  const coordinators = anyOf(help.value.coordinators);
  const inConfidence =
    contacts === '' ? '' : ` Write to ${contacts} here in Teams, in confidence: your coordinator is not told.`;
  const otherwise = contacts === '' ? 'Write to' : 'If you would rather turn to a coordinator, write to';
  const openly = coordinators === '' ? '' : ` ${otherwise} ${coordinators}${contacts === '' ? ' here in Teams' : ''}.`;
  return `You are not on your own with this.${inConfidence}${openly} On Home you find more, and you can leave at any time without giving a reason.`;
}

const anyOf = (people: PersonDetails[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(people.map(({ displayName }) => displayName));

const hasJoined = ({ transact }: Deps, personId: PersonId, programmeId: string): Promise<boolean> =>
  transact(systemScope, async ({ enrolments }) => (await enrolments.get(programmeId, personId))?.state === 'active');

/** The name of a programme that this person is known to be part of. */
async function nameOf(deps: Deps, programmeId: string): Promise<string> {
  const programme = await deps.transact(systemScope, ({ programmes }) => programmes.get(programmeId));
  return programme?.name ?? 'the programme';
}
