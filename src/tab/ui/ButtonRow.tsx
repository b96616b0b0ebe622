import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** Buttons side by side, the primary one first; they wrap where it is narrow. */
export function ButtonRow({ children }: { children: ReactNode }): ReactNode {
  return <div className={useStyles().row}>{children}</div>;
}
