import { useState, type ReactNode } from 'react';
import type { ScenarioView } from '../../contract/matching.ts';
import type { ApiFault } from '../api.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';
import type { PairOfPeople } from './use-decide.ts';
import { WhatIf } from './WhatIf.tsx';

const text = words.matchDecisions.whatIf;

type Props = {
  programmeId: string;
  scenario: ScenarioView;
  pair: PairOfPeople;
  onForbid: () => Promise<boolean>;
  error: ApiFault | null;
  onClose: () => void;
};

/** What everybody else would get if this pair were not made; from there it can be forbidden. */
export function WithoutPairDialog({ programmeId, scenario, pair, onForbid, error, onClose }: Props): ReactNode {
  const [pending, setPending] = useState(false);
  const forbid = async (): Promise<void> => {
    setPending(true);
    const done = await onForbid();
    setPending(false);
    if (done) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={text.forbid(pair.mentor.name, pair.mentee.name)}
      confirm={{ label: text.forbidConfirm, pending, onClick: () => void forbid() }}
      error={error}
      onClose={onClose}
    >
      <WhatIf programmeId={programmeId} scenarioId={scenario.id} pair={pair} change="forbid" done={pending} />
    </ConfirmDialog>
  );
}
