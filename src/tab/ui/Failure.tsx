import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { ReactNode } from 'react';
import type { ApiFault } from '../api.ts';
import { words } from '../words.ts';
import { EmptyState } from './EmptyState.tsx';

const text = words.general.failure;

const useStyles = makeStyles({
  body: { paddingBlock: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
  line: { display: 'block' },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: tokens.spacingHorizontalXL },
  reference: { display: 'block', color: tokens.colorNeutralForeground3 },
});

/** What to tell a person about a fault: the server's own words where they are meant for people. */
function explain({ status, fault }: ApiFault): string {
  if (status === 0) return text.unreachable;
  if (status === 401) return text.signIn;
  if (status === 429 || status === 503) return text.busy;
  if (status >= 500 || fault.code === 'unexpected-answer') return text.ours;
  return fault.message;
}

/** Something did not work: what happened, what to do, and a reference to quote. Faults that nobody may see say so. */
export function Failure({ error, retry }: { error: ApiFault; retry?: () => void }): ReactNode {
  const styles = useStyles();
  const { title, text: why } = words.general.noPermission;
  if (error.status === 403 && retry) return <EmptyState icon={<LockClosedRegular />} title={title} text={why} />;
  if (error.status === 404 && retry) {
    return (
      <EmptyState icon={<SearchRegular />} title={words.general.notFound.title} text={words.general.notFound.text} />
    );
  }
  const { details, reference } = error.fault;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{text.title}</MessageBarTitle>
        <span className={styles.line}>{explain(error)}</span>
        {details && details.length > 0 && (
          <ul className={styles.list}>
            {details.slice(0, 20).map((detail) => (
              <li key={`${detail.at} ${detail.message}`}>{detail.message}</li>
            ))}
          </ul>
        )}
        {reference && <small className={styles.reference}>{text.reference(reference)}</small>}
      </MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>{words.general.tryAgain}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
