import { Body1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import type { ReactNode } from 'react';
import { getMe } from '../../contract/me.ts';
import { listProgrammes, type ProgrammeView } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { DirectoryPanel } from '../people/DirectoryPanel.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { PageSkeleton, PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { StateBadge } from './StateBadge.tsx';

const text = words.programmes;

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, listStyle: 'none' },
  one: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none', paddingTop: 0 },
    ':last-child': { paddingBottom: 0 },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Coordinators' programmes; sponsors see figures; everybody else what this is and whom to ask. */
export default function ProgrammesPage(): ReactNode {
  const me = useAnswer(getMe, {});
  if (me.isPending) return <PageSkeleton />;
  if (me.error) {
    return (
      <Page title={text.title}>
        <Failure error={me.error} retry={() => void me.refetch()} />
      </Page>
    );
  }
  const coordinator = me.data.roles.includes('Coordinator');
  if (!coordinator && !me.data.roles.includes('Sponsor')) return <Outsider />;
  return <ProgrammeList coordinator={coordinator} />;
}

function ProgrammeList({ coordinator }: { coordinator: boolean }): ReactNode {
  const styles = useStyles();
  const programmes = useAnswer(listProgrammes, {});
  const found = programmes.data?.programmes;
  const create = (
    <RouteButton to="/programmes/new" appearance="primary" icon={<AddRegular />}>
      {text.create}
    </RouteButton>
  );
  return (
    <Page
      title={text.title}
      intro={coordinator ? undefined : text.sponsorIntro}
      action={coordinator && found && found.length > 0 && create}
    >
      {programmes.error && <Failure error={programmes.error} retry={() => void programmes.refetch()} />}
      {programmes.isPending && <PanelSkeleton rows={3} />}
      {found?.length === 0 && coordinator && (
        <EmptyState icon={<PeopleTeamRegular />} title={text.empty.title} text={text.empty.text} action={create} />
      )}
      {found?.length === 0 && !coordinator && (
        <EmptyState icon={<PeopleTeamRegular />} title={text.sponsorEmpty.title} text={text.sponsorEmpty.text} />
      )}
      {found && found.length > 0 && (
        <Panel title={text.title} quietTitle>
          <ul className={styles.list}>
            {found.map((programme) => (
              <ProgrammeRow key={programme.id} programme={programme} />
            ))}
          </ul>
        </Panel>
      )}
      {coordinator && <DirectoryPanel linked />}
    </Page>
  );
}

function ProgrammeRow({ programme }: { programme: ProgrammeView }): ReactNode {
  const styles = useStyles();
  const { mentors, mentees, pairs } = programme.counts;
  return (
    <li className={styles.one}>
      <span className={styles.words}>
        <Subtitle2>
          <RouteLink to={`/programmes/${programme.id}`}>{programme.name}</RouteLink>
        </Subtitle2>
        <Body1 className={styles.quiet}>
          {text.dates(plainDay(programme.startsOn), plainDay(programme.endsOn))} ·{' '}
          {text.summary(mentors, mentees, pairs)}
        </Body1>
      </span>
      <StateBadge state={programme.state} />
    </li>
  );
}

function Outsider(): ReactNode {
  return (
    <Page title={text.title}>
      <EmptyState
        icon={<PeopleTeamRegular />}
        title={text.outsider.title}
        text={
          <>
            {text.outsider.text} {text.outsider.ask}
          </>
        }
        action={
          <RouteButton to="/home" appearance="primary">
            {text.outsider.home}
          </RouteButton>
        }
      />
    </Page>
  );
}
