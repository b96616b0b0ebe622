import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { leave } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Receipt } from '../ui/Receipt.tsx';
import { list } from '../words/counting.ts';
import { words } from '../words.ts';

const text = words.home.leave;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
});

type Props = {
  open: boolean;
  programme: { id: string; name: string };
  partners: PersonView[];
  /** As the partners' message will name the one who leaves. */
  myName: string;
  onClose: () => void;
  /** Done: this programme is left. */
  onLeft: (programme: string) => void;
};

/** Leaving asks nothing, but it reaches another person: so it shows exactly what will happen first. */
export function LeaveDialog({ open, programme, partners, myName, onClose, onLeft }: Props): ReactNode {
  const styles = useStyles();
  const names = list(partners.map(({ name }) => name));
  const leaving = useAction(leave);
  const confirm = (): void =>
    leaving.mutate(
      { params: { programmeId: programme.id } },
      {
        onSuccess: () => {
          onClose();
          onLeft(programme.name);
        },
      },
    );
  return (
    <ConfirmDialog
      open={open}
      title={text.title(programme.name)}
      confirm={{ label: text.confirm, pending: leaving.isPending, onClick: confirm }}
      dismiss={text.stay}
      error={leaving.error}
      onClose={onClose}
    >
      <Body1>{text.happens}</Body1>
      <ul className={styles.list}>
        <li>{text.you}</li>
        {partners.length > 0 ? (
          <>
            <li>{text.pairEnds(names, partners.length)}</li>
            <li>{text.calendar}</li>
          </>
        ) : (
          <li>{text.profile}</li>
        )}
      </ul>
      {partners.length > 0 && (
        <>
          <Body1>{text.partnerSees(names, partners.length)}</Body1>
          <CardPreview card={words.cards.pairEnded(programme.name, myName)} />
        </>
      )}
    </ConfirmDialog>
  );
}

/** What leaving has done. */
export function LeftReceipt({ programme }: { programme: string }): ReactNode {
  return <Receipt title={text.left(programme)}>{text.leftText}</Receipt>;
}
