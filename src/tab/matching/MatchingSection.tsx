import { Body1 } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { getScenario, listScenarios, type ScenarioSettings, type ScenarioView } from '../../contract/matching.ts';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import type { ProgrammeProps } from '../programmes/section.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { Comparison } from './Comparison.tsx';
import { RulesForm } from './RulesForm.tsx';
import { Scenario } from './Scenario.tsx';
import { ScenarioList } from './ScenarioList.tsx';
import { isAtWork } from './settings.ts';
import { useRun } from './use-run.ts';

const text = words.matching;

/** The workbench: scenarios side by side, and one of them in full. Each has an address of its own. */
export default function MatchingSection({ programme }: ProgrammeProps): ReactNode {
  const programmeId = programme.id;
  const { item } = useParams();
  const list = useAnswer(
    listScenarios,
    { programmeId },
    { live: ({ scenarios }) => scenarios.some(({ state }) => isAtWork(state)) },
  );
  const path = `/programmes/${programmeId}`;
  const begun = programme.state !== 'draft' && programme.state !== 'enrolling';
  if (!begun && list.data?.scenarios.length === 0) {
    return (
      <EmptyState
        icon={<PeopleTeamRegular />}
        title={text.notReady.title}
        text={text.notReady.text}
        action={<RouteButton to={path}>{text.notReady.action}</RouteButton>}
      />
    );
  }
  if (list.isPending) return <PanelSkeleton rows={5} />;
  if (!list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const { scenarios, defaults } = list.data;
  if (item === 'compare') return <Comparison programmeId={programmeId} scenarios={scenarios} />;
  const shown = item === undefined ? scenarios[0] : scenarios.find(({ id }) => id === item);
  if (!shown && item !== undefined) {
    return (
      <EmptyState
        icon={<SearchRegular />}
        title={text.gone.title}
        text={text.gone.text}
        action={<RouteButton to={`${path}/matching`}>{text.gone.action}</RouteButton>}
      />
    );
  }
  const open = programme.state === 'matching' || programme.state === 'running';
  if (!shown) return open ? <First programme={programme} defaults={defaults} /> : <Body1>{text.over}</Body1>;
  return (
    <>
      <ScenarioList programmeId={programmeId} scenarios={scenarios} current={shown} open={open} />
      <Shown key={shown.id} programme={programme} scenario={shown} defaults={defaults} open={open} />
    </>
  );
}

/** Before there is a scenario: the standard rules, and the button that makes the first with them. */
function First({ programme, defaults }: ProgrammeProps & { defaults: ScenarioSettings }): ReactNode {
  const [settings, setSettings] = useState(defaults);
  const { create, isPending, error } = useRun(programme.id);
  return (
    <>
      <Body1>{text.empty}</Body1>
      <RulesForm
        settings={settings}
        saved={null}
        defaults={defaults}
        onChange={setSettings}
        pending={isPending}
        error={error}
        again={false}
        primary
        onRun={() => void create({ settings })}
        onSave={null}
      />
    </>
  );
}

type ShownProps = { programme: ProgrammeView; scenario: ScenarioView; defaults: ScenarioSettings; open: boolean };

function Shown({ programme, scenario, defaults, open }: ShownProps): ReactNode {
  const answer = useAnswer(
    getScenario,
    { programmeId: programme.id, scenarioId: scenario.id },
    { live: ({ scenario: { state } }) => isAtWork(state) },
  );
  if (answer.isPending) return <PanelSkeleton rows={5} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  return <Scenario programme={programme} defaults={defaults} open={open} {...answer.data} />;
}
