import { AdaptiveCard as Renderer, GlobalSettings } from 'adaptivecards';
import { inert, oneLine } from '../../../src/adapters/cards/inert-text.ts';
import { everyCard } from './every-card.ts';

const attacks = [
  '[click here](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<at>Everybody</at>',
  '<img src=x onerror=alert(1)>',
  '`code` **bold** _italic_ ~~gone~~',
  '- a list\n- of two',
  '1. first\n2. second',
  '# heading',
  '> quote',
  'https://evil.example and www.evil.example',
  '{{DATE(2017-02-14T06:08:39Z,SHORT)}}',
  '\u202Etxet desrever\u202C',
  'a\u0000b\u0007c\r\nd',
  '\\[escaped](https://evil.example)',
  '[ref]: https://evil.example',
];

test.each(attacks)('%j can’t begin anything', (attack) => {
  const text = inert(attack);
  expect(text).not.toMatch(/[[\]<>`*_~\\#]|\{\{|:\/\/|\bwww\./);
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
  expect(text).not.toMatch(/^([-+>]|\d+\.) /);
  expect(oneLine(attack)).not.toMatch(/[\n\r]|\{\{/);
});

test('ordinary words stay as they are', () => {
  const words = 'Zoë O’Brien-Ngũgĩ, Head of R&D (data), 50 % – “quoted”; 李雷 / محمد @ 10:30?';
  expect(inert(words)).toBe(words);
  expect(oneLine(words)).toBe(words);
});

test.each(attacks)('%j is shown as text in every card', (attack) => {
  for (const card of Object.values(everyCard(attack, [attack]))) {
    for (const element of card.body) {
      const texts =
        element.type === 'TextBlock'
          ? [element.text]
          : element.type === 'FactSet'
            ? element.facts.map(({ value }) => value)
            : element.type === 'Input.ChoiceSet'
              ? [element.label, ...element.choices.map(({ title }) => title)]
              : [];
      for (const text of texts) expect(text).not.toMatch(/\]\(|<at>|<img|`|\*\*|\{\{|:\/\//);
    }
  }
});

test('Microsoft’s renderer takes every card without a complaint', () => {
  GlobalSettings.enableFallback = false;
  for (const [name, card] of Object.entries(everyCard())) {
    const renderer = new Renderer();
    renderer.parse(card);
    expect([name, renderer.validateProperties().validationEvents]).toEqual([name, []]);
  }
});
