/** The parts of an Adaptive Card that the sandbox needs to know; everything else passes through untouched. */
export type Card = { type: 'AdaptiveCard'; body?: unknown[]; actions?: unknown[]; [property: string]: unknown };

export type CardAction = {
  type: string;
  title?: string;
  verb?: string;
  style?: string;
  data?: Record<string, unknown>;
  associatedInputs?: string;
};

export type CardInput = {
  type: string;
  id: string;
  isRequired?: boolean;
  isMultiSelect?: boolean;
  choices?: { title: string; value: string }[];
  value?: unknown;
  min?: number | string;
  max?: number | string;
  maxLength?: number;
  valueOn?: string;
  valueOff?: string;
};

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** The Adaptive Card that an activity carries, undefined when it carries none. */
export function cardOf(activity: Record<string, unknown>): Card | undefined {
  const attachments = activity['attachments'];
  if (!Array.isArray(attachments)) return undefined;
  const found = (attachments as { contentType?: unknown; content?: unknown }[]).find(
    ({ contentType, content }) => contentType === ADAPTIVE_CARD && typeof content === 'object' && content !== null,
  );
  return found?.content as Card | undefined;
}

/** Every visible input of the card, in reading order. */
export function inputsOf(card: Card): CardInput[] {
  return elementsOf(card).filter(
    (element): element is CardInput =>
      String(element['type']).startsWith('Input.') &&
      typeof element['id'] === 'string' &&
      element['isVisible'] !== false,
  );
}

/** Titles of buttons that refuse, put off, take back or call for help: none of them answers the card's question. */
const NO_ANSWER =
  /^(no\b|not\b|decline|reject|refuse|leave\b(?! (feedback|a note))|cancel|skip|stop|pause|withdraw|later|maybe later|remind|can.t|don.t|opt out|unsubscribe|change|undo|i.d rather not|help$|i need help|get help)/i;

/**
 * The button that a willing person presses: of all that execute something and don't refuse, the primary one, else the
 * first in reading order. Undefined when the card asks nothing.
 */
export function willingActionOf(card: Card): CardAction | undefined {
  const willing = elementsOf(card)
    .filter((element): element is CardAction => element['type'] === 'Action.Execute')
    .filter(({ title, style }) => !NO_ANSWER.test(title?.trim() ?? '') && style !== 'destructive');
  return willing.find(({ style }) => style === 'positive') ?? willing[0];
}

function elementsOf(card: Card): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) {
      const element = part as Record<string, unknown>;
      if (typeof element['type'] === 'string') found.push(element);
      // Names in which Adaptive Cards 1.5 nests elements or actions; `data` and `choices` hold the card's own content.
      for (const name of ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'card', 'actions', 'inlineAction']) {
        visit(element[name]);
      }
      visit(element['selectAction']);
    }
  };
  visit(card);
  return found;
}
