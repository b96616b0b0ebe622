import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Temporal } from 'temporal-polyfill';
import type { CalendarEvent } from '../api.ts';
import { timeOf } from '../moments.ts';
import { eventsOn, isAllDay } from './day-layout.ts';
import { eventClasses, useEventStyles } from './event-look.ts';
import { text } from './span.ts';

const SHOWN = 3;

const useStyles = makeStyles({
  scroll: { flex: '1', minHeight: 0, overflow: 'auto' },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(7, minmax(96px, 1fr))',
    minHeight: '100%',
    gridAutoRows: 'minmax(112px, 1fr)',
  },
  names: {
    display: 'grid',
    gridTemplateColumns: 'repeat(7, minmax(96px, 1fr))',
    color: tokens.colorNeutralForeground2,
  },
  name: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}` },
  day: {
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    padding: '2px 4px 4px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  other: { backgroundColor: tokens.colorNeutralBackground2 },
  number: { padding: '2px 4px', color: tokens.colorNeutralForeground2 },
  today: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightBold },
  line: { whiteSpace: 'nowrap', textOverflow: 'ellipsis', flexShrink: 0 },
  more: { justifyContent: 'flex-start', minWidth: 0, fontWeight: tokens.fontWeightRegular },
});

type Props = {
  days: Temporal.PlainDate[];
  month: number;
  events: CalendarEvent[];
  timeZone: string;
  today: Temporal.PlainDate;
  onChoose: (event: CalendarEvent) => void;
  onDay: (day: Temporal.PlainDate) => void;
};

/** A month in whole weeks; programme meetings come first where a day has no room for all. */
export function MonthView({ days, month, events, timeZone, today, onChoose, onDay }: Props) {
  const styles = useStyles();
  const look = useEventStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Month">
      <div className={styles.names} aria-hidden="true">
        {days.slice(0, 7).map((day) => (
          <div key={day.dayOfWeek} className={styles.name}>
            {text(day, { weekday: 'short' })}
          </div>
        ))}
      </div>
      <div className={styles.grid}>
        {days.map((day) => {
          const all = eventsOn(events, day, timeZone);
          const shown = [...all].sort((one, other) => Number(one.own) - Number(other.own)).slice(0, SHOWN);
          return (
            <div
              key={day.toString()}
              className={mergeClasses(styles.day, day.month !== month && styles.other)}
              role="group"
              aria-label={text(day, { weekday: 'long', day: 'numeric', month: 'long' })}
            >
              <span className={mergeClasses(styles.number, day.equals(today) && styles.today)} aria-hidden="true">
                {day.day === 1 ? text(day, { day: 'numeric', month: 'short' }) : day.day}
              </span>
              {shown.map((event) => (
                <button
                  key={event.id}
                  type="button"
                  className={mergeClasses(...eventClasses(look, event), styles.line)}
                  onClick={() => onChoose(event)}
                >
                  {!isAllDay(event, timeZone) && <span className={look.time}>{timeOf(event.start, timeZone)} </span>}
                  {event.subject}
                </button>
              ))}
              {all.length > SHOWN && (
                <Button size="small" appearance="transparent" className={styles.more} onClick={() => onDay(day)}>
                  {all.length - SHOWN} more
                </Button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
