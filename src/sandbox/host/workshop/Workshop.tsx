import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import type { Person } from '../api.ts';
import { CardAnswers } from './CardAnswers.tsx';
import { ContractReport } from './ContractReport.tsx';
import { FaultSwitches } from './FaultSwitches.tsx';
import { Organisation } from './Organisation.tsx';
import { PersonSwitches } from './PersonSwitches.tsx';

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gap: tokens.spacingVerticalXXL,
    paddingBottom: tokens.spacingVerticalXXL,
    alignContent: 'start',
  },
});

type Props = { open: boolean; onClose: () => void; person: Person | undefined };

/** The drawer with the switches of the pretend world: what no real tenant has. */
export function Workshop({ open, onClose, person }: Props) {
  const styles = useStyles();
  return (
    <OverlayDrawer position="end" size="small" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<Dismiss24Regular />} onClick={onClose} aria-label="Close" />}
        >
          Workshop
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <CardAnswers />
        {person && <PersonSwitches key={person.id} person={person} />}
        <Organisation />
        <FaultSwitches />
        <ContractReport />
      </DrawerBody>
    </OverlayDrawer>
  );
}
