import { Button, Tooltip, makeStyles, tokens } from '@fluentui/react-components';
import { Toolbox20Regular } from '@fluentui/react-icons';
import type { Person, SandboxState } from '../api.ts';
import type { ThemeName } from '../theme.ts';
import { ClockControls } from './ClockControls.tsx';
import { PersonPicker } from './PersonPicker.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const useStyles = makeStyles({
  bar: {
    gridArea: 'bar',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    minHeight: '52px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    boxSizing: 'border-box',
    '@media (max-width: 719px)': {
      gap: tokens.spacingVerticalXS,
      padding: tokens.spacingHorizontalS,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  name: {
    margin: 0,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  sign: { '@media (max-width: 379px)': { display: 'none' } },
  picker: {
    flex: '0 1 420px',
    minWidth: '200px',
    '@media (max-width: 719px)': { order: 3, flex: '1 1 100%', minWidth: 0 },
  },
  rest: { flex: '1', '@media (max-width: 719px)': { minWidth: 0 } },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXXS },
  lost: { color: tokens.colorPaletteRedForeground1 },
});

type Props = {
  state: SandboxState | undefined;
  person: Person | undefined;
  /** The sandbox doesn't answer at the moment. */
  lost: boolean;
  theme: ThemeName;
  onTheme: (theme: ThemeName) => void;
  onWorkshop: () => void;
};

/** Says plainly that this is a sandbox, and holds what governs it: who one is, what time it is, how it looks. */
export function Bar({ state, person, lost, theme, onTheme, onWorkshop }: Props) {
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>
        <img className={styles.sign} src="./icon.svg" alt="" width="26" height="26" />
        Sandbox
      </h1>
      <div className={styles.picker}>
        <PersonPicker person={person} featured={state?.featured ?? []} />
      </div>
      <div className={styles.rest}>{lost && <span className={styles.lost}>Not connected</span>}</div>
      <div className={styles.end}>
        {state && person && <ClockControls state={state} person={person} />}
        <ThemeSwitch theme={theme} onTheme={onTheme} />
        <Tooltip content="Faults, cards, organisation" relationship="description">
          <Button appearance="subtle" icon={<Toolbox20Regular />} onClick={onWorkshop} aria-label="Workshop" />
        </Tooltip>
      </div>
    </header>
  );
}
