import { Body1, Button, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Figures } from '../../contract/matching.ts';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';

const text = words.matching;

const useStyles = makeStyles({
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  figures: Figures;
  /** The rules on the page are no longer those of this answer. */
  stale: boolean;
  /** Null when there is nothing to publish, or it is done. */
  onPublish: (() => void) | null;
};

/** The answer in one line, with what it means. */
export function Headline({ figures, stale, onPublish }: Props): ReactNode {
  const styles = useStyles();
  const { pairs, unmatched, lowest, total, proven } = figures;
  const headline = text.headline(figures.matched, figures.people);
  const meaning = pairs === 0 ? text.nobody : unmatched === 0 ? text.everybody : text.leftOver(unmatched);
  return (
    <Panel title={headline} quietTitle>
      <div role="status">
        <Subtitle1 as="h2" block className={styles.title}>
          {headline}
        </Subtitle1>
        <Body1>{meaning}</Body1>
      </div>
      {pairs > 0 && (
        <Body1 className={styles.quiet}>
          {text.facts(pairs, lowest, total / pairs)}. {proven ? text.proven : text.notProven}
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
