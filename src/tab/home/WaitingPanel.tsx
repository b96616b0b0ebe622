import { Body1, Body1Strong, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { OwnEnrolment } from '../../contract/programmes.ts';
import { plainDay, shortDay } from '../dates.ts';
import { Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { list } from '../words/counting.ts';
import { words } from '../words.ts';
import type { ProgrammePartProps } from './participation.ts';
import { HelpAndLeave } from './HelpAndLeave.tsx';
import { JoinForm } from './JoinForm.tsx';

const text = words.home.waiting;

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Someone who joined and has no partner yet: what happens next, and what they said. */
export function WaitingPanel({
  participation,
  enrolment,
  onLeft,
}: ProgrammePartProps & { enrolment: OwnEnrolment }): ReactNode {
  const styles = useStyles();
  const [changing, setChanging] = useState(false);
  const { programme, invitation } = participation;
  const open = programme.state === 'enrolling';
  const ended = programme.state === 'closed' || programme.state === 'archived';

  const told = text.told(enrolment.requests.wishes.length, enrolment.requests.avoid.length);

  if (changing) {
    return (
      <Panel title={words.home.join.headingChange}>
        <JoinForm
          programme={programme}
          fixedRole={invitation?.role ?? null}
          before={enrolment}
          onDone={() => setChanging(false)}
        />
      </Panel>
    );
  }
  return (
    <>
      <Panel title={heading(participation.programme.state, enrolment)}>
        <Body1 className={styles.quiet}>{programme.name}</Body1>
        {enrolment.pausedUntil !== null && !ended && (
          <Body1>{words.home.pause.lasts(plainDay(enrolment.pausedUntil))}</Body1>
        )}
        {ended && <Body1>{text.over(programme.name)}</Body1>}
        {programme.state === 'running' && <LeftOver since={enrolment.waitingSince} />}
        {(open || programme.state === 'matching') && (
          <>
            <Body1Strong>{text.next}</Body1Strong>
            <ol className={styles.steps}>
              {(open ? text.enrolling : text.matching).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </>
        )}
      </Panel>
      <Panel
        title={text.joinedAt(shortDay(enrolment.enrolledAt), enrolment.via)}
        action={open && <Button onClick={() => setChanging(true)}>{text.change}</Button>}
      >
        <Facts
          facts={[
            { name: text.youOffer, value: list(enrolment.offers) || text.nothing },
            { name: text.youWant, value: list(enrolment.wants) || text.nothing },
            { name: text.area, value: enrolment.area ?? text.nothing },
            { name: text.languages, value: list(enrolment.languages) || text.any },
            ...(enrolment.capacity > 1 ? [{ name: text.partners, value: enrolment.capacity }] : []),
            ...(told === '' ? [] : [{ name: text.toMatcher, value: told }]),
          ]}
        />
      </Panel>
      {!ended && (
        <HelpAndLeave
          programme={programme}
          help={participation.help}
          partners={[]}
          pausedUntil={enrolment.pausedUntil}
          myName={enrolment.person.name}
          onLeft={onLeft}
        />
      )}
    </>
  );
}

function LeftOver({ since }: { since: string | null }): ReactNode {
  return (
    <Body1>
      {text.leftOver} {since && text.first(shortDay(since))}
    </Body1>
  );
}

function heading(state: string, enrolment: OwnEnrolment): string {
  return state === 'running' ? text.leftOverHeading : text.heading[enrolment.role];
}
