import { inputsOf, willingActionOf } from '../connector/card.ts';
import type { Card, CardInput } from '../connector/card.ts';
import { seededRandom } from '../random.ts';
import type { Random } from '../random.ts';

const SHORT_TEXTS = [
  'I would like to learn more.',
  'That suits me well.',
  'Something new for me.',
  'Happy to talk about it.',
];
const MOST_CHOICES = 4;
/** How often somebody takes a choice that is the usual one. */
const USUALLY = 0.9;

/** What people mostly choose, by the input's id: nine in ten do, where the card offers it. */
export type UsualChoices = Record<string, string>;

/**
 * Answers a card as a willing person would, from nothing but the card: fills each input from its own schema and
 * presses its willing button. The same seed gives the same answer. Undefined: the card asks nothing.
 */
export function fillCard(
  card: Card,
  seed: string,
  usual: UsualChoices = {},
): { verb?: string; data: Record<string, unknown> } | undefined {
  const action = willingActionOf(card);
  if (!action) return undefined;
  const data: Record<string, unknown> = { ...action.data };
  const random = seededRandom(seed);
  if (action.associatedInputs !== 'none') {
    for (const input of inputsOf(card)) data[input.id] = fillInput(input, random, usual);
  }
  return { data, ...(action.verb === undefined ? {} : { verb: action.verb }) };
}

/** A value as the card renderer hands it over: always a text, lists joined by commas. */
function fillInput(input: CardInput, random: Random, usual: UsualChoices): string {
  const kept = typeof input.value === 'string' || typeof input.value === 'number' ? String(input.value) : '';
  switch (input.type) {
    case 'Input.ChoiceSet':
      return chooseFrom(input, random, usual[input.id]);
    case 'Input.Number':
      return input.isRequired ? numberBetween(Number(input.min ?? 1), Number(input.max ?? 5), random) : kept;
    case 'Input.Text': {
      const wanted = input.isRequired || random.next() < 0.4;
      return wanted ? random.pick(SHORT_TEXTS).slice(0, input.maxLength) : kept;
    }
    case 'Input.Toggle':
      return input.isRequired || random.next() < 0.5 ? (input.valueOn ?? 'true') : (input.valueOff ?? 'false');
    case 'Input.Date':
      return kept || (typeof input.min === 'string' ? input.min : '');
    default:
      return kept;
  }
}

function chooseFrom({ choices = [], isMultiSelect }: CardInput, random: Random, usual?: string): string {
  const values = choices.map(({ value }) => value).filter((value) => value !== '');
  if (values.length === 0) return '';
  if (usual !== undefined && values.includes(usual) && random.next() < USUALLY) return usual;
  if (!isMultiSelect) return random.pick(values);
  const wanted = 1 + random.below(Math.min(MOST_CHOICES, values.length));
  const chosen = new Set<string>();
  while (chosen.size < wanted) chosen.add(random.pick(values));
  return values.filter((value) => chosen.has(value)).join(',');
}

function numberBetween(min: number, max: number, random: Random): string {
  return String(min + random.below(Math.max(1, max - min + 1)));
}
