import { Body1, makeStyles, Select, tokens } from '@fluentui/react-components';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { listPairs, type PairView } from '../../contract/meetings.ts';
import { useAnswer } from '../answers.ts';
import { readerZone, zoneName } from '../dates.ts';
import type { ProgrammeProps } from '../programmes/section.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { BookingPanel } from './BookingPanel.tsx';
import { hasNoHour, hasSeries, isOnTheMove, needsAttention } from './booking.ts';
import { PairList } from './PairList.tsx';
import { dotsOf, markOf } from './series-stand.ts';
import { MarkKey } from './SeriesDots.tsx';

const text = words.meetings;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

type Filter = 'all' | 'attention' | 'ended';

/** Every pair with its meetings, and how the booking is going. Nothing of what anybody said. */
export default function MeetingsSection({ programme }: ProgrammeProps): ReactNode {
  const styles = useStyles();
  const [filter, setFilter] = useState<Filter>('all');
  const { item } = useParams();
  const answer = useAnswer(listPairs, { programmeId: programme.id }, { live: ({ pairs }) => pairs.some(isOnTheMove) });
  if (answer.isPending) return <PanelSkeleton rows={5} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const { pairs } = answer.data;
  if (pairs.length === 0) {
    return (
      <EmptyState
        icon={<CalendarRegular />}
        title={text.empty.title}
        text={text.empty.text}
        action={<RouteButton to={`/programmes/${programme.id}/matching`}>{text.empty.action}</RouteButton>}
      />
    );
  }
  const live = pairs.filter(({ state }) => state === 'live');
  const one = pairs.find(({ id }) => id === item);
  const shown = one ? [one] : pairs.filter(filters[filter]);
  return (
    <>
      {live.length > 0 && <BookingPanel programmeId={programme.id} needsYou={<NeedsYou pairs={live} />} />}
      <Panel
        title={one ? text.onlyThis : text.filters[filter]}
        action={
          one ? (
            <RouteButton to={`/programmes/${programme.id}/meetings`}>{text.showAll}</RouteButton>
          ) : (
            <Select aria-label={text.filter} value={filter} onChange={(_, data) => setFilter(data.value as Filter)}>
              {Object.entries(text.filters).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )
        }
      >
        {shown.length === 0 && <Body1>{filter === 'ended' ? text.noneEnded : text.noneInFilter}</Body1>}
        {shown.some(hasSeries) && programme.timeZone !== readerZone() && (
          <Body1 className={styles.quiet}>{text.zones(zoneName(readerZone()), zoneName(programme.timeZone))}</Body1>
        )}
        <MarkKey dots={shown.filter(hasSeries).flatMap(dotsOf)} />
        <PairList key={filter} programmeId={programme.id} pairs={shown} />
      </Panel>
    </>
  );
}

const filters: Record<Filter, (pair: PairView) => boolean> = {
  all: ({ state }) => state === 'live',
  attention: needsAttention,
  ended: ({ state }) => state === 'ended',
};

/** What nobody but a coordinator can settle, and what the diaries say. */
function NeedsYou({ pairs }: { pairs: PairView[] }): ReactNode {
  const styles = useStyles();
  const noHour = pairs.filter(hasNoHour).length;
  const asked = pairs.filter(({ isAsked }) => isAsked).length;
  const clashes = pairs
    .filter(hasSeries)
    .flatMap(dotsOf)
    .filter((dot) => markOf(dot) === 'clash').length;
  return (
    <>
      {noHour > 0 && <Body1>{text.needsYou(noHour)}.</Body1>}
      {asked > 0 && <Body1 className={styles.quiet}>{text.asked(asked)}.</Body1>}
      {clashes > 0 && <Body1 className={styles.quiet}>{text.clashes(clashes)}.</Body1>}
    </>
  );
}
