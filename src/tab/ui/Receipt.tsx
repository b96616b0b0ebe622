import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';

const useStyles = makeStyles({ bar: { ':focus': { outline: 'none' } } });

/** What became of something that the reader did. Takes the focus, since what they pressed is gone. */
export function Receipt({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const styles = useStyles();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.focus(), []);
  return (
    <MessageBar ref={bar} tabIndex={-1} intent="success" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {children}
      </MessageBarBody>
    </MessageBar>
  );
}
