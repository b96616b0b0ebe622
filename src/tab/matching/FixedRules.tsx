import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ScenarioSettings } from '../../contract/matching.ts';
import { Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { list } from '../words/counting.ts';

const text = words.matchRules;
const form = words.programmes.form;

const switches = Object.keys(text.switches) as (keyof typeof text.switches)[];
const terms = Object.keys(text.terms) as (keyof typeof text.terms)[];

/** The rules and weights of a scenario that can't be changed any more. */
export function FixedRules({ settings, published }: { settings: ScenarioSettings; published: boolean }): ReactNode {
  const { rules, weights, objective, seed, levels } = settings;
  const onOff = (on: boolean): string => (on ? text.on : text.off);
  return (
    <Panel title={text.title}>
      <Body1>{published ? text.fixed : words.matching.over}</Body1>
      <Facts
        facts={[
          { name: text.minDistance, value: text.value(rules.minDistance) },
          { name: text.levelGap, value: text.value(rules.minLevelGap) },
          { name: form.levels, value: levels.from === 'grade' ? list(levels.order) : form.fromDepth },
          { name: text.sameDepartment, value: onOff(rules.sameDepartment) },
          { name: text.bothGain, value: onOff(rules.bothGain) },
          ...switches.map((rule) => ({ name: text.switches[rule], value: onOff(rules[rule]) })),
          { name: text.scoreFloor, value: text.value(rules.scoreFloor) },
          ...terms.map((term) => ({ name: text.terms[term], value: text.value(weights[term]) })),
          { name: text.objective, value: text.objectives[objective] },
          { name: text.seed, value: text.value(seed) },
        ]}
      />
    </Panel>
  );
}
