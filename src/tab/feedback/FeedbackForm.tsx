import { Field, makeStyles, Radio, RadioGroup, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import { giveFeedback, type FeedbackAnswer } from '../../contract/feedback.ts';
import type { MeetingView } from '../../contract/meetings.ts';
import { useAction } from '../answers.ts';
import { hours, longDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { showFirstFault } from '../ui/first-fault.ts';
import { Panel } from '../ui/Panel.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';
import type { SentFeedback } from './sent-feedback.ts';
import { ScaleField } from './ScaleField.tsx';

const text = words.feedback;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  choices: { flexWrap: 'wrap' },
  scales: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Draft = Omit<FeedbackAnswer, 'held'> & { held: FeedbackAnswer['held'] | null };
const EMPTY: Draft = {
  held: null,
  worth: null,
  spokeFreely: null,
  taught: null,
  commitment: null,
  note: null,
  noteFor: 'private',
};

type Props = {
  meeting: MeetingView;
  of: number;
  partner: string;
  primary: boolean;
  onSent: (receipt: SentFeedback) => void;
};

/** The same questions as on the card: one tap each, words only for those who want. */
export function FeedbackForm({ meeting, of, partner, primary, onSent }: Props): ReactNode {
  const styles = useStyles();
  const sending = useAction(giveFeedback);
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const happened = draft.held === 'yes';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (draft.held === null) return showFirstFault(event);
    const unrated = { worth: null, spokeFreely: null, taught: null };
    const body = {
      ...draft,
      ...(happened ? {} : unrated),
      held: draft.held,
      commitment: draft.commitment?.trim() || null,
      note: draft.note?.trim() || null,
    };
    const sent = ({ outcome }: { outcome: SentFeedback['outcome'] }): void =>
      onSent({ meetingId: meeting.id, outcome, noteFor: body.note === null ? null : body.noteFor });
    sending.mutate({ params: { meetingId: meeting.id }, body }, { onSuccess: sent });
  };

  return (
    <Panel title={text.heading(partner)}>
      <Text className={styles.quiet}>
        {text.which(meeting.position, of, `${longDay(meeting.startsAt)}, ${hours(meeting.startsAt, meeting.endsAt)}`)}
      </Text>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={text.held}
          required
          {...(tried && draft.held === null && { validationState: 'error', validationMessage: text.needHeld })}
        >
          <RadioGroup
            layout="horizontal"
            className={styles.choices}
            value={draft.held ?? ''}
            onChange={(_, data) => set({ held: data.value as FeedbackAnswer['held'] })}
          >
            {Object.entries(text.heldChoices).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </RadioGroup>
        </Field>
        {happened && (
          <>
            <div className={styles.group}>
              <div className={styles.scales}>
                <ScaleField label={text.worth} value={draft.worth} onChange={(worth) => set({ worth })} />
                <ScaleField
                  label={text.spokeFreely}
                  value={draft.spokeFreely}
                  onChange={(spokeFreely) => set({ spokeFreely })}
                />
              </div>
              <PrivateLine>{text.ratingsSeen}</PrivateLine>
            </div>
            <Field label={text.taught}>
              <RadioGroup
                layout="horizontal"
                className={styles.choices}
                value={draft.taught ?? ''}
                onChange={(_, data) => set({ taught: data.value as FeedbackAnswer['taught'] })}
              >
                {Object.entries(text.taughtChoices).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </RadioGroup>
            </Field>
          </>
        )}
        <div className={styles.group}>
          <Field label={text.commitment} hint={text.optional}>
            <Textarea
              rows={2}
              maxLength={500}
              value={draft.commitment ?? ''}
              onChange={(_, data) => set({ commitment: data.value })}
            />
          </Field>
          <PrivateLine>{text.commitmentSeen(partner)}</PrivateLine>
        </div>
        <NoteFields draft={draft} partner={partner} set={set} />
        {sending.error && <Failure error={sending.error} />}
        <div>
          <ActionButton type="submit" appearance={primary ? 'primary' : 'secondary'} pending={sending.isPending}>
            {text.send}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
}

type NoteProps = { draft: Draft; partner: string; set: (change: Partial<Draft>) => void };

function NoteFields({ draft, partner, set }: NoteProps): ReactNode {
  const styles = useStyles();
  const seen = text.noteSeen[draft.noteFor];
  return (
    <div className={styles.group}>
      <Field label={text.note} hint={text.optional}>
        <Textarea
          rows={3}
          maxLength={2000}
          value={draft.note ?? ''}
          onChange={(_, data) => set({ note: data.value })}
        />
      </Field>
      <Field label={text.noteFor}>
        <RadioGroup
          layout="horizontal"
          className={styles.choices}
          value={draft.noteFor}
          onChange={(_, data) => set({ noteFor: data.value as Draft['noteFor'] })}
        >
          {Object.entries(text.noteForChoices).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <PrivateLine>{typeof seen === 'string' ? seen : seen(partner)}</PrivateLine>
    </div>
  );
}
