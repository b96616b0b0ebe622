import { Body1, makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { useState, type ReactNode } from 'react';
import { getProposal, runMatch, type ProposalView } from '../../contract/matching.ts';
import { useAction, useAnswer } from '../answers.ts';
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
import { DEFAULT_RULES, RulesForm, sameRules, type Rules } from './RulesForm.tsx';

const text = words.matching;

const useStyles = makeStyles({ hidden: { display: 'none' } });

/** The workbench: a few rules, a run, everything it found with its reasons, and publishing. */
export default function MatchingSection({ programme }: ProgrammeProps): ReactNode {
  const programmeId = programme.id;
  const answer = useAnswer(getProposal, { programmeId });
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
  if (answer.isPending) return <PanelSkeleton rows={5} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const { proposal } = answer.data;
  return <Workbench key={proposal?.publishedAt} programme={programme} proposal={proposal} />;
}

function Workbench({ programme, proposal }: ProgrammeProps & { proposal: ProposalView | null }): ReactNode {
  const styles = useStyles();
  const programmeId = programme.id;
  const running = useAction(runMatch);
  const [rules, setRules] = useState<Rules>(proposal?.run ?? DEFAULT_RULES);
  const [publishing, setPublishing] = useState(false);
  const published = proposal?.publishedAt ?? null;
  const stale = proposal !== null && !sameRules(rules, proposal.run);
  const run = (): void => running.mutate({ params: { programmeId }, body: rules });
  return (
    <>
      {published && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{text.published(shortDay(published))}</MessageBarBody>
        </MessageBar>
      )}
      {proposal && (
        <>
          <Headline
            proposal={proposal}
            stale={stale}
            onPublish={published || proposal.pairs.length === 0 ? null : () => setPublishing(true)}
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
          pending={running.isPending}
          error={running.error}
          again={proposal !== null}
          primary={proposal === null || stale}
          onRun={run}
        />
      </div>
      {!proposal && <Body1>{text.empty}</Body1>}
      {proposal && (
        <>
          {proposal.pairs.length > 0 && (
            <Panel title={text.pairs}>
              <ProposedPairs pairs={proposal.pairs} />
            </Panel>
          )}
          <Panel title={text.unmatched}>
            <Unmatched unmatched={proposal.unmatched} pairs={proposal.pairs} />
          </Panel>
          <Panel title={text.excluded}>
            <Excluded excluded={proposal.excluded} />
          </Panel>
          {publishing && (
            <PublishDialog programme={programme} proposal={proposal} onClose={() => setPublishing(false)} />
          )}
        </>
      )}
    </>
  );
}
