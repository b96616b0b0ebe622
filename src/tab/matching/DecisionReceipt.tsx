import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Failure } from '../ui/Failure.tsx';
import { words } from '../words.ts';
import { saidOf, type useDecide } from './use-decide.ts';

const text = words.matchDecisions;

/** What was decided last, or why it could not be; a decision just made can be undone at once. */
export function DecisionReceipt({ decide, done, error }: ReturnType<typeof useDecide>): ReactNode {
  if (error) return <Failure error={error} />;
  if (!done) return null;
  const made = done.decision === 'lock' || done.decision === 'forbid';
  return (
    <MessageBar intent="info">
      <MessageBarBody>{saidOf(done)}</MessageBarBody>
      {made && (
        <MessageBarActions>
          <Button onClick={() => void decide(done, done.decision === 'lock' ? 'unlock' : 'allow')}>{text.undo}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
