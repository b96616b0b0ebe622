import { Badge, Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useState, type ReactNode } from 'react';
import type { PairView } from '../../contract/meetings.ts';
import { dayAndMonth, hours, longDay, plainDay } from '../dates.ts';
import { ByMail, PairMark } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { hasNoHour, hasSeries } from './booking.ts';
import { BookAgain } from './BookAgain.tsx';
import { BrokenRules } from './BrokenRules.tsx';
import { dotsOf, isDoubtful, isOver, type Dot } from './series-stand.ts';
import { SeriesDots } from './SeriesDots.tsx';

const text = words.meetings;
const PAGE = 30;

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, listStyle: 'none' },
  pair: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalL,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none', paddingTop: 0 },
    ':last-child': { paddingBottom: 0 },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  names: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  trouble: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** Pairs one below the other, thirty at a time. */
export function PairList({ programmeId, pairs }: { programmeId: string; pairs: PairView[] }): ReactNode {
  const styles = useStyles();
  const [shown, setShown] = useState(PAGE);
  const more = Math.min(PAGE, pairs.length - shown);
  return (
    <>
      <ul className={styles.list}>
        {pairs.slice(0, shown).map((pair) => (
          <PairRow key={pair.id} programmeId={programmeId} pair={pair} />
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button appearance="subtle" onClick={() => setShown(shown + PAGE)}>
            {words.general.showMore(more)}
          </Button>
        </div>
      )}
    </>
  );
}

function PairRow({ programmeId, pair }: { programmeId: string; pair: PairView }): ReactNode {
  const styles = useStyles();
  const booking = pair.state === 'ended' ? 'ended' : pair.booking;
  const next = pair.meetings.find(({ id }) => id === pair.nextMeetingId);
  const dots = dotsOf(pair);
  const news = newsOf(pair, dots);
  return (
    <li className={styles.pair}>
      <div className={styles.head}>
        <PairMark mentor={pair.mentor} mentee={pair.mentee} />
        <span className={styles.names}>
          <span>
            <span className={styles.name}>{pair.mentor.name}</span> {pair.mentor.byMail && <ByMail />}{' '}
            <span className={styles.quiet}>{text.mentors}</span> <span className={styles.name}>{pair.mentee.name}</span>{' '}
            {pair.mentee.byMail && <ByMail />}
          </span>
        </span>
        <Badge appearance="tint" color={hasNoHour(pair) || booking === 'deleted' ? 'warning' : 'informative'}>
          {pair.isAsked ? text.isAsked : text.booking[booking]}
        </Badge>
      </div>
      {pair.broken.map((broken) => (
        <BrokenRules key={broken.alertId} programmeId={programmeId} broken={broken} />
      ))}
      {alertsOf(pair).map((alert) => (
        <Trouble key={alert}>{alert}</Trouble>
      ))}
      {pair.alerts.some(({ kind }) => kind === 'series-deleted') && <BookAgain programmeId={programmeId} pair={pair} />}
      {pair.leavers.map((name) => (
        <Body1 key={name} className={styles.quiet}>
          {text.left(name)}
        </Body1>
      ))}
      {pair.pauses.map(({ by, until }) => (
        <Body1 key={by.id}>{text.paused(by.name, plainDay(until))}</Body1>
      ))}
      {hasSeries(pair) && (
        <>
          <SeriesDots dots={dots} timeZone={null} />
          {next && <Body1>{text.next(longDay(next.startsAt), hours(next.startsAt, next.endsAt))}</Body1>}
          {news.map((line) => (
            <Body1 key={line}>{line}</Body1>
          ))}
        </>
      )}
      {pair.explanation && booking !== 'ended' && (
        <Body1 className={styles.quiet}>
          {news.length === 0 && !dots.some(isDoubtful) ? pair.explanation : text.whenBooked(pair.explanation)}
        </Body1>
      )}
      {pair.cardTroubles.map(({ person, card, state }) => (
        <Trouble key={`${person.id} ${card}`}>
          {text.cardTroubles[state](text.cards[card] ?? text.card, person.name)}
        </Trouble>
      ))}
      {pair.forwardedTo.length > 0 && <Body1 className={styles.quiet}>{text.forwarded(pair.forwardedTo)}</Body1>}
    </li>
  );
}

function Trouble({ children }: { children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <span className={styles.trouble}>
      <WarningRegular className={styles.icon} aria-hidden />
      <Body1>{children}</Body1>
    </span>
  );
}

/** What about the meetings needs the coordinator: the twins of the cards about it. */
function alertsOf({ alerts, meetings }: PairView): string[] {
  const dayOf = (id: string | null): string[] => {
    const found = meetings.find((meeting) => meeting.id === id);
    return found ? [longDay(found.startsAt)] : [];
  };
  return alerts.map((alert) => {
    if (alert.kind === 'series-deleted') return text.alerts.seriesDeleted;
    if (alert.kind === 'cancelled-in-a-row') {
      return text.alerts.cancelledInARow(alert.by.name, alert.meetingIds.flatMap(dayOf));
    }
    const [day] = dayOf(alert.meetingId);
    return day === undefined ? text.alerts.noFirstHour : text.alerts.noAgreedHour(day);
  });
}

/** What has become of the series since it was booked. */
function newsOf({ meetings, declined }: PairView, dots: Dot[]): string[] {
  const daysOf = (all: PairView['meetings']): string[] => all.map(({ startsAt }) => dayAndMonth(startsAt));
  const moved = meetings.filter((one) => one.moved && one.state === 'planned');
  const cancelled = meetings.filter((one) => one.state === 'cancelled');
  const ahead = new Set(dots.flatMap((dot) => (isOver(dot) ? [] : dot.id)));
  const open = declined.filter(({ meetingId }) => ahead.has(meetingId));
  const decliners = [...new Map(open.map(({ by }) => [by.id, by.name]))];
  return [
    ...(moved.length > 0 ? [text.moved(daysOf(moved))] : []),
    ...(cancelled.length > 0 ? [text.cancelled(daysOf(cancelled))] : []),
    ...decliners.map(([id, name]) => {
      const theirs = new Set(open.flatMap(({ by, meetingId }) => (by.id === id ? meetingId : [])));
      return text.declined(name, daysOf(meetings.filter((one) => theirs.has(one.id))));
    }),
  ];
}
