import { Body1, Button, Subtitle2, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { words } from '../words.ts';
import { Page } from './Page.tsx';

const text = words.general.outside;

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** For someone who opened the address in a browser: a guest signs in here, a colleague is at home in Teams. */
export function OutsidePage({ signIn }: { signIn: (() => Promise<void>) | null }): ReactNode {
  const styles = useStyles();
  const [state, setState] = useState<'ready' | 'leaving' | 'failed'>('ready');
  const leave = (go: () => Promise<void>): void => {
    setState('leaving');
    void go().catch(() => setState('failed'));
  };
  return (
    <Page title={text.title} intro={signIn ? text.text : text.framed} narrow>
      {signIn && (
        <div>
          <Button appearance="primary" disabledFocusable={state === 'leaving'} onClick={() => leave(signIn)}>
            {text.signIn}
          </Button>
        </div>
      )}
      {state === 'failed' && <Body1 role="alert">{text.failed}</Body1>}
      <div className={styles.part}>
        <Subtitle2 as="h2" className={styles.heading}>
          {text.inTeams}
        </Subtitle2>
        <Body1 className={styles.quiet}>{text.inTeamsText}</Body1>
      </div>
    </Page>
  );
}
