import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { decline } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import type { ProgrammePartProps } from './participation.ts';
import { JoinForm } from './JoinForm.tsx';

const text = words.home.invitation;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** An invitation: to be answered, answered with no, or too late. */
export function InvitationPanel({ participation, first }: ProgrammePartProps): ReactNode {
  const styles = useStyles();
  const [joining, setJoining] = useState(false);
  const declining = useAction(decline);
  const { programme, invitation } = participation;

  if (programme.state !== 'enrolling') {
    return (
      <Panel title={programme.name}>
        <Body1 className={styles.quiet}>{text.closed(programme.name)}</Body1>
      </Panel>
    );
  }
  if (joining) {
    return (
      <Panel key="join" title={words.home.join.heading(programme.name)} takesFocus>
        <JoinForm programme={programme} fixedRole={invitation?.role ?? null} onDone={() => setJoining(false)} />
      </Panel>
    );
  }
  if (invitation?.answer === 'declined') {
    return (
      <Panel title={programme.name}>
        <Body1>{text.declined(programme.name)}</Body1>
        <div>
          <Button onClick={() => setJoining(true)}>{text.joinAfterAll}</Button>
        </div>
      </Panel>
    );
  }
  const asked =
    invitation?.role === 'mentor' ? text.asMentor : invitation?.role === 'mentee' ? text.asMentee : text.free;
  return (
    <Panel title={text.heading(programme.name)}>
      <Body1>{programme.goal}</Body1>
      <Body1>
        {text.intro} {asked}
      </Body1>
      <ul className={styles.list}>
        <li>{text.shape(programme.sessions, programme.gapWeeks)}</li>
        <li>{text.starts(plainDay(programme.startsOn))}</li>
        <li>{text.diary}</li>
      </ul>
      <Body1 className={styles.quiet}>{text.voluntary}</Body1>
      {declining.error && <Failure error={declining.error} />}
      <div className={styles.actions}>
        <Button appearance={first ? 'primary' : 'secondary'} onClick={() => setJoining(true)}>
          {text.join}
        </Button>
        <ActionButton
          appearance="subtle"
          pending={declining.isPending}
          onClick={() => declining.mutate({ params: { programmeId: programme.id } })}
        >
          {text.decline}
        </ActionButton>
      </div>
    </Panel>
  );
}
