import { Body1, Body1Strong, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import type { Participation } from '../../contract/home.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { PauseDialog } from './PauseDialog.tsx';
import { WhoHelps } from './WhoHelps.tsx';

const useStyles = makeStyles({
  // As wide as their words, which stand under the panels' edge: these are quiet.
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`,
    '& > button': { minWidth: 'auto' },
  },
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
});

type Props = {
  programme: Pick<Participation['programme'], 'id' | 'name'>;
  help: Participation['help'];
  /** Those with whom there is a live pair. */
  partners: PersonView[];
  myName: string;
  /** The last day of the reader's pause. */
  pausedUntil: string | null;
  onLeft: (programme: string) => void;
};

/** Always at the end of the page: a way to be helped, to pause and out. */
export function HelpAndLeave({ programme, help, partners, myName, pausedUntil, onLeft }: Props): ReactNode {
  const styles = useStyles();
  const [open, setOpen] = useState<'help' | 'pause' | 'leave' | null>(null);
  // Each time a dialog of its own: one that goes keeps what it says until it is gone.
  const [pauses, setPauses] = useState(0);
  const close = (): void => setOpen(null);
  const openPause = (): void => {
    setPauses(pauses + 1);
    setOpen('pause');
  };
  return (
    <div className={styles.bar}>
      <Button appearance="subtle" onClick={() => setOpen('help')}>
        {words.home.help.open}
      </Button>
      <Button appearance="subtle" onClick={openPause}>
        {pausedUntil === null ? words.home.pause.open : words.home.pause.openAgain}
      </Button>
      <Button appearance="subtle" onClick={() => setOpen('leave')}>
        {words.home.leave.open}
      </Button>
      <ConfirmDialog open={open === 'help'} title={words.home.help.title} onClose={close}>
        <Body1>{words.home.help.intro}</Body1>
        <WhoHelps help={help} />
        {words.home.help.items.map(({ heading, text }) => (
          <div key={heading} className={styles.item}>
            <Body1Strong>{heading}</Body1Strong>
            <Body1>{text}</Body1>
          </div>
        ))}
      </ConfirmDialog>
      <PauseDialog
        key={pauses}
        open={open === 'pause'}
        programmeId={programme.id}
        partners={partners}
        pausedUntil={pausedUntil}
        onClose={close}
      />
      <LeaveDialog
        open={open === 'leave'}
        programme={programme}
        partners={partners}
        myName={myName}
        onClose={close}
        onLeft={onLeft}
      />
    </div>
  );
}
