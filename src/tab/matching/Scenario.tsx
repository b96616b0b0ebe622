import { Body1, makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { MatchResultView, ScenarioSettings, ScenarioView } from '../../contract/matching.ts';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { words } from '../words.ts';
import { DecisionsTab } from './DecisionsTab.tsx';
import { Excluded } from './Excluded.tsx';
import { FixedRules } from './FixedRules.tsx';
import { Headline } from './Headline.tsx';
import { LastRun } from './LastRun.tsx';
import { PairsTab } from './PairsTab.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { PublishedBar } from './PublishedBar.tsx';
import { RulesForm } from './RulesForm.tsx';
import { RunProgress } from './RunProgress.tsx';
import { isAtWork, isOutOfDate, sameSettings } from './settings.ts';
import { UnmatchedTab } from './UnmatchedTab.tsx';
import { useRun } from './use-run.ts';

const text = words.matching;

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap' } });

type Part = 'pairs' | 'unmatched' | 'decisions' | 'rules';

type Props = {
  programme: ProgrammeView;
  scenario: ScenarioView;
  result: MatchResultView | null;
  defaults: ScenarioSettings;
  /** Whether the programme still lets anything be changed. */
  open: boolean;
};

/** One scenario: what came of it, everything it found with its reasons, the coordinator's decisions, and its rules. */
export function Scenario({ programme, scenario, result, defaults, open }: Props): ReactNode {
  const styles = useStyles();
  const programmeId = programme.id;
  const [chosen, setChosen] = useState<Part | null>(null);
  const [draft, setDraft] = useState<ScenarioSettings | null>(null);
  const [publishing, setPublishing] = useState(false);
  const { run, save, isPending, error } = useRun(programmeId);
  const settings = draft ?? scenario.settings;
  const edited = !sameSettings(settings, scenario.settings);
  const working = isAtWork(scenario.state);
  const published = scenario.published !== null;
  const changeable = open && !published && !working;
  const part = chosen ?? (result ? 'pairs' : 'rules');
  const stale = isOutOfDate(scenario) && !published ? text.stale : edited ? text.staleDraft : null;
  const start = async (): Promise<void> => {
    if (!(await run(scenario, settings))) return;
    setDraft(null);
    setChosen(null);
  };
  const keep = async (): Promise<void> => {
    if (await save(scenario, settings)) setDraft(null);
  };
  const shared = { programmeId, scenario, open: changeable };
  return (
    <>
      {published && <PublishedBar programmeId={programmeId} scenario={scenario} open={open} />}
      {working && <RunProgress programmeId={programmeId} scenario={scenario} />}
      {!working && <LastRun scenario={scenario} onDecisions={() => setChosen('decisions')} />}
      {result && (
        <Headline
          scenario={scenario}
          result={result}
          stale={stale}
          pending={isPending || working}
          onRun={changeable ? () => void start() : null}
          onPublish={open && !published ? () => setPublishing(true) : null}
        />
      )}
      {!result && !working && <Body1>{text.empty}</Body1>}
      <TabList
        className={styles.tabs}
        aria-label={text.tabs.label}
        selectedValue={part}
        onTabSelect={(_, data) => setChosen(data.value as Part)}
      >
        {result && <Tab value="pairs">{text.tabs.pairs(result.pairs.length)}</Tab>}
        {result && <Tab value="unmatched">{text.tabs.unmatched(result.unmatched.length)}</Tab>}
        <Tab value="decisions">{text.tabs.decisions(scenario.locked.length + scenario.forbidden.length)}</Tab>
        <Tab value="rules">{text.tabs.rules}</Tab>
      </TabList>
      {part === 'pairs' && result && <PairsTab {...shared} result={result} />}
      {part === 'unmatched' && result && <UnmatchedTab {...shared} result={result} open={open} />}
      {part === 'decisions' && <DecisionsTab {...shared} />}
      {part === 'rules' && (published || !open) && <FixedRules settings={scenario.settings} published={published} />}
      {part === 'rules' && !published && open && (
        <RulesForm
          settings={settings}
          saved={scenario.settings}
          defaults={defaults}
          onChange={setDraft}
          pending={isPending || working}
          error={error}
          again={result !== null}
          primary={result === null || stale !== null}
          onRun={() => void start()}
          onSave={() => void keep()}
        />
      )}
      {part === 'rules' && result && <Excluded excluded={result.excluded} blockingPairs={result.blockingPairs} />}
      {publishing && result && (
        <PublishDialog programme={programme} scenario={scenario} result={result} onClose={() => setPublishing(false)} />
      )}
    </>
  );
}
