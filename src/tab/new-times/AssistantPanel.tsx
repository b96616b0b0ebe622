import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { getMe } from '../../contract/me.ts';
import { nameAssistant } from '../../contract/new-times.ts';
import { useAction, useAnswer } from '../answers.ts';
import { ColleaguePicker } from '../home/ColleaguePicker.tsx';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { words } from '../words.ts';

const text = words.newTimes.assistant;

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type Props = { programmeId: string; assistant: PersonView | null; partner: PersonView };

/** The colleague who may answer questions about times in the reader's place. */
export function AssistantPanel({ programmeId, assistant, partner }: Props): ReactNode {
  const styles = useStyles();
  const naming = useAction(nameAssistant);
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<PersonView[]>([]);
  const me = useAnswer(getMe, {});
  // A guest's colleagues are not in this organisation's directory.
  if (me.data?.person.byMail) return null;
  const name = (assistantId: string | null): void =>
    naming.mutate({ params: { programmeId }, body: { assistantId } }, { onSuccess: () => setChoosing(false) });
  return (
    <Panel title={text.heading}>
      {assistant ? (
        <div className={styles.row}>
          <PersonName person={assistant} />
          <ActionButton
            appearance="subtle"
            label={text.stopWhom(assistant.name)}
            pending={naming.isPending}
            onClick={() => name(null)}
          >
            {text.stop}
          </ActionButton>
        </div>
      ) : (
        !choosing && (
          <div className={styles.row}>
            <Body1>{text.nobody}</Body1>
            <Button onClick={() => setChoosing(true)}>{text.name}</Button>
          </div>
        )
      )}
      {!assistant && choosing && (
        <>
          <ColleaguePicker
            programmeId={programmeId}
            label={text.label}
            hint={text.hint}
            chosen={chosen}
            onChange={setChosen}
            max={1}
            taken={[partner]}
          />
          <div className={styles.actions}>
            {chosen[0] && (
              <ActionButton pending={naming.isPending} onClick={() => name(chosen[0]?.id ?? null)}>
                {text.save}
              </ActionButton>
            )}
            <Button appearance="subtle" onClick={() => setChoosing(false)}>
              {text.cancel}
            </Button>
          </div>
        </>
      )}
      <PrivateLine>{text.seen}</PrivateLine>
      {naming.error && <Failure error={naming.error} />}
    </Panel>
  );
}
