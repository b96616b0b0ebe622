import { Body1, Button, Checkbox, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import { answerTimes, type TimesQuestion } from '../../contract/new-times.ts';
import { useAction } from '../answers.ts';
import { clock, hours as hoursOf, longDay, readerZone, zoneName } from '../dates.ts';
import { pairAccent } from '../ui/accent.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { showFirstFault } from '../ui/first-fault.ts';
import { Panel } from '../ui/Panel.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';

const text = words.newTimes;

const useStyles = makeStyles({
  accent: { borderLeft: `4px solid ${pairAccent.solid}` },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  choices: { display: 'flex', flexDirection: 'column' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = { question: TimesQuestion; primary: boolean };

/** Hours that are put to the reader, and afterwards what became of them. */
export function TimesPanel({ question, primary }: Props): ReactNode {
  const [changing, setChanging] = useState(false);
  // Whoever asked for other times is led to them: what was pressed is gone, and the panel stands further up.
  const [wasAsked] = useState(question.askedByMe && question.state === 'looking');
  const { state, suits, agreedStart, movedFrom, partnerName } = question;
  switch (state) {
    case 'open':
      return <Choice question={question} primary={primary} takesFocus={wasAsked} />;
    case 'answered':
      if (changing) return <Choice question={question} primary={primary} onDone={() => setChanging(false)} />;
      return (
        <Told title={text.answered} told={text.answeredText((suits ?? []).map(momentOf), partnerName)}>
          <div>
            <Button appearance="subtle" onClick={() => setChanging(true)}>
              {text.change}
            </Button>
          </div>
        </Told>
      );
    case 'looking':
    case 'newer':
      return (
        <Told title={text.looking} told={text.lookingText} takesFocus={wasAsked}>
          <ProgressBar aria-label={text.looking} />
        </Told>
      );
    case 'agreed':
    case 'arranged':
      return <Told title={text.agreed(agreedStart ? momentOf(agreedStart) : '')} told={text.agreedText} />;
    case 'no-hour':
      return <Told title={text.noHour} told={movedFrom ? text.noHourText : text.noFirstHourText} />;
    case 'over':
      return null;
  }
}

type ChoiceProps = Props & { takesFocus?: boolean; onDone?: () => void };

function Choice({ question, primary, takesFocus = false, onDone }: ChoiceProps): ReactNode {
  const styles = useStyles();
  const sending = useAction(answerTimes);
  const [chosen, setChosen] = useState<string[]>(question.suits ?? []);
  const [tried, setTried] = useState(false);
  const { id, round, hours, diaryOf } = question;
  const send = (suits: string[]): void =>
    sending.mutate({ params: { proposalId: id }, body: { round, suits } }, { onSuccess: () => onDone?.() });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (chosen.length === 0) return showFirstFault(event);
    send(hours.map((hour) => hour.startsAt).filter((start) => chosen.includes(start)));
  };
  const toggle = (start: string, isOn: boolean): void =>
    setChosen(isOn ? [...chosen, start] : chosen.filter((one) => one !== start));
  return (
    <Panel title={headingOf(question)} className={styles.accent} takesFocus={takesFocus}>
      <Body1>{reasonOf(question)}</Body1>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={diaryOf === null ? text.question : text.questionFor(diaryOf)}
          {...(tried && chosen.length === 0 && { validationState: 'error', validationMessage: text.needChoice })}
        >
          <div role="group" className={styles.choices}>
            {hours.map(({ startsAt, endsAt }) => (
              <Checkbox
                key={startsAt}
                label={`${longDay(startsAt)}, ${hoursOf(startsAt, endsAt)}`}
                checked={chosen.includes(startsAt)}
                onChange={(_, data) => toggle(startsAt, data.checked === true)}
              />
            ))}
          </div>
        </Field>
        <Body1 className={styles.quiet}>{words.general.timesAreIn(zoneName(readerZone()))}</Body1>
        {hours.some((hour) => !hour.checked) && <Body1>{text.unchecked}</Body1>}
        {diaryOf === null && <PrivateLine>{text.seen}</PrivateLine>}
        {sending.error && <Failure error={sending.error} />}
        <div className={styles.actions}>
          <ActionButton type="submit" appearance={primary ? 'primary' : 'secondary'} pending={sending.isPending}>
            {text.send}
          </ActionButton>
          <Button appearance="subtle" disabled={sending.isPending} onClick={() => send([])}>
            {text.none}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

type ToldProps = { title: string; told: string; takesFocus?: boolean; children?: ReactNode };

function Told({ title, told, takesFocus = false, children }: ToldProps): ReactNode {
  const styles = useStyles();
  return (
    <Panel title={title} className={styles.accent} takesFocus={takesFocus}>
      <Body1>{told}</Body1>
      {children}
    </Panel>
  );
}

/** 'Tuesday 12 January, 10:00' */
export const momentOf = (instant: string): string => `${longDay(instant)}, ${clock(instant)}`;

function headingOf({ diaryOf, movedFrom, partnerName, hours }: TimesQuestion): string {
  if (diaryOf !== null) return text.diaryHeading(diaryOf);
  const partner = partnerName ?? '';
  return movedFrom === null ? text.firstHeading(partner) : text.heading(hours.length, partner);
}

function reasonOf(question: TimesQuestion): string {
  const { because, movedFrom, hours, diaryOf, calendarName, askedByMe, sessions, everyWeeks } = question;
  const fewer = hours.length === 1 ? ` ${text.onlyOne}` : hours.length === 2 ? ` ${text.onlyTwo}` : '';
  if (movedFrom === null || because === 'no-known-hour') return text.first(sessions, everyWeeks) + fewer;
  const when = momentOf(movedFrom);
  if (diaryOf !== null) return text.forDiary(calendarName, when) + fewer;
  return (because === 'asked' && askedByMe ? text.iAsked(when) : text.why[because](when)) + fewer;
}
