import fc from 'fast-check';
import { chartRules, type Breach } from '../../../src/domain/matching/chart-breaches.ts';
import { breachKey, isInLine, settleBreaches } from '../../../src/domain/pairs/settle-breaches.ts';

const breach = (rule: Breach['rule'], more: Partial<Breach> = {}): Breach => ({
  rule,
  above: rule === 'reportingLine' ? 'mentee' : null,
  steps: 3,
  levelGap: 1,
  asked: null,
  ...more,
});
const nothingBefore = { open: null, kept: [], wasInLine: false, overrides: [] };

test('what was set aside when publishing is no matter', () => {
  const broken = [breach('minDistance')];
  expect(settleBreaches({ ...nothingBefore, broken, overrides: ['minDistance'] })).toEqual({ step: 'nothing' });
});

test('being above instead of below is another matter', () => {
  const kept = [breach('reportingLine')];
  const turned = [breach('reportingLine', { above: 'mentor' })];
  expect(settleBreaches({ ...nothingBefore, broken: turned, kept, wasInLine: true })).toEqual({
    step: 'raise',
    breaches: turned,
  });
});

test('a former line that nobody was told of is told', () => {
  const broken = [breach('formerLine', { above: 'mentee' })];
  expect(settleBreaches({ ...nothingBefore, broken })).toEqual({ step: 'raise', breaches: broken });
});

const breaches = fc
  .uniqueArray(fc.constantFrom(...chartRules), { maxLength: chartRules.length })
  .chain((rules) =>
    fc.tuple(...rules.map((rule) => fc.integer({ min: 1, max: 3 }).map((steps) => breach(rule, { steps })))),
  );

test('however the chart turns: at most one is open, nothing kept comes back, and the open one says what is so', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ broken: breaches, keep: fc.boolean() }), { maxLength: 12 }), (turns) => {
      let open: Breach[] | null = null;
      const kept: Breach[] = [];
      let wasInLine = false;
      const cards: Breach[][] = [];
      for (const { broken, keep } of turns) {
        const settlement = settleBreaches({ broken, open, kept, wasInLine, overrides: [] });
        if (settlement.step === 'mend') open = null;
        if ('breaches' in settlement) open = settlement.breaches;
        wasInLine ||= isInLine(open ?? []);
        if (settlement.step === 'raise' || settlement.step === 'replace') cards.push(settlement.breaches);
        // The same chart again tells nothing.
        expect(settleBreaches({ broken, open, kept, wasInLine, overrides: [] })).toEqual({ step: 'nothing' });
        const now: Breach[] = open ?? [];
        for (const one of now) expect(broken).toContainEqual(one);
        const settled = new Set(kept.map(breachKey));
        for (const one of now) expect(settled).not.toContain(breachKey(one));
        for (const one of broken.filter(({ rule }) => rule !== 'formerLine')) {
          expect(settled.has(breachKey(one)) || now.some((told) => breachKey(told) === breachKey(one))).toBe(true);
        }
        if (keep && open) {
          kept.push(...open);
          open = null;
        }
      }
      expect(cards.every((card) => card.length > 0)).toBe(true);
    }),
    { numRuns: 500, seed: 20261122 },
  );
});
