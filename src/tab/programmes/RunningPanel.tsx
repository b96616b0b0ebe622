import { Body1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { ReactNode } from 'react';
import { listScenarios } from '../../contract/matching.ts';
import { listPairs, showBooking, type BookingView } from '../../contract/meetings.ts';
import { useAnswer } from '../answers.ts';
import { breaksRule, hasNoHour, isOnTheMove } from '../meetings/booking.ts';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import type { ProgrammeProps } from './section.ts';

const text = words.programmes.today.running;

const useStyles = makeStyles({
  well: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  icon: { fontSize: '20px', color: tokens.colorPaletteGreenForeground1, flexShrink: 0 },
});

/** What in a running programme needs a person; when nothing does, it says so. */
export function RunningPanel({ programme }: ProgrammeProps): ReactNode {
  const styles = useStyles();
  const programmeId = programme.id;
  const answer = useAnswer(listPairs, { programmeId }, { live: ({ pairs }) => pairs.some(isOnTheMove) });
  const booking = useAnswer(showBooking, { programmeId }, { live: ({ state }) => state === 'running' });
  const scenarios = useAnswer(listScenarios, { programmeId });
  if (answer.isPending) return <PanelSkeleton />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;

  const live = answer.data.pairs.filter(({ state }) => state === 'live');
  const noHour = live.filter(hasNoHour).length;
  const cards = live.reduce((sum, { cardTroubles }) => sum + cardTroubles.length, 0);
  const lastRound = scenarios.data?.scenarios
    .filter(({ published }) => published !== null)
    .sort((a, b) => (a.published!.at < b.published!.at ? 1 : -1))[0];
  const unmatched = lastRound?.figures?.unmatched ?? 0;
  const moving = booking.data !== undefined && booking.data.state !== 'done' && booking.data.total > 0;
  const broken = live.filter(breaksRule).length;
  const alerts = live.filter((pair) => pair.alerts.length > 0).length;
  const matters = [
    { n: broken, say: text.broken, to: 'meetings' },
    { n: alerts, say: text.alerts, to: 'meetings' },
    { n: noHour, say: text.noHour, to: 'meetings' },
    { n: cards, say: text.cards, to: 'meetings' },
    { n: unmatched, say: text.unmatched, to: 'matching' },
  ].filter(({ n }) => n > 0);

  return (
    <Panel title={text.heading(live.length)}>
      {moving && <BookingLine booking={booking.data} />}
      {matters.length === 0 && !moving && (
        <span className={styles.well}>
          <CheckmarkCircleRegular className={styles.icon} aria-hidden />
          <Body1>{text.allWell}</Body1>
        </span>
      )}
      <RowList>
        {matters.map(({ n, say, to }) => (
          <Row key={say(2)}>
            <Body1>{say(n)}</Body1>
            <RouteLink to={`/programmes/${programmeId}/${to}`}>{text.see}</RouteLink>
          </Row>
        ))}
      </RowList>
    </Panel>
  );
}

/** How far the invitations are, or that somebody has held them up. */
function BookingLine({ booking: { state, booked, total } }: { booking: BookingView }): ReactNode {
  const said = words.booking.headings[state](booked, total);
  return (
    <>
      <Body1>{said}</Body1>
      <ProgressBar value={booked} max={total} thickness="large" aria-label={said} />
    </>
  );
}
