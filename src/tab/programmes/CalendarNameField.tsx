import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { pairAccent } from '../ui/accent.ts';
import { words } from '../words.ts';

const text = words.programmes.form;

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  caption: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    maxWidth: '320px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: `4px solid ${pairAccent.solid}`,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  small: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

type Props = { value: string; fault?: object; onChange: (value: string) => void };

/** The neutral name with a picture of the calendar entry, since that is what others will read. */
export function CalendarNameField({ value, fault, onChange }: Props): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.group}>
      <Field label={text.calendarName} hint={text.calendarHint} required {...fault}>
        <Input value={value} maxLength={60} onChange={(_, data) => onChange(data.value)} />
      </Field>
      <div>
        <div className={styles.caption}>{text.calendarPreview}</div>
        <CalendarEntry name={value} />
      </div>
    </div>
  );
}

/** An entry as Outlook draws it: title, place, people. */
export function CalendarEntry({ name, people = text.calendarPeople }: { name: string; people?: string }): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.entry}>
      <span className={styles.title}>{name || '…'}</span>
      <span className={styles.small}>{text.calendarPlace}</span>
      <span className={styles.small}>{people}</span>
    </div>
  );
}
