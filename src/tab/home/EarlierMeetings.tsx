import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { hours, shortDay } from '../dates.ts';
import { pairAccent } from '../ui/accent.ts';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import type { MyPair } from './participation.ts';

const text = words.home.pair;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  meeting: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalL },
  quiet: { color: tokens.colorNeutralForeground2 },
  note: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    paddingInlineStart: tokens.spacingHorizontalM,
    borderLeft: `2px solid ${pairAccent.solid}`,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
});

const answered = { given: text.feedbackGiven, due: text.feedbackDue, 'not-due': text.notYet };

/** What has been: meetings with what became of their question, and what the partner left behind. */
export function EarlierMeetings({ pair }: { pair: MyPair }): ReactNode {
  const styles = useStyles();
  const earlier = pair.meetings.filter((meeting) => meeting.feedback !== 'not-due').reverse();
  const firstName = pair.partner.name.split(' ')[0] ?? pair.partner.name;
  if (earlier.length === 0) return null;
  return (
    <>
      <Panel title={text.notes(firstName)}>
        {pair.notesForMe.length === 0 && <Body1 className={styles.quiet}>{text.noNotes(firstName)}</Body1>}
        {pair.notesForMe.map((left) => (
          <div key={`${left.position} ${left.at}`} className={styles.note}>
            <span className={styles.quiet}>
              {text.afterMeeting(left.position)}, {shortDay(left.at)}
            </span>
            {left.note && <Body1>{left.note}</Body1>}
            {left.commitment && (
              <Body1>
                <Body1Strong>{text.promised}</Body1Strong> {left.commitment}
              </Body1>
            )}
          </div>
        ))}
      </Panel>
      <Panel title={text.earlier}>
        <ul className={styles.list}>
          {earlier.map((meeting) => (
            <li key={meeting.id} className={styles.meeting}>
              <Body1>
                {shortDay(meeting.startsAt)}, {hours(meeting.startsAt, meeting.endsAt)}
              </Body1>
              <Body1 className={styles.quiet}>{answered[meeting.feedback]}</Body1>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
