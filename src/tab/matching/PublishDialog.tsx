import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { publishScenario, type MatchResultView, type ScenarioView } from '../../contract/matching.ts';
import type { ProgrammeView } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { CalendarEntry } from '../programmes/CalendarNameField.tsx';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from '../words.ts';

const text = words.matching;

type Props = { programme: ProgrammeView; scenario: ScenarioView; result: MatchResultView; onClose: () => void };

/** Everything that people will see once this is published, with the first pair as the example. */
export function PublishDialog({ programme, scenario, result, onClose }: Props): ReactNode {
  const publishing = useAction(publishScenario);
  const added = scenario.figures?.newPairs ?? 0;
  const example = result.pairs.find(({ fixed }) => fixed !== 'already-meeting');
  const publish = (): void =>
    publishing.mutate(
      { params: { programmeId: programme.id, scenarioId: scenario.id }, body: { version: scenario.version } },
      { onSuccess: onClose },
    );
  return (
    <ConfirmDialog
      open
      title={text.publishTitle(added)}
      confirm={{ label: text.publishConfirm, pending: publishing.isPending, onClick: publish }}
      error={publishing.error}
      onClose={onClose}
    >
      <Body1>{text.publishIntro}</Body1>
      {example && (
        <>
          <Body1>{text.publishPair(added * 2)}</Body1>
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
      {result.unmatched.length > 0 && (
        <>
          <Body1>{text.publishUnmatched(result.unmatched.length)}</Body1>
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
