import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
});

type Props = {
  label?: string;
  /** Their order means something. */
  ordered?: boolean;
  children: ReactNode;
};

/** Things one below the other, each a `Row`. */
export function RowList({ label, ordered = false, children }: Props): ReactNode {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={useStyles().list} aria-label={label}>
      {children}
    </List>
  );
}

/** What it is, and at its end what can be done with it, which wraps where it is narrow. */
export function Row({ children }: { children: ReactNode }): ReactNode {
  return <li className={useStyles().row}>{children}</li>;
}
