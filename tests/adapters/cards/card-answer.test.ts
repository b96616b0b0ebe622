import { readCardAnswer } from '../../../src/adapters/cards/card-answer.ts';
import { everyCard, occurrenceId, pairId, programmeId } from './every-card.ts';

const value = (data: unknown) => {
  const read = readCardAnswer(data);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
};
const message = (data: unknown) => {
  const read = readCardAnswer(data);
  return read.ok ? 'fine' : read.fault.message;
};
const UNREADABLE = 'This card’s answer could not be read. Please open Home and answer there.';
const OLD = 'This card is from an earlier time and can’t be answered any more. Home has what is new.';

test('every button of every card is understood by the reader', () => {
  const filledIn = { role: 'mentee', held: 'yes', hours: '2027-03-29T09:00:00.000Z' };
  for (const card of Object.values(everyCard())) {
    for (const action of card.actions) {
      if (action.type !== 'Action.Execute') continue;
      const inputs = action.associatedInputs === 'auto' ? filledIn : {};
      expect(value({ ...inputs, ...action.data }).action).toBe(action.verb);
    }
  }
});

test('an invitation’s answer, as a card returns it', () => {
  const topics = ['Data, and what it means', 'R&D 100 %', 'Ünïcode'];
  const card = everyCard('Pilot', topics)['invitation with a choice']!;
  const offers = card.body.find((element) => element.type === 'Input.ChoiceSet' && element.id === 'offers');
  const values = offers?.type === 'Input.ChoiceSet' ? offers.choices.map((choice) => choice.value) : [];
  const data = { action: 'enrol', programmeId, role: 'mentor', offers: values.join(','), wants: '', area: ' Policy ' };
  expect(value(data)).toEqual({
    action: 'enrol',
    programmeId,
    profile: { role: 'mentor', offers: topics, wants: [], languages: [], area: 'Policy' },
  });
});

test('hours that suit, as a card returns several of them; and none', () => {
  const about = { proposalId: pairId, round: '2' };
  const [first, second] = ['2027-03-29T09:00:00.000Z', '2027-03-30T09:00:00.000Z'];
  expect(value({ action: 'choose-time', ...about, hours: `${first},${second}` })).toEqual({
    action: 'choose-time',
    proposalId: pairId,
    round: 2,
    suits: [new Date(first), new Date(second)],
  });
  expect(value({ action: 'no-time-suits', ...about, hours: first })).toMatchObject({ suits: [] });
  expect(message({ action: 'choose-time', ...about })).toBe('Please choose one or more, or say that none suits.');
  expect(message({ action: 'choose-time', ...about, hours: 'tomorrow' })).toBe(UNREADABLE);
});

test('feedback, with whatever was left empty', () => {
  expect(value({ action: 'feedback', occurrenceId, held: 'no', worth: '', noteFor: '', note: ' ' })).toEqual({
    action: 'feedback',
    occurrenceId,
    answer: {
      held: 'no',
      worth: null,
      spokeFreely: null,
      taught: null,
      commitment: null,
      note: null,
      noteFor: 'private',
    },
  });
  expect(
    value({ action: 'feedback', occurrenceId, held: 'yes', worth: '5', note: 'Good', noteFor: 'partner' }),
  ).toMatchObject({ answer: { worth: 5, note: 'Good', noteFor: 'partner' } });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, OLD],
  ['null', null, OLD],
  ['a text', 'enrol', OLD],
  ['an action that we don’t know', { action: 'delete-everything' }, OLD],
  ['a pair that is no id', { action: 'ask-to-leave', pairId: '../x' }, OLD],
  ['another kind of id', { action: 'leave', pairId }, OLD],
  [
    'no role chosen',
    { action: 'enrol', programmeId, role: '' },
    'Please choose whether you would like to mentor or to be mentored.',
  ],
  [
    'an area that is too long',
    { action: 'enrol', programmeId, role: 'mentor', area: 'x'.repeat(61) },
    'Please keep the area under 60 characters.',
  ],
  ['choices that no card gave', { action: 'enrol', programmeId, role: 'mentor', offers: '%E0%A4%A' }, UNREADABLE],
  ['a list instead of a text', { action: 'enrol', programmeId, role: 'mentor', offers: ['Data'] }, UNREADABLE],
  ['too many choices', { action: 'enrol', programmeId, role: 'mentor', offers: 'a,'.repeat(21) }, UNREADABLE],
  [
    'no word on whether it took place',
    { action: 'feedback', occurrenceId },
    'Please say whether the meeting happened.',
  ],
  ['a rating beyond the scale', { action: 'feedback', occurrenceId, held: 'yes', worth: '6' }, UNREADABLE],
  ['a note for somebody else', { action: 'feedback', occurrenceId, held: 'yes', noteFor: 'everybody' }, UNREADABLE],
  [
    'a note that is too long',
    { action: 'feedback', occurrenceId, held: 'yes', note: 'x'.repeat(2001) },
    'Please keep it under 2000 characters.',
  ],
])('refused in words: %s', (_what, data, words) => {
  expect(message(data)).toBe(words);
});
