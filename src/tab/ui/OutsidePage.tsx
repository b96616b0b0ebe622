import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { Page } from './Page.tsx';

const text = words.general.outside;

const useStyles = makeStyles({
  steps: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0 },
});

/** For someone who opened the address in a browser of its own. */
export function OutsidePage(): ReactNode {
  const styles = useStyles();
  return (
    <Page title={text.title} intro={text.text} narrow>
      <ol className={styles.steps}>
        {text.steps.map((step) => (
          <li key={step}>
            <Body1>{step}</Body1>
          </li>
        ))}
      </ol>
    </Page>
  );
}
