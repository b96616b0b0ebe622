import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MeetingView } from '../../contract/meetings.ts';
import { clock, dayAndMonth, longDay, readerZone, tinyDay, zoneName } from '../dates.ts';
import { pairAccent } from '../ui/accent.ts';
import { words } from '../words.ts';

const text = words.meetings;

const useStyles = makeStyles({
  dots: {
    display: 'grid',
    gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    maxWidth: '480px',
  },
  one: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    position: 'relative',
  },
  line: {
    '::before': {
      content: '""',
      position: 'absolute',
      top: '9px',
      insetInlineStart: '20px',
      insetInlineEnd: 0,
      height: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  dot: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    borderRadius: tokens.borderRadiusCircular,
    border: `2px solid ${pairAccent.solid}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: pairAccent.solid,
    fontSize: '12px',
    fontWeight: tokens.fontWeightBold,
    lineHeight: 1,
  },
  past: { backgroundColor: pairAccent.solid, color: tokens.colorNeutralBackground1, forcedColorAdjust: 'none' },
  next: {
    boxShadow: `0 0 0 3px ${pairAccent.soft}`,
    '::after': { content: '""', width: '8px', height: '8px', borderRadius: '50%', backgroundColor: pairAccent.solid },
  },
  doubtful: { border: `2px dashed ${pairAccent.solid}` },
  day: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  legend: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type Dot = MeetingView & { feedback?: 'not-due' | 'due' | 'given' };
type Props = {
  meetings: Dot[];
  timeZone: string | null;
  /** A sentence beside it already says which days are doubtful. */
  explained?: boolean;
};

const isPast = ({ feedback }: Dot): boolean => feedback === 'due' || feedback === 'given';

/** A series as a row of dots: filled when it has been, marked when it is next, dashed where a diary says no. */
export function SeriesDots({ meetings, timeZone, explained }: Props): ReactNode {
  const styles = useStyles();
  const next = meetings.find((meeting) => meeting.feedback === 'not-due' && meeting.state === 'planned');
  const daysOf = (diary: MeetingView['diary']): string[] =>
    meetings
      .filter((meeting) => meeting.diary === diary && meeting.state === 'planned' && !isPast(meeting))
      .map((meeting) => dayAndMonth(meeting.startsAt));
  const clashes = daysOf('clash');
  const unknown = daysOf('unknown');
  const legend = [
    !explained && clashes.length > 0 ? text.legendClash(clashes) : null,
    !explained && unknown.length > 0 ? text.legendUnknown(unknown) : null,
    timeZone !== null && timeZone !== readerZone() ? text.zone(zoneName(timeZone)) : null,
  ].filter((line) => line !== null);

  const look = (meeting: Dot): string =>
    mergeClasses(
      styles.dot,
      (meeting.diary !== 'free' || meeting.state === 'cancelled') && !isPast(meeting) && styles.doubtful,
      meeting === next && styles.next,
      isPast(meeting) && styles.past,
    );
  const state = (meeting: Dot): string => {
    const when = meeting === next ? 'next' : meeting.feedback === 'not-due' ? 'later' : (meeting.feedback ?? 'later');
    if (meeting.state === 'cancelled') return text.dotState.cancelled;
    const moved = meeting.moved ? text.dotState.moved : '';
    return [text.dotState[when], moved, isPast(meeting) ? '' : text.diary[meeting.diary]].filter(Boolean).join(', ');
  };
  return (
    <>
      <ol className={styles.dots} aria-label={text.seriesLabel(meetings.length)}>
        {meetings.map((meeting, index) => (
          <li
            key={meeting.id}
            className={mergeClasses(styles.one, index < meetings.length - 1 && (index + 1) % 6 !== 0 && styles.line)}
          >
            <span className={look(meeting)} aria-hidden>
              {meeting.state === 'cancelled'
                ? '×'
                : meeting.diary === 'clash' && !isPast(meeting) && meeting !== next
                  ? '!'
                  : ''}
            </span>
            <span className={styles.day} aria-hidden>
              {tinyDay(meeting.startsAt)}
            </span>
            <span className={styles.hidden}>
              {text.dot(meeting.position, longDay(meeting.startsAt), clock(meeting.startsAt))}, {state(meeting)}
            </span>
          </li>
        ))}
      </ol>
      {legend.length > 0 && <div className={styles.legend}>{legend.join('. ')}.</div>}
    </>
  );
}
