import { count } from './counting.ts';

export const supportWords = {
  title: 'Support contacts',
  intro:
    'Each pair gets the first two of this list who stand outside both people’s reporting lines. People see their names under ‘I need help’; you are never told who turned to them.',
  empty: {
    title: 'Nobody to turn to yet',
    text: 'Choose two or more people whom colleagues can trust, from different parts of the organisation, who do not coordinate this programme.',
  },
  search: 'Add somebody',
  searchHint: 'Type the beginning of a name.',
  added: 'On the list',
  awayUntil: (name: string) => `${name} is away until`,
  awayHint: 'Away until (last day)',
  up: (name: string) => `Move ${name} up`,
  remove: (name: string) => `Take ${name} off the list`,
  save: 'Save the list',
  saved: 'Saved. Everybody’s contacts follow this list now.',
  unsaved: 'Not saved yet.',
  none: (pairs: number) =>
    `For ${count(pairs, 'pair', 'pairs')} nobody on this list can be a contact: all are in one of their reporting lines, away, or otherwise too near.`,
  onlyOne: (pairs: number) => `For ${count(pairs, 'pair', 'pairs')} only one can be.`,
  namely: (pairs: string[]) => `(${pairs.join('; ')})`,
  more: (n: number) => `and ${n} more`,
  pair: (mentor: string, mentee: string) => `${mentor} and ${mentee}`,
};
