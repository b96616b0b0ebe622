import { inert, oneLine } from './inert-text.ts';

/** Adaptive Card 1.5, the newest that Teams shows everywhere; only the parts that our cards are made of. */
export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  lang: 'en-GB';
  /** Read out instead of the card, and shown where a card can't be. */
  speak: string;
  fallbackText: string;
  body: CardElement[];
  actions: CardAction[];
};

export type Choice = { title: string; value: string };

export type CardElement =
  | {
      type: 'TextBlock';
      text: string;
      wrap: true;
      style?: 'heading';
      weight?: 'Bolder';
      size?: 'Medium' | 'Small';
      isSubtle?: true;
      spacing?: 'Small';
    }
  | { type: 'RichTextBlock'; inlines: { type: 'TextRun'; text: string; italic?: true }[] }
  | { type: 'FactSet'; facts: { title: string; value: string }[] }
  | {
      type: 'Input.ChoiceSet';
      id: string;
      label: string;
      choices: Choice[];
      style: 'compact' | 'expanded';
      isMultiSelect?: true;
      value?: string;
      isRequired?: true;
      errorMessage?: string;
    }
  | { type: 'Input.Text'; id: string; label: string; maxLength: number; isMultiline?: true; placeholder?: string };

export type CardAction =
  | {
      type: 'Action.Execute';
      title: string;
      verb: string;
      data: { action: string } & Record<string, string>;
      style?: 'positive';
      associatedInputs: 'auto' | 'none';
    }
  | { type: 'Action.OpenUrl'; title: string; url: string };

/** Where a card's links lead: deep links to the app's tabs. */
export type CardLinks = { home: string; privacy: string; programmes: string };

/** A link to a part of one programme. */
export function programmeLink({ programmes }: CardLinks, programmeId: string, part: string): string {
  const link = new URL(programmes);
  link.searchParams.set('context', JSON.stringify({ subEntityId: `${programmeId}/${part}` }));
  return link.href;
}

/** A card whose heading is its message; the heading is also what a notification and a screen reader say first. */
export function card(message: string, body: CardElement[], actions: CardAction[]): AdaptiveCard {
  const said = inert(message);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en-GB',
    speak: said,
    fallbackText: said,
    body: [{ type: 'TextBlock', text: said, wrap: true, style: 'heading', weight: 'Bolder', size: 'Medium' }, ...body],
    actions,
  };
}

/** Our own words; names and titles within them are made inert. */
export const says = (text: string): CardElement => ({ type: 'TextBlock', text: inert(text), wrap: true });

/** What a person or a coordinator wrote, as it was written: a text run is not read as Markdown. */
export const quotes = (text: string): CardElement => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: oneLine(text) }],
});

/** Who can see what is written here, at the field itself. */
export const seenBy = (text: string): CardElement => ({
  type: 'TextBlock',
  text: `🔒 ${inert(text)}`,
  wrap: true,
  size: 'Small',
  isSubtle: true,
  spacing: 'Small',
});

/** At most three, so that the card can be taken in at a glance; empty values are left out. */
export const facts = (...rows: [title: string, value: string | null][]): CardElement => ({
  type: 'FactSet',
  facts: rows.flatMap(([title, value]) => (value === null || value === '' ? [] : [{ title, value: inert(value) }])),
});

type ChoiceOptions = { expanded?: true; value?: string; required?: string };

export function chooseOne(id: string, label: string, choices: Choice[], options: ChoiceOptions = {}): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id,
    label: inert(label),
    choices,
    style: options.expanded ? 'expanded' : 'compact',
    ...(options.value === undefined ? {} : { value: options.value }),
    ...(options.required === undefined ? {} : { isRequired: true, errorMessage: options.required }),
  };
}

/** Several of a list. A card returns them joined by commas, so the values are encoded: see `chosen`. */
export const chooseSome = (id: string, label: string, values: string[]): CardElement => ({
  type: 'Input.ChoiceSet',
  id,
  label: inert(label),
  choices: values.map((value) => ({ title: inert(value), value: encodeURIComponent(value) })),
  style: 'expanded',
  isMultiSelect: true,
});

/** Reads what `chooseSome` returned. Throws a URIError when it was not made by it. */
export const chosen = (value: string): string[] => value.split(',').filter(Boolean).map(decodeURIComponent);

export function write(id: string, label: string, maxLength: number, lines: 'one' | 'several'): CardElement {
  return {
    type: 'Input.Text',
    id,
    label: inert(label),
    maxLength,
    ...(lines === 'several' ? { isMultiline: true } : {}),
  };
}

/** The one button that sends what was answered. */
export const sendButton = (title: string, data: { action: string } & Record<string, string>): CardAction => ({
  type: 'Action.Execute',
  title,
  verb: data.action,
  data,
  style: 'positive',
  associatedInputs: 'auto',
});

/** A button that sends nothing but itself. */
export const plainButton = (title: string, data: { action: string } & Record<string, string>): CardAction => ({
  type: 'Action.Execute',
  title,
  verb: data.action,
  data,
  associatedInputs: 'none',
});

export const openButton = (title: string, url: string): CardAction => ({ type: 'Action.OpenUrl', title, url });

/** Opens a pair in the Programmes tab, for coordinators. */
export const openPairButton = (links: CardLinks, it: { programmeId: string; pairId: string }): CardAction =>
  openButton('Open the pair', programmeLink(links, it.programmeId, `meetings/${it.pairId}`));
