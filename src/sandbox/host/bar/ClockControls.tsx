import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Clock20Regular } from '@fluentui/react-icons';
import type { Person, SandboxState } from '../api.ts';
import { useWiderThan } from '../media.ts';
import { wallClock, zoneName } from '../moments.ts';
import { useNotices } from '../notices.ts';
import { useChange } from '../queries.ts';
import { afterNextMeeting } from './next-meeting.ts';

const HOUR = 3_600_000;
const STEPS = [
  { label: '+1 hour', advanceMs: HOUR },
  { label: '+1 day', advanceMs: 24 * HOUR },
  { label: '+1 week', advanceMs: 7 * 24 * HOUR },
];

const useStyles = makeStyles({
  clock: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXXS },
  now: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginRight: tokens.spacingHorizontalXS,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  menu: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', padding: `0 ${tokens.spacingHorizontalXS}` },
});

/** The sandbox's date and time, as the chosen person's clock shows it, and the buttons that move it forward. */
export function ClockControls({ state, person }: { state: SandboxState; person: Person }) {
  const styles = useStyles();
  const notify = useNotices();
  const wide = useWiderThan(1180);
  const move = useChange<{ advanceMs: number } | { set: string }>('/clock');
  const now = wallClock(state.now, person.timeZone, wide);

  const toNextMeeting = async (): Promise<void> => {
    const moment = await afterNextMeeting(person.id);
    if (moment) move.mutate({ set: moment });
    else notify('No meeting ahead', `${person.name} has no programme meeting in the coming year.`);
  };
  const choices = [
    ...STEPS.map(({ label, advanceMs }) => ({ label, act: () => move.mutate({ advanceMs }) })),
    { label: 'To next meeting', act: () => void toNextMeeting() },
  ];

  if (!wide) {
    return (
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            className={styles.menu}
            appearance="subtle"
            menuIcon={null}
            disabled={move.isPending}
            aria-label={`Clock: ${now}`}
          >
            {now}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {choices.map(({ label, act }) => (
              <MenuItem key={label} onClick={act}>
                {label}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    );
  }
  return (
    <div className={styles.clock} role="group" aria-label="Clock">
      <Tooltip content={zoneName(person.timeZone)} relationship="description">
        <span className={styles.now} tabIndex={0}>
          <Clock20Regular aria-hidden="true" />
          <time dateTime={state.now}>{now}</time>
        </span>
      </Tooltip>
      {choices.map(({ label, act }) => (
        <Button key={label} appearance="subtle" size="small" disabled={move.isPending} onClick={act}>
          {label}
        </Button>
      ))}
    </div>
  );
}
