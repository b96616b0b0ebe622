import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { Navigate, useParams } from 'react-router';
import { getMe } from '../../contract/me.ts';
import { getProgramme, type ProgrammeView } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { PageSkeleton, PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import type { SectionProps } from './section.ts';
import { SECTIONS, SectionNav, type SectionName } from './SectionNav.tsx';
import { StateBadge } from './StateBadge.tsx';
import { TodaySection } from './TodaySection.tsx';

const text = words.programmes;

const sections: Record<SectionName, ComponentType<SectionProps>> = {
  today: TodaySection,
  people: lazy(() => import('../people/PeopleSection.tsx')),
  lists: lazy(() => import('../lists/ListsSection.tsx')),
  matching: lazy(() => import('../matching/MatchingSection.tsx')),
  meetings: lazy(() => import('../meetings/MeetingsSection.tsx')),
  results: lazy(() => import('../feedback/ResultsSection.tsx')),
  settings: lazy(() => import('./SettingsSection.tsx')),
};

/** Sponsors see aggregates and nothing else; the server holds to that whatever is asked. */
const FOR_SPONSORS = ['results'] as const satisfies SectionName[];

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  body: {
    display: 'grid',
    gridTemplateColumns: '160px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

/** One programme, for those who run it. */
export default function ProgrammePage(): ReactNode {
  const styles = useStyles();
  const { programmeId = '', section } = useParams();
  const answer = useAnswer(getProgramme, { programmeId }, { live: ({ programme }) => isMoving(programme) });
  const me = useAnswer(getMe, {});
  const back = (
    <span>
      <RouteLink to="/programmes">
        <span className={styles.back}>
          <ArrowLeftRegular aria-hidden />
          {text.title}
        </span>
      </RouteLink>
    </span>
  );
  if (answer.isPending || me.isPending) return <PageSkeleton />;
  if (!answer.data) {
    return (
      <Page title={text.title} before={back}>
        <Failure error={answer.error} retry={() => void answer.refetch()} />
      </Page>
    );
  }
  const { programme } = answer.data;
  const runs = programme.coordinators.some(({ id }) => id === me.data?.person.id);
  const open = runs ? SECTIONS : FOR_SPONSORS;
  const name = section === undefined ? open[0] : open.find((one) => one === section);
  if (!name) return <Navigate to={`/programmes/${programmeId}`} replace />;
  const Section = sections[name];
  return (
    <Page title={programme.name} before={back} action={<StateBadge state={programme.state} />}>
      <div className={runs ? styles.body : undefined}>
        {runs && <SectionNav programmeId={programme.id} sections={open} current={name} />}
        <div className={styles.section}>
          {answer.error && <Failure error={answer.error} retry={() => void answer.refetch()} />}
          <Suspense fallback={<PanelSkeleton />}>
            <Section programme={programme} runs={runs} />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

/** While people answer, and while meetings are being booked, its figures change by themselves. */
const isMoving = ({ state, counts, sessions }: ProgrammeView): boolean =>
  (state === 'enrolling' && counts.invited > 0) ||
  (state === 'running' && counts.meetingsBooked < counts.pairs * sessions);
