import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { getNewTimes } from '../../contract/new-times.ts';
import { useAnswer } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { FeedbackForm } from '../feedback/FeedbackForm.tsx';
import type { SentFeedback } from '../feedback/sent-feedback.ts';
import { FeedbackReceipt } from '../feedback/FeedbackReceipt.tsx';
import { ownDots } from '../meetings/series-stand.ts';
import { SeriesDots } from '../meetings/SeriesDots.tsx';
import { AssistantPanel } from '../new-times/AssistantPanel.tsx';
import { TimesPanel } from '../new-times/TimesPanel.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { EarlierMeetings } from './EarlierMeetings.tsx';
import { HelpAndLeave } from './HelpAndLeave.tsx';
import type { MyPair, ProgrammePartProps } from './participation.ts';
import { NextMeeting } from './NextMeeting.tsx';

const text = words.home.pair;

const useStyles = makeStyles({
  why: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  programme: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
});

type Props = ProgrammePartProps & { pair: MyPair; named: boolean; myName: string; partners: PersonView[] };

/** Everything about one's pair: a question that waits, the next hour, the series, the partner, what was. */
export function PairPanels({ participation, pair, first, named, myName, partners, onLeft }: Props): ReactNode {
  const styles = useStyles();
  const [receipt, setReceipt] = useState<SentFeedback | null>(null);
  const due = pair.meetings.findLast((meeting) => meeting.feedback === 'due' && meeting.id !== receipt?.meetingId);
  const times = useAnswer(getNewTimes, {});
  const questions = times.data?.questions.filter((one) => one.pairId === pair.id) ?? [];
  const isAsked = questions.some((one) => one.state === 'open');
  const ended = pair.booking === 'ended';
  const pausedUntil = participation.enrolment?.pausedUntil ?? null;
  return (
    <>
      {named && <Body1 className={styles.programme}>{participation.programme.name}</Body1>}
      {pausedUntil !== null && !ended && (
        <Body1 className={styles.quiet}>{words.home.pause.lasts(plainDay(pausedUntil))}</Body1>
      )}
      {receipt && <FeedbackReceipt key={receipt.meetingId} receipt={receipt} partner={pair.partner.name} />}
      {due && (
        <FeedbackForm
          key={due.id}
          meeting={due}
          of={pair.meetings.length}
          partner={pair.partner.name}
          primary={first}
          onSent={setReceipt}
        />
      )}
      {questions.map((question) => (
        <TimesPanel key={`${question.id} ${question.round}`} question={question} primary={first && !due} />
      ))}
      <NextMeeting pair={pair} primary={first && !due && !isAsked} questions={questions} />
      {pair.meetings.length > 0 && !ended && (
        <Panel title={text.series}>
          <SeriesDots dots={ownDots(pair.meetings)} timeZone={pair.timeZone} />
        </Panel>
      )}
      <Panel title={text.partner[pair.myRole]}>
        <PersonName person={pair.partner} large />
        <div className={styles.why}>
          <Body1Strong>{text.why}</Body1Strong>
          <Body1 className={styles.quiet}>{pair.reasons}</Body1>
        </div>
      </Panel>
      <EarlierMeetings pair={pair} />
      {!ended && times.data && (
        <AssistantPanel
          programmeId={participation.programme.id}
          assistant={
            times.data.assistants.find((one) => one.programmeId === participation.programme.id)?.assistant ?? null
          }
          partner={pair.partner}
        />
      )}
      {!ended && (
        <HelpAndLeave
          programme={participation.programme}
          help={participation.help}
          partners={partners}
          myName={myName}
          pausedUntil={pausedUntil}
          onLeft={onLeft}
        />
      )}
    </>
  );
}
