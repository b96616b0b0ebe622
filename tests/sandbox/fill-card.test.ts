import { fillCard } from '../../src/sandbox/control/fill-card.ts';
import type { Card } from '../../src/sandbox/connector/card.ts';

const choices = ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({ title: value, value }));
const card = (
  body: unknown[],
  actions: unknown[] = [{ type: 'Action.Execute', title: 'Send', verb: 'send' }],
): Card => ({
  type: 'AdaptiveCard',
  body,
  actions,
});

test('each input gets a value that its own schema allows, wherever it is nested', () => {
  const nested = card([
    { type: 'Container', items: [{ type: 'Input.ChoiceSet', id: 'one', choices }] },
    {
      type: 'ColumnSet',
      columns: [{ items: [{ type: 'Input.ChoiceSet', id: 'many', isMultiSelect: true, choices }] }],
    },
    { type: 'Input.Number', id: 'number', isRequired: true, min: 2, max: 4 },
    { type: 'Input.Text', id: 'text', isRequired: true, maxLength: 8 },
    { type: 'Input.Text', id: 'hidden', isVisible: false },
  ]);
  for (let seed = 0; seed < 50; seed++) {
    const { data } = fillCard(nested, String(seed))!;
    const { one, many, number, text, ...rest } = data as Record<string, string>;
    expect(choices.map(({ value }) => value)).toContain(one);
    const chosen = many!.split(',');
    expect(new Set(chosen).size).toBe(chosen.length);
    expect(chosen.length).toBeLessThanOrEqual(4);
    expect(['2', '3', '4']).toContain(number);
    expect(text!.length).toBeGreaterThan(0);
    expect(text!.length).toBeLessThanOrEqual(8);
    expect(rest).toEqual({});
  }
  expect(fillCard(nested, 'x')).toEqual(fillCard(nested, 'x'));
});

test('the button pressed is the primary one, else the first that neither refuses nor calls for help', () => {
  const press = (...actions: object[]) =>
    fillCard(
      card(
        [],
        actions.map((action) => ({ type: 'Action.Execute', ...action })),
      ),
      'seed',
    )?.verb;
  expect(press({ title: 'Not now', verb: 'no' }, { title: 'Join', verb: 'yes' })).toBe('yes');
  expect(press({ title: 'See more', verb: 'more' }, { title: 'Join', verb: 'yes', style: 'positive' })).toBe('yes');
  expect(press({ title: 'I need help', verb: 'help' }, { title: 'Leave', verb: 'no' })).toBeUndefined();
  expect(
    fillCard(card([], [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example' }]), 'seed'),
  ).toBeUndefined();
});

test('a button that takes no inputs is sent with its own data alone', () => {
  const action = { type: 'Action.Execute', title: 'Yes', data: { id: 7 }, associatedInputs: 'none' };
  expect(fillCard(card([{ type: 'Input.Text', id: 'text', isRequired: true }], [action]), 'seed')).toEqual({
    data: { id: 7 },
  });
});

test('a usual choice is taken mostly, where the card offers it', () => {
  const asked = card([{ type: 'Input.ChoiceSet', id: 'one', choices }]);
  const chosen = (usual: string): unknown[] =>
    Array.from({ length: 200 }, (_, seed) => fillCard(asked, String(seed), { one: usual })!.data['one']);
  const often = chosen('d').filter((value) => value === 'd').length;
  expect(often).toBeGreaterThan(150);
  expect(often).toBeLessThan(200);
  expect(chosen('not offered')).not.toContain('not offered');
});
