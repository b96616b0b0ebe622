import { Badge } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { words } from '../words.ts';

/** Where a programme is in its life. */
export function StateBadge({ state }: { state: ProgrammeView['state'] }): ReactNode {
  const live = state === 'enrolling' || state === 'matching' || state === 'running';
  return (
    <Badge appearance="tint" color={live ? 'brand' : 'informative'} size="large">
      {words.general.programmeStates[state]}
    </Badge>
  );
}
