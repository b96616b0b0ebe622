import { Body1, Button, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ProposalView } from '../../contract/matching.ts';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';

const text = words.matching;

const useStyles = makeStyles({
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  proposal: ProposalView;
  /** The rules on the page are no longer those of this answer. */
  stale: boolean;
  /** Null when there is nothing to publish, or it is done. */
  onPublish: (() => void) | null;
};

/** The answer in one line, with what it means. */
export function Headline({ proposal, stale, onPublish }: Props): ReactNode {
  const styles = useStyles();
  const { pairs, unmatched, lowestScore, totalScore, proven } = proposal;
  const matched = pairs.length * 2;
  const headline = text.headline(matched, matched + unmatched.length);
  const meaning =
    pairs.length === 0 ? text.nobody : unmatched.length === 0 ? text.everybody : text.leftOver(unmatched.length);
  return (
    <Panel title={headline} quietTitle>
      <div role="status">
        <Subtitle1 as="h2" block className={styles.title}>
          {headline}
        </Subtitle1>
        <Body1>{meaning}</Body1>
      </div>
      {pairs.length > 0 && (
        <Body1 className={styles.quiet}>
          {text.facts(pairs.length, lowestScore, totalScore / pairs.length)}. {proven ? text.proven : text.notProven}
        </Body1>
      )}
      {stale && <Body1>{text.stale}</Body1>}
      {onPublish && (
        <ButtonRow>
          <Button
            appearance={stale ? 'secondary' : 'primary'}
            disabledFocusable={stale}
            onClick={() => !stale && onPublish()}
          >
            {text.publish}
          </Button>
        </ButtonRow>
      )}
    </Panel>
  );
}
