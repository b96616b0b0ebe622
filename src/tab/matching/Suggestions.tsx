import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { MatchResultView, ScenarioSettings, ScenarioView } from '../../contract/matching.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { words } from '../words.ts';
import { withRule } from './settings.ts';
import { useRun } from './use-run.ts';

const text = words.matching;

const MOST = 4;

type Help = NonNullable<MatchResultView['unmatched'][number]['wouldHelp']>;
type Props = {
  programmeId: string;
  scenario: ScenarioView;
  unmatched: MatchResultView['unmatched'];
  open: boolean;
};

/** Single changes that would help, the most helpful first; each can be tried in a copy that is run at once. */
export function Suggestions({ programmeId, scenario, unmatched, open }: Props): ReactNode {
  const navigate = useNavigate();
  const { create, isPending, error } = useRun(programmeId);
  const suggested = suggestionsFor(scenario.settings, unmatched);
  if (suggested.length === 0) return null;
  const attempt = async (settings: ScenarioSettings): Promise<void> => {
    const made = await create({ copyOf: scenario.id, settings });
    if (made) void navigate(`/programmes/${programmeId}/matching/${made.id}`);
  };
  return (
    <Panel title={text.suggestions}>
      <RowList>
        {suggested.map(({ help, settings }) => (
          <Row key={help.text}>
            <Body1>{help.text}</Body1>
            {open && (
              <ActionButton
                appearance="secondary"
                pending={isPending}
                label={text.tryItFor(help.text)}
                onClick={() => void attempt(settings)}
              >
                {text.tryIt}
              </ActionButton>
            )}
          </Row>
        ))}
      </RowList>
      {error && <Failure error={error} />}
    </Panel>
  );
}

/** Each change once, however many people it would help. */
function suggestionsFor(
  before: ScenarioSettings,
  unmatched: MatchResultView['unmatched'],
): { help: Help; settings: ScenarioSettings }[] {
  const each = new Map<string, Help>();
  for (const { wouldHelp } of unmatched) {
    if (wouldHelp) each.set(`${wouldHelp.setting} ${String(wouldHelp.value)}`, wouldHelp);
  }
  return [...each.values()]
    .sort((a, b) => b.more - a.more)
    .flatMap((help) => {
      const settings = withRule(before, help.setting, help.value);
      return settings ? [{ help, settings }] : [];
    })
    .slice(0, MOST);
}
