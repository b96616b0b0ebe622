import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Temporal } from 'temporal-polyfill';
import type { CalendarEvent } from '../api.ts';
import { minuteOfDay, timeOf } from '../moments.ts';
import { eventsOn, isAllDay, layOutDay } from './day-layout.ts';
import { eventClasses, eventMark, useEventStyles } from './event-look.ts';
import { text } from './span.ts';

const HOUR_PX = 52;
const FIRST_SHOWN_HOUR = 7.5;
/** Shorter events have room for one line only. */
const BRIEF_MINUTES = 40;

const useStyles = makeStyles({
  scroll: { flex: '1', minHeight: 0, overflow: 'auto', position: 'relative' },
  grid: { display: 'grid', gridTemplateColumns: '56px repeat(7, minmax(92px, 1fr))' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 3,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
  },
  dayNumber: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    color: tokens.colorNeutralForeground1,
  },
  today: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderTop: `3px solid ${tokens.colorBrandStroke1}`,
    paddingTop: '1px',
  },
  hours: { position: 'relative', height: `${24 * HOUR_PX}px` },
  hour: {
    position: 'absolute',
    right: tokens.spacingHorizontalS,
    transform: 'translateY(-50%)',
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground3,
  },
  day: {
    position: 'relative',
    height: `${24 * HOUR_PX}px`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundImage: `linear-gradient(to bottom, ${tokens.colorNeutralStroke3} 1px, transparent 1px)`,
    backgroundSize: `100% ${HOUR_PX}px`,
  },
  weekend: { backgroundColor: tokens.colorNeutralBackground2 },
  placed: { position: 'absolute' },
  oneLine: { whiteSpace: 'nowrap' },
  brief: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, paddingTop: 0, paddingBottom: 0 },
  allDay: { width: '100%', marginTop: '2px', whiteSpace: 'nowrap', textOverflow: 'ellipsis' },
  now: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: '2px',
    backgroundColor: tokens.colorPaletteRedBackground3,
    zIndex: 1,
  },
});

type Props = {
  days: Temporal.PlainDate[];
  events: CalendarEvent[];
  timeZone: string;
  today: Temporal.PlainDate;
  now: string;
  onChoose: (event: CalendarEvent) => void;
};

/** Seven days side by side, hours downwards. */
export function WeekView({ days, events, timeZone, today, now, onChoose }: Props) {
  const styles = useStyles();
  const look = useEventStyles();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroll.current!.scrollTop = FIRST_SHOWN_HOUR * HOUR_PX;
  }, []);

  return (
    <div className={styles.scroll} ref={scroll} tabIndex={0} role="region" aria-label="Week">
      <div className={styles.grid}>
        <div className={styles.head} />
        {days.map((day) => (
          <div key={day.toString()} className={mergeClasses(styles.head, day.equals(today) && styles.today)}>
            <div className={styles.dayNumber}>{day.day}</div>
            {text(day, { weekday: 'short' })}
            {eventsOn(events, day, timeZone)
              .filter((event) => isAllDay(event, timeZone))
              .map((event) => (
                <button
                  key={event.id}
                  type="button"
                  className={mergeClasses(...eventClasses(look, event), styles.allDay)}
                  onClick={() => onChoose(event)}
                >
                  {event.subject}
                </button>
              ))}
          </div>
        ))}
        <div className={styles.hours} aria-hidden="true">
          {Array.from({ length: 23 }, (_, index) => (
            <span key={index} className={styles.hour} style={{ top: (index + 1) * HOUR_PX }}>
              {String(index + 1).padStart(2, '0')}:00
            </span>
          ))}
        </div>
        {days.map((day) => (
          <div
            key={day.toString()}
            className={mergeClasses(styles.day, day.dayOfWeek > 5 && styles.weekend)}
            role="group"
            aria-label={text(day, { weekday: 'long', day: 'numeric', month: 'long' })}
          >
            {day.equals(today) && (
              <div className={styles.now} style={{ top: (minuteOfDay(now, timeZone) / 60) * HOUR_PX }} />
            )}
            {layOutDay(events, day, timeZone).map(({ event, from, to, lane, lanes }) => (
              <button
                key={event.id}
                type="button"
                className={mergeClasses(
                  ...eventClasses(look, event),
                  styles.placed,
                  to - from <= BRIEF_MINUTES && styles.brief,
                )}
                style={{
                  top: (from / 60) * HOUR_PX + 1,
                  height: ((to - from) / 60) * HOUR_PX - 2,
                  left: `calc(${(lane / lanes) * 100}% + 2px)`,
                  width: `calc(${100 / lanes}% - 6px)`,
                }}
                onClick={() => onChoose(event)}
              >
                <div
                  className={mergeClasses(
                    look.subject,
                    (to - from <= BRIEF_MINUTES || eventMark(event)) && styles.oneLine,
                  )}
                >
                  {event.subject}{' '}
                </div>
                <div className={look.time}>
                  {timeOf(event.start, timeZone)}
                  {to - from > BRIEF_MINUTES && `–${timeOf(event.end, timeZone)}`}
                </div>
                {eventMark(event) && <div className={look.mark}>{eventMark(event)}</div>}
              </button>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
