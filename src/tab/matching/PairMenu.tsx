import { MenuItem } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MatchedPairView, ScenarioView } from '../../contract/matching.ts';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { words } from '../words.ts';
import { pairKey, type Decision, type PairOfPeople } from './use-decide.ts';

const text = words.matchDecisions;

type Props = {
  scenario: ScenarioView;
  pair: MatchedPairView;
  onDecide: (pair: PairOfPeople, decision: Decision) => Promise<boolean>;
  onAsk: () => void;
};

/** What a coordinator may do with one pair of a result. One that meets already is not theirs to take apart here. */
export function PairMenu({ scenario, pair, onDecide, onAsk }: Props): ReactNode {
  if (pair.fixed === 'already-meeting') return null;
  const isThis = (other: PairOfPeople): boolean => pairKey(other) === pairKey(pair);
  const locked = scenario.locked.some(isThis);
  const forbidden = scenario.forbidden.some(isThis);
  const item = (decision: Decision, label: string): ReactNode => (
    <MenuItem onClick={() => void onDecide(pair, decision)}>{label}</MenuItem>
  );
  return (
    <MoreMenu label={text.menuFor(pair.mentor.name, pair.mentee.name)}>
      {locked ? item('unlock', text.unlock) : item('lock', text.lock)}
      {forbidden ? item('allow', text.undo) : item('forbid', text.forbid)}
      {!locked && !forbidden && !scenario.stale && <MenuItem onClick={onAsk}>{text.askWithout}</MenuItem>}
    </MoreMenu>
  );
}
