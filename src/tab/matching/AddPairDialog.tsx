import { Body1, Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { checkPair, type PairCheckView, type ScenarioView } from '../../contract/matching.ts';
import { listPeople } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Failure } from '../ui/Failure.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { MemberPicker } from './MemberPicker.tsx';
import { useDecide } from './use-decide.ts';
import { WhatIf } from './WhatIf.tsx';

const text = words.matchDecisions;

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = { programmeId: string; scenario: ScenarioView; onClose: () => void };

/** Makes a pair by hand. What stands against it is said at once; whoever sets a rule aside says why. */
export function AddPairDialog({ programmeId, scenario, onClose }: Props): ReactNode {
  const styles = useStyles();
  const [mentor, setMentor] = useState<PersonView | null>(null);
  const [mentee, setMentee] = useState<PersonView | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const people = useAnswer(listPeople, { programmeId });
  const { decide, isPending, error } = useDecide(programmeId, scenario);
  const pair = mentor && mentee ? { mentor, mentee } : null;
  const check = useAnswer(
    checkPair,
    { programmeId, scenarioId: scenario.id, mentorId: mentor?.id ?? '', menteeId: mentee?.id ?? '' },
    { enabled: pair !== null && !isPending },
  );
  const needsReason = check.data?.lock === 'needs-reason';
  const add = async (): Promise<void> => {
    setTried(true);
    if (!pair || !check.data || (needsReason && reason.trim() === '')) return;
    if (await decide(pair, 'lock', reason.trim())) onClose();
  };
  const inRole = (role: 'mentor' | 'mentee'): PersonView[] =>
    (people.data?.enrolments ?? []).filter((one) => one.role === role).map(({ person }) => person);
  return (
    <ConfirmDialog
      open
      title={text.addTitle}
      {...(check.data?.lock !== 'impossible' && {
        confirm: { label: text.addConfirm, pending: isPending, onClick: () => void add() },
      })}
      error={error}
      onClose={onClose}
    >
      <Body1>{text.addIntro}</Body1>
      {people.isPending && <PanelSkeleton rows={1} />}
      {people.error && <Failure error={people.error} />}
      {people.data && (
        <div className={styles.two}>
          <MemberPicker label={text.mentor} people={inRole('mentor')} chosen={mentor} onChoose={setMentor} />
          <MemberPicker label={text.mentee} people={inRole('mentee')} chosen={mentee} onChoose={setMentee} />
        </div>
      )}
      <div role="status" className={styles.stack}>
        {tried && !pair && <Body1>{text.needBoth}</Body1>}
        {pair && check.isPending && <Body1>{text.checking}</Body1>}
        {pair && check.data && <Checked check={check.data} />}
      </div>
      {pair && check.error && <Failure error={check.error} />}
      {pair && needsReason && (
        <Field
          label={text.reason}
          hint={text.reasonHint}
          required
          {...(tried && reason.trim() === '' && { validationState: 'error', validationMessage: text.needReason })}
        >
          <Textarea value={reason} maxLength={500} onChange={(_, data) => setReason(data.value)} />
        </Field>
      )}
      {pair && check.data && check.data.lock !== 'impossible' && (
        <Ask
          key={`${pair.mentor.id} ${pair.mentee.id}`}
          programmeId={programmeId}
          scenario={scenario}
          pair={pair}
          done={isPending}
        />
      )}
    </ConfirmDialog>
  );
}

function Checked({ check }: { check: PairCheckView }): ReactNode {
  const styles = useStyles();
  const { breaks, lock, objection, score, distance, levelGap, reasons } = check;
  return (
    <>
      {lock === 'impossible' && <Body1>{objection}</Body1>}
      {lock === 'allowed' && <Body1>{text.allowed}</Body1>}
      {breaks.length > 0 && lock !== 'impossible' && (
        <div>
          <Body1>{text.breaks}</Body1>
          <ul className={styles.list}>
            {breaks.map((rule) => (
              <li key={rule}>{words.matchRules.names[rule]}</li>
            ))}
          </ul>
        </div>
      )}
      <Body1 className={styles.quiet}>
        {text.facts(score, distance, levelGap)}
        {reasons && `. ${reasons}`}
      </Body1>
    </>
  );
}

type AskProps = {
  programmeId: string;
  scenario: ScenarioView;
  pair: { mentor: PersonView; mentee: PersonView };
  done: boolean;
};

function Ask({ programmeId, scenario, pair, done }: AskProps): ReactNode {
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  if (scenario.figures === null || scenario.stale) {
    return <Body1 className={styles.quiet}>{text.whatIf.needsRun}</Body1>;
  }
  if (asked) return <WhatIf programmeId={programmeId} scenarioId={scenario.id} pair={pair} change="lock" done={done} />;
  return (
    <div>
      <Button onClick={() => setAsked(true)}>{text.ask}</Button>
    </div>
  );
}
