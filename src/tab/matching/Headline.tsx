import { Body1, Button, makeStyles, MessageBar, MessageBarBody, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MatchResultView, ScenarioView } from '../../contract/matching.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';

const text = words.matching;

const useStyles = makeStyles({
  title: { margin: 0 },
  name: { color: tokens.colorNeutralForeground2, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  scenario: ScenarioView;
  result: MatchResultView;
  /** Why the result is not of today; null when it is. */
  stale: string | null;
  pending: boolean;
  /** Null when it may not be run or published. */
  onRun: (() => void) | null;
  onPublish: (() => void) | null;
};

/** The result in one line, with what it means and what comes next. */
export function Headline({ scenario, result, stale, pending, onRun, onPublish }: Props): ReactNode {
  const styles = useStyles();
  const { figures } = scenario;
  if (!figures) return null;
  const { pairs, newPairs, unmatched, lowest, total, waiting } = figures;
  const headline = text.headline(figures.matched, figures.people);
  const meaning = pairs === 0 ? text.nobody : unmatched === 0 ? text.everybody : text.leftOver(unmatched);
  const published = scenario.published !== null;
  const canRun = stale !== null && onRun !== null;
  const canPublish = newPairs > 0 && onPublish !== null;
  return (
    <Panel title={scenario.name} quietTitle>
      <div role="status">
        <Body1 block className={styles.name}>
          {scenario.name}
        </Body1>
        <Subtitle1 as="h2" block className={styles.title}>
          {headline}
        </Subtitle1>
        <Body1 block>{meaning}</Body1>
      </div>
      {pairs > 0 && (
        <Body1 className={styles.quiet}>
          {text.facts(pairs, lowest, total)}. {waiting > 0 && text.waitingServed(waiting)}{' '}
          {figures.proven ? text.proven : text.notProven(result.objective.places.bound)}
        </Body1>
      )}
      {pairs > 0 && !published && newPairs < pairs && (
        <Body1>{newPairs === 0 ? text.nothingNew : text.ofThemNew(newPairs)}</Body1>
      )}
      {result.own.map(({ role, matched }) => (
        <Body1 key={role} className={styles.quiet}>
          {text.own[matched ? 'matched' : 'unmatched'](words.general.roles[role].toLowerCase())}
        </Body1>
      ))}
      {stale && (
        <MessageBar intent="warning">
          <MessageBarBody>{stale}</MessageBarBody>
        </MessageBar>
      )}
      {(canRun || canPublish) && (
        <ButtonRow>
          {canRun && (
            <ActionButton pending={pending} onClick={onRun}>
              {text.runAgain}
            </ActionButton>
          )}
          {canPublish && (
            <Button
              appearance={stale ? 'secondary' : 'primary'}
              disabledFocusable={stale !== null || pending}
              onClick={() => stale === null && !pending && onPublish()}
            >
              {text.publish}
            </Button>
          )}
        </ButtonRow>
      )}
    </Panel>
  );
}
