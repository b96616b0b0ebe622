import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { KeptDiary, TimesQuestion } from '../../contract/new-times.ts';
import { hours, longDay } from '../dates.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { words } from '../words.ts';
import { FindAnotherTime } from './FindAnotherTime.tsx';
import { TimesPanel } from './TimesPanel.tsx';

const text = words.newTimes;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = { diaries: KeptDiary[]; questions: TimesQuestion[] };

/** For whoever keeps somebody's diary: questions about times, and the times. */
export function KeptDiaries({ diaries, questions }: Props): ReactNode {
  const styles = useStyles();
  const asked = questions.filter((question) => question.diaryOf !== null);
  const isAsked = (meetingId: string): boolean => asked.some((question) => question.meetingId === meetingId);
  return (
    <>
      {asked.map((question, at) => (
        <TimesPanel key={`${question.id} ${question.round}`} question={question} primary={at === 0} />
      ))}
      {diaries.map(({ programmeId, person, calendarName, meetings }) => (
        <Panel key={`${programmeId} ${person}`} title={text.diary(person)}>
          <Body1 className={styles.quiet}>{text.diaryText(calendarName)}</Body1>
          {meetings.length === 0 && <Body1>{text.noMeetings}</Body1>}
          <RowList>
            {meetings.map((meeting) => (
              <Row key={meeting.id}>
                <Body1>
                  {longDay(meeting.startsAt)}, {hours(meeting.startsAt, meeting.endsAt)}
                </Body1>
                {!isAsked(meeting.id) && <FindAnotherTime meeting={meeting} />}
              </Row>
            ))}
          </RowList>
        </Panel>
      ))}
    </>
  );
}
