import { Body1, Body1Strong, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import { getMe } from '../../contract/me.ts';
import type { OwnEnrolment } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';
import { ColleaguePicker } from './ColleaguePicker.tsx';

const text = words.home.requests;
const MOST_WISHES = 3;
const MOST_TO_AVOID = 20;

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export type Requests = OwnEnrolment['requests'];

type Props = { programmeId: string; requests: Requests; onChange: (requests: Requests) => void };

/** What is told to the matcher alone. Closed until somebody wants it: most people have nothing to say here. */
export function RequestsFields({ programmeId, requests, onChange }: Props): ReactNode {
  const styles = useStyles();
  const { wishes, avoid } = requests;
  const [open, setOpen] = useState(wishes.length + avoid.length > 0);
  const heading = useId();
  const me = useAnswer(getMe, {});
  // A guest can't look this organisation's people up.
  if (me.data?.person.byMail) return null;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <Body1Strong id={heading}>{text.heading}</Body1Strong>
      <PrivateLine>{text.seenBy}</PrivateLine>
      {!open && (
        <>
          <Body1 className={styles.quiet}>{text.intro}</Body1>
          <div>
            <Button onClick={() => setOpen(true)}>{text.open}</Button>
          </div>
        </>
      )}
      {open && (
        <div className={styles.fields}>
          <ColleaguePicker
            programmeId={programmeId}
            label={text.wishes}
            hint={text.wishesHint}
            chosen={wishes}
            onChange={(next) => onChange({ ...requests, wishes: next })}
            max={MOST_WISHES}
            ranked
            taken={avoid}
          />
          <ColleaguePicker
            programmeId={programmeId}
            label={text.avoid}
            hint={text.avoidHint}
            chosen={avoid}
            onChange={(next) => onChange({ ...requests, avoid: next })}
            max={MOST_TO_AVOID}
            taken={wishes}
          />
        </div>
      )}
    </section>
  );
}
