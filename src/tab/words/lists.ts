import type { PairListName } from '../../contract/pair-lists.ts';
import { count, figure } from './counting.ts';

const names: Record<PairListName, string> = {
  'works-together': 'Who works together',
  'never-pair': 'Who must not be paired',
  'paired-before': 'Who was paired before',
};

const about: Record<PairListName, string> = {
  'works-together':
    'People who meet in their work anyway, for example in one project. The organisation chart does not know. You can set this rule aside when you look for pairs.',
  'never-pair': 'Two people whom you want to keep apart, whatever the reason. No reason is kept.',
  'paired-before':
    'Pairs of an earlier round that was run without Counterpart. Those that were run with it are known already.',
};

export const listWords = {
  intro: 'Two people on one of these lists are not paired with each other, whoever is the mentor.',
  seenBy:
    'Seen by the coordinators of this programme. Whoever is on a list finds that on their Privacy page, without the other name.',
  names,
  about,
  none: 'Nobody on it yet.',
  size: (pairs: number, changed: string) => `${count(pairs, 'pair', 'pairs')}, changed ${changed}.`,
  upload: 'Add from a list',
  download: 'Download',
  downloadHint: (leftOut: number) =>
    leftOut === 0
      ? 'Downloaded.'
      : `Downloaded, without ${count(leftOut, 'pair', 'pairs')} of which somebody is no longer in the directory.`,
  fileName: (list: PairListName) => `${list}.csv`,
  remove: 'Delete the list',
  removeTitle: (name: string) => `Delete the list ‘${name}’?`,
  removeText: (pairs: number) =>
    `${count(pairs, 'pair is', 'pairs are')} deleted. Later matches may pair these people; pairs that exist stay as they are.`,
  csvHint: 'Two mail addresses on each line. The first line is email,other_email.',
  csvPlaceholder: 'email,other_email\npriya.shah@contoso.example,tom.baker@contoso.example',
  how: 'With what is on the list already',
  append: 'Add to it: every pair on the list stays',
  replace: 'Replace it: the list is these pairs and no others',
  check: 'Preview',
  change: 'Back to the list',
  previewAppend: (pairs: number, already: number, after: number) =>
    `${count(pairs - already, 'pair is', 'pairs are')} added${
      already > 0 ? `, ${figure(already)} on it already` : ''
    }. Afterwards ${count(after, 'pair is', 'pairs are')} on the list.`,
  previewReplace: (pairs: number, already: number, gone: number) =>
    `${count(pairs - already, 'pair is', 'pairs are')} added, ${figure(already)} ${
      already === 1 ? 'stays' : 'stay'
    } and ${count(gone, 'is', 'are')} taken off. Afterwards ${count(pairs, 'pair is', 'pairs are')} on the list.`,
  first: (n: number, of: number) => (n < of ? `The first ${n} of ${figure(of)}` : 'All of them'),
  one: 'One',
  other: 'The other',
  save: 'Save the list',
  saved: (added: number, removed: number) =>
    `Saved: ${count(added, 'pair', 'pairs')} added${removed > 0 ? `, ${figure(removed)} taken off` : ''}.`,
  faults: (n: number) =>
    `${count(n, 'place needs', 'places need')} your attention. Nothing was saved: put it right and preview the whole list again.`,
};
