import { z } from 'zod';
import { fault, ok, type Result } from '../../domain/kernel/result.ts';
import type { LetterFacts } from '../../domain/letters/letters.ts';
import { breachReasons } from '../../domain/pairs/breach-words.ts';
import { card, openPairButton, plainButton, says, type AdaptiveCard, type CardLinks } from './card-elements.ts';

type Facts = Extract<LetterFacts, { kind: 'rules-broken' }>;

/** Tells a coordinator that a live pair has come to break a rule, and afterwards what became of it. */
export function buildRulesBrokenCard(it: Facts, links: CardLinks): AdaptiveCard {
  const names = { mentor: it.mentorName, mentee: it.menteeName };
  const both = `${it.mentorName} and ${it.menteeName}`;
  const { heading, sentences } = breachReasons(it.breaches, names);
  const open = openPairButton(links, it);
  const why = sentences.join(' ');
  switch (it.state) {
    case 'open':
      if (it.ownPair) return card(heading, [says(why), says(ownPairWords(it.programmeName, it.ownPair))], [open]);
      return card(
        heading,
        [
          says(why),
          says(`They are a pair in ${it.programmeName}. Nothing has changed for them, and they have not been told.`),
        ],
        [open, plainButton('Keep them together', { action: 'keep-together', ...idsOf(it) })],
      );
    case 'kept':
      return card(`${both} stay together`, [says(`${it.closedByName ?? 'A coordinator'} decided so. ${why}`)], [open]);
    case 'mended':
      return card(
        `All is well again: ${both}`,
        [says('The org chart has changed, and no rule is broken any more.')],
        [open],
      );
    case 'replaced':
      return card(`${both}: see my later message`, [says('The org chart has changed again since.')], [open]);
    case 'pair-ended':
      return card(`The pair has ended: ${both}`, [says('There is nothing left to decide.')], [open]);
  }
}

/** Nobody decides about their own pair, also where there is nobody else. */
function ownPairWords(programmeName: string, ownPair: NonNullable<Facts['ownPair']>): string {
  const yours = `This is your own pair in ${programmeName}, so it is not yours to decide.`;
  return ownPair === 'others-decide'
    ? `${yours} Another coordinator of the programme decides.`
    : `${yours} The programme has no other coordinator, so nobody else can decide either: you two stay a pair unless one of you leaves or the org chart changes.`;
}

const idsOf = ({ programmeId, alertId }: Facts) => ({ programmeId, alertId });

const answer = z.object({ action: z.literal('keep-together'), programmeId: z.uuid(), alertId: z.uuid() });
export type KeepTogetherAnswer = z.output<typeof answer>;

/** Reads what the card sent back; who answered is not in it, and not looked for in it. */
export function readKeepTogether(data: unknown): Result<KeepTogetherAnswer> {
  const read = answer.safeParse(data);
  return read.success
    ? ok(read.data)
    : fault('bad-answer', 'This card’s answer could not be read. Please decide in Programmes.');
}
