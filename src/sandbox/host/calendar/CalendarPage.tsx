import {
  Button,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Tab,
  TabList,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Temporal } from 'temporal-polyfill';
import type { Person } from '../api.ts';
import { useWiderThan } from '../media.ts';
import { plainDate, startOfDay } from '../moments.ts';
import { Notice } from '../Notice.tsx';
import { useCalendar } from '../queries.ts';
import { AgendaView } from './AgendaView.tsx';
import { EventDetails } from './EventDetails.tsx';
import { MonthView } from './MonthView.tsx';
import { spanOf, step } from './span.ts';
import type { View } from './span.ts';
import { WeekView } from './WeekView.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 719px)': { padding: tokens.spacingHorizontalS },
  },
  title: { flex: '1', minWidth: '170px', margin: 0, paddingLeft: tokens.spacingHorizontalS },
  skeleton: { padding: tokens.spacingHorizontalXL, display: 'grid', gap: tokens.spacingVerticalM },
});

/** A person's calendar: their own diary and the meetings of their programmes. */
export function CalendarPage({ person, now }: { person: Person; now: string }) {
  const styles = useStyles();
  const wide = useWiderThan(720);
  const [view, setView] = useState<View>('week');
  // null follows the clock: when it moves, so does the calendar.
  const [chosen, setChosen] = useState<Temporal.PlainDate | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);

  // Whoever changed the zone of their mailbox sees it at once; the directory knows nothing of that.
  const [zone, setZone] = useState(person.timeZone);
  const today = plainDate(now, zone);
  const date = chosen ?? today;
  const { days, title } = spanOf(view, date);
  const from = startOfDay(days[0]!, zone);
  const to = startOfDay(days.at(-1)!.add({ days: 1 }), zone);
  const { data: events, error } = useCalendar(person.id, from, to);
  const ownZone = events?.[0]?.timeZone;
  if (ownZone !== undefined && ownZone !== zone) setZone(ownZone);
  const open = events?.find(({ id }) => id === openId);
  const shared = { days, timeZone: zone, today, onChoose: ({ id }: { id: string }) => setOpenId(id) };

  return (
    <>
      <div className={styles.head}>
        <Button onClick={() => setChosen(null)}>Today</Button>
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          aria-label={`Previous ${view}`}
          onClick={() => setChosen(step(view, date, -1))}
        />
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          aria-label={`Next ${view}`}
          onClick={() => setChosen(step(view, date, 1))}
        />
        <Subtitle2 as="h2" className={styles.title} aria-live="polite">
          {title}
        </Subtitle2>
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_, { value }) => setView(value as View)}
          aria-label="How much to show"
        >
          <Tab value="week">Week</Tab>
          <Tab value="month">Month</Tab>
        </TabList>
      </div>
      {error && !events ? (
        <Notice title="The calendar can’t be shown" text={error.message} />
      ) : !events ? (
        <Skeleton className={styles.skeleton} aria-label="Loading the calendar">
          <SkeletonItem size={48} />
          <SkeletonItem size={128} />
          <SkeletonItem size={128} />
        </Skeleton>
      ) : !wide ? (
        <AgendaView {...shared} events={events} />
      ) : view === 'week' ? (
        <WeekView {...shared} events={events} now={now} />
      ) : (
        <MonthView
          {...shared}
          events={events}
          month={date.month}
          onDay={(day) => {
            setView('week');
            setChosen(day);
          }}
        />
      )}
      {open && <EventDetails event={open} person={person} onClose={() => setOpenId(null)} />}
    </>
  );
}
