import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Temporal } from 'temporal-polyfill';
import type { CalendarEvent } from '../api.ts';
import { timeOf } from '../moments.ts';
import { eventsOn, isAllDay } from './day-layout.ts';
import { eventClasses, eventMark, useEventStyles } from './event-look.ts';
import { text } from './span.ts';

const useStyles = makeStyles({
  list: {
    flex: '1',
    minHeight: 0,
    overflow: 'auto',
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXL}`,
  },
  day: {
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  today: { color: tokens.colorBrandForeground1 },
  events: { display: 'grid', gap: tokens.spacingVerticalXS },
  event: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, width: '100%' },
});

type Props = {
  days: Temporal.PlainDate[];
  events: CalendarEvent[];
  timeZone: string;
  today: Temporal.PlainDate;
  onChoose: (event: CalendarEvent) => void;
};

/** The days as one list: what a narrow screen shows in place of the grid. */
export function AgendaView({ days, events, timeZone, today, onChoose }: Props) {
  const styles = useStyles();
  const look = useEventStyles();
  const filled = days.map((day) => ({ day, own: eventsOn(events, day, timeZone) })).filter(({ own }) => own.length > 0);
  return (
    <div className={styles.list} tabIndex={0} role="region" aria-label="Agenda">
      {filled.length === 0 && <p>Nothing in these days.</p>}
      {filled.map(({ day, own }) => (
        <section key={day.toString()}>
          <h3 className={mergeClasses(styles.day, day.equals(today) && styles.today)}>
            {text(day, { weekday: 'long', day: 'numeric', month: 'long' })}
          </h3>
          <div className={styles.events}>
            {own.map((event) => (
              <button
                key={event.id}
                type="button"
                className={mergeClasses(...eventClasses(look, event), styles.event)}
                onClick={() => onChoose(event)}
              >
                <div className={look.subject}>{event.subject}</div>
                <div className={look.time}>
                  {isAllDay(event, timeZone)
                    ? 'All day'
                    : `${timeOf(event.start, timeZone)}–${timeOf(event.end, timeZone)}`}
                  {eventMark(event) && <span className={look.mark}> {eventMark(event)}</span>}
                </div>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
