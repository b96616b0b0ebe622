import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { keepTogether, type PairView } from '../../contract/meetings.ts';
import { useAction } from '../answers.ts';
import { shortDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { words } from '../words.ts';

const text = words.meetings.broken;

const useStyles = makeStyles({
  matter: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorPaletteDarkOrangeForeground1 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = { programmeId: string; broken: PairView['broken'][number] };

/** Rules that a pair has come to break, and what was decided about it: the twin of the coordinator's card. */
export function BrokenRules({ programmeId, broken }: Props): ReactNode {
  const styles = useStyles();
  const keeping = useAction(keepTogether);
  const { alertId, reasons, decided } = broken;
  if (decided) {
    return (
      <Body1 className={styles.quiet}>
        {reasons.join(' ')} {text.kept(decided.by.name, shortDay(decided.at))}
      </Body1>
    );
  }
  return (
    <div className={styles.matter}>
      <WarningRegular className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <Body1>{reasons.join(' ')}</Body1>
        <div>
          <ActionButton
            appearance="secondary"
            pending={keeping.isPending}
            onClick={() => keeping.mutate({ params: { programmeId, alertId } })}
          >
            {text.keep}
          </ActionButton>
        </div>
        <Body1 className={styles.quiet}>{text.keepHint}</Body1>
        {keeping.error && <Failure error={keeping.error} />}
      </div>
    </div>
  );
}
