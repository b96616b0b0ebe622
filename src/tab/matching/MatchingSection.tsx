import { Body1, makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { useState, type ReactNode } from 'react';
import {
  createScenario,
  editScenario,
  getScenario,
  listScenarios,
  runScenario,
  type MatchResultView,
  type ScenarioSettings,
  type ScenarioState,
  type ScenarioView,
} from '../../contract/matching.ts';
import { useAction, useAnswer } from '../answers.ts';
import { ApiFault } from '../api.ts';
import { shortDay } from '../dates.ts';
import type { ProgrammeProps } from '../programmes/section.ts';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { Excluded, ProposedPairs, Unmatched } from './ProposalTables.tsx';
import { Headline } from './Headline.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { RulesForm, rulesOf, sameRules, withRules, type Rules } from './RulesForm.tsx';

const text = words.matching;

const useStyles = makeStyles({ hidden: { display: 'none' } });

/** The workbench: a few rules, a run, everything it found with its reasons, and publishing. */
export default function MatchingSection({ programme }: ProgrammeProps): ReactNode {
  const programmeId = programme.id;
  const list = useAnswer(listScenarios, { programmeId });
  const newest = list.data?.scenarios[0];
  const shown = useAnswer(
    getScenario,
    { programmeId, scenarioId: newest?.id ?? '' },
    { enabled: newest !== undefined, live: ({ scenario }) => isAtWork(scenario.state) },
  );
  if (programme.state === 'draft' || programme.state === 'enrolling') {
    return (
      <EmptyState
        icon={<PeopleTeamRegular />}
        title={text.notReady.title}
        text={text.notReady.text}
        action={<RouteButton to={`/programmes/${programmeId}`}>{text.notReady.action}</RouteButton>}
      />
    );
  }
  if (list.isPending || (newest && shown.isPending)) return <PanelSkeleton rows={5} />;
  if (!list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (shown.error && !shown.data) return <Failure error={shown.error} retry={() => void shown.refetch()} />;
  const scenario = shown.data?.scenario ?? null;
  return (
    <Workbench
      key={scenario?.published?.at}
      programme={programme}
      scenario={scenario}
      result={shown.data?.result ?? null}
      defaults={list.data.defaults}
    />
  );
}

const isAtWork = (state: ScenarioState): boolean => state === 'queued' || state === 'running';

type Props = ProgrammeProps & {
  scenario: ScenarioView | null;
  result: MatchResultView | null;
  defaults: ScenarioSettings;
};

function Workbench({ programme, scenario, result, defaults }: Props): ReactNode {
  const styles = useStyles();
  const programmeId = programme.id;
  const settings = scenario?.settings ?? defaults;
  const [rules, setRules] = useState<Rules>(rulesOf(settings));
  const [publishing, setPublishing] = useState(false);
  const { find, isPending, error } = useFindPairs(programmeId, scenario);
  const published = scenario?.published ?? null;
  const figures = scenario?.figures ?? null;
  const pending = isPending || (scenario !== null && isAtWork(scenario.state));
  const stale = scenario !== null && (scenario.stale || !sameRules(rules, rulesOf(settings)));
  const failed = scenario?.state === 'failed' && scenario.fault ? new ApiFault(409, scenario.fault) : null;
  return (
    <>
      {published && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{text.published(shortDay(published.at))}</MessageBarBody>
        </MessageBar>
      )}
      {scenario && figures && (
        <>
          <Headline
            figures={figures}
            stale={stale || pending}
            onPublish={published || figures.newPairs === 0 ? null : () => setPublishing(true)}
          />
          {published && (
            <ButtonRow>
              <RouteButton to={`/programmes/${programmeId}/meetings`} appearance="primary">
                {text.seeMeetings}
              </RouteButton>
            </ButtonRow>
          )}
        </>
      )}
      <div className={published ? styles.hidden : undefined}>
        <RulesForm
          rules={rules}
          onChange={setRules}
          pending={pending}
          error={error ?? failed}
          again={figures !== null}
          primary={figures === null || stale}
          onRun={() => find(withRules(settings, rules))}
        />
      </div>
      {!result && <Body1>{text.empty}</Body1>}
      {scenario && result && (
        <>
          {result.pairs.length > 0 && (
            <Panel title={text.pairs}>
              <ProposedPairs pairs={result.pairs} />
            </Panel>
          )}
          <Panel title={text.unmatched}>
            <Unmatched unmatched={result.unmatched} pairs={result.pairs} />
          </Panel>
          <Panel title={text.excluded}>
            <Excluded excluded={result.excluded} />
          </Panel>
          {publishing && (
            <PublishDialog
              programme={programme}
              scenario={scenario}
              result={result}
              onClose={() => setPublishing(false)}
            />
          )}
        </>
      )}
    </>
  );
}

/** One scenario is made with the first run; later runs change its rules. */
function useFindPairs(programmeId: string, scenario: ScenarioView | null) {
  const creating = useAction(createScenario);
  const editing = useAction(editScenario);
  const starting = useAction(runScenario);
  const settled = async (settings: ScenarioSettings): Promise<ScenarioView> => {
    if (!scenario) return (await creating.mutateAsync({ params: { programmeId }, body: { settings } })).scenario;
    const { id: scenarioId, version } = scenario;
    if (sameRules(rulesOf(settings), rulesOf(scenario.settings))) return scenario;
    return (await editing.mutateAsync({ params: { programmeId, scenarioId }, body: { version, settings } })).scenario;
  };
  const find = async (settings: ScenarioSettings): Promise<void> => {
    const { id: scenarioId, version } = await settled(settings);
    await starting.mutateAsync({ params: { programmeId, scenarioId }, body: { version } });
  };
  const actions = [creating, editing, starting];
  return {
    // What went wrong is the action's own to tell.
    find: (settings: ScenarioSettings) => void find(settings).catch(() => undefined),
    isPending: actions.some((action) => action.isPending),
    error: actions.find((action) => action.error)?.error ?? null,
  };
}
