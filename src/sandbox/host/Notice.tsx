import { Body1, Subtitle1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  notice: {
    flex: '1',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
  },
  text: { maxWidth: '44ch', textAlign: 'center', color: tokens.colorNeutralForeground2 },
});

/** What stands where content would be: nothing yet, something missing, something wrong; and the way on. */
export function Notice(props: { title: string; text: string; picture?: ReactNode; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.notice} role="status">
      {props.picture}
      {props.title && <Subtitle1 as="h2">{props.title}</Subtitle1>}
      {props.text && <Body1 className={styles.text}>{props.text}</Body1>}
      {props.children}
    </div>
  );
}
