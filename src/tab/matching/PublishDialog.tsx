import { Body1, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { getScenario, publishScenario, type MatchResultView, type ScenarioView } from '../../contract/matching.ts';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { getSupport } from '../../contract/support.ts';
import { useAction, useAnswer } from '../answers.ts';
import { CalendarEntry } from '../programmes/CalendarNameField.tsx';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { words } from '../words.ts';

const text = words.matching;

type Props = { programme: ProgrammeView; scenario: ScenarioView; result: MatchResultView; onClose: () => void };

/** Everything that people will see once this is published, with the first pair as the example. */
export function PublishDialog({ programme, scenario, result, onClose }: Props): ReactNode {
  const publishing = useAction(publishScenario);
  const { pairs = 0, newPairs = 0, unmatched = 0 } = scenario.figures ?? {};
  const example = result.pairs.find(({ fixed }) => fixed !== 'already-meeting');
  const publish = (): void =>
    publishing.mutate(
      { params: { programmeId: programme.id, scenarioId: scenario.id }, body: { version: scenario.version } },
      { onSuccess: onClose },
    );
  return (
    <ConfirmDialog
      open
      title={text.publishTitle(newPairs)}
      confirm={{ label: text.publishConfirm, pending: publishing.isPending, onClick: publish }}
      error={publishing.error}
      onClose={onClose}
    >
      <Body1>{text.publishIntro}</Body1>
      <Body1>{text.publishSums(newPairs * 2, newPairs * programme.sessions, newPairs)}</Body1>
      {newPairs < pairs && <Body1>{text.publishKept(pairs - newPairs)}</Body1>}
      <SupportWarning programmeId={programme.id} scenarioId={scenario.id} />
      {example && (
        <>
          <Body1>{text.publishPair}</Body1>
          <CardPreview
            card={words.cards.introduction({
              programme: programme.name,
              theirRole: 'mentor',
              partner: example.mentor,
              reasons: example.reasons,
              sessions: programme.sessions,
              gapWeeks: programme.gapWeeks,
            })}
          />
        </>
      )}
      {unmatched > 0 && (
        <>
          <Body1>{text.publishUnmatched(unmatched)}</Body1>
          <CardPreview card={words.cards.unmatched(programme.name)} />
        </>
      )}
      <Body1>{text.publishCalendar}</Body1>
      <CalendarEntry
        name={programme.calendarName}
        {...(example && { people: `${example.mentor.name}; ${example.mentee.name}` })}
      />
    </ConfirmDialog>
  );
}

/** Whether people will have somebody to turn to; it can be put right later, so it stops nothing. */
function SupportWarning({ programmeId, scenarioId }: { programmeId: string; scenarioId: string }): ReactNode {
  const support = useAnswer(getSupport, { programmeId }).data;
  const shown = useAnswer(getScenario, { programmeId, scenarioId }).data;
  if (!support || !shown) return null;
  const { contacts } = support;
  const { supportGaps: gaps } = shown;
  const warning =
    contacts.length === 0
      ? text.supportNone
      : contacts.length === 1
        ? text.supportOne
        : gaps.length > 0
          ? text.supportGaps(gaps.length)
          : null;
  if (warning === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{warning}</MessageBarBody>
      <MessageBarActions>
        <RouteButton to={`/programmes/${programmeId}/settings`}>{text.toSupport}</RouteButton>
      </MessageBarActions>
    </MessageBar>
  );
}
