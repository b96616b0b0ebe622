import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CalendarEvent, Person } from '../api.ts';
import { plainDate, shortDay, timeOf, zoneName } from '../moments.ts';
import { useSeries } from '../queries.ts';
import { RESPONSES } from './event-look.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  caption: { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, paddingBottom: tokens.spacingVerticalXS },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { color: tokens.colorNeutralForeground3, borderTop: 'none' },
  day: { whiteSpace: 'nowrap' },
  open: { fontWeight: tokens.fontWeightSemibold },
  gone: { textDecorationLine: 'line-through' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The whole series of an event: how many weeks lie between, what was moved or cancelled, and both zones' hours. */
export function SeriesList({ event, person }: { event: CalendarEvent; person: Person }) {
  const styles = useStyles();
  const { data } = useSeries(person.id, event.id);
  if (!data) return null;
  const zone = event.timeZone;
  const { meetings, timeZone: seriesZone } = data;
  const zonesDiffer = meetings.some(({ start }) => timeOf(start, zone) !== timeOf(start, seriesZone));
  const cell = (...more: string[]) => mergeClasses(styles.cell, ...more);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        All {meetings.length} meetings{zonesDiffer && `, at the same hour in ${zoneName(seriesZone)}`}
      </caption>
      <thead>
        <tr>
          {['Day', zoneName(zone), ...(zonesDiffer ? [zoneName(seriesZone)] : []), 'Weeks later', ''].map((name) => (
            <th key={name} scope="col" className={cell(styles.head)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {meetings.map((meeting, index) => {
          const gone = meeting.isCancelled ? styles.gone : '';
          return (
            <tr key={meeting.id} aria-current={meeting.id === event.id ? 'true' : undefined}>
              <th scope="row" className={cell(styles.day, gone, meeting.id === event.id ? styles.open : '')}>
                {shortDay(meeting.start, zone)}
              </th>
              <td className={cell(gone)}>{timeOf(meeting.start, zone)}</td>
              {zonesDiffer && <td className={cell(gone, styles.quiet)}>{timeOf(meeting.start, seriesZone)}</td>}
              <td className={cell(styles.quiet)}>{weeksSince(meetings[index - 1], meeting, seriesZone)}</td>
              <td className={cell()}>
                <State meeting={meeting} zone={zone} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function State({ meeting, zone }: { meeting: CalendarEvent; zone: string }) {
  if (meeting.isCancelled) return 'Cancelled';
  if (meeting.movedFrom === null) return RESPONSES[meeting.response] ?? meeting.response;
  return (
    <>
      Moved from {shortDay(meeting.movedFrom, zone)}, {timeOf(meeting.movedFrom, zone)}
    </>
  );
}

/** Calendar weeks, Monday to Sunday, as gaps between meetings are counted. */
function weeksSince(before: CalendarEvent | undefined, meeting: CalendarEvent, zone: string): number | string {
  if (before === undefined) return '';
  const monday = ({ start }: CalendarEvent) => {
    const date = plainDate(start, zone);
    return date.subtract({ days: date.dayOfWeek - 1 });
  };
  return monday(before).until(monday(meeting)).days / 7;
}
