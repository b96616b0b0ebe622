import { Body1, Field, Input, MenuItem } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { createScenario, deleteScenario, editScenario, type ScenarioView } from '../../contract/matching.ts';
import { useAction } from '../answers.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { words } from '../words.ts';
import { isAtWork } from './settings.ts';

const text = words.matching;

type Props = {
  programmeId: string;
  scenario: ScenarioView;
  /** The one to look at when this one is deleted; undefined when it is the last. */
  next: ScenarioView | undefined;
};

/** What can be done with one scenario as a whole. A published one is part of the record, one at work is left alone. */
export function ScenarioMenu({ programmeId, scenario, next }: Props): ReactNode {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const copying = useAction(createScenario);
  const path = `/programmes/${programmeId}/matching`;
  const settled = scenario.state !== 'published' && !isAtWork(scenario.state);
  const copy = (): void =>
    copying.mutate(
      { params: { programmeId }, body: { copyOf: scenario.id } },
      { onSuccess: ({ scenario: made }) => void navigate(`${path}/${made.id}`) },
    );
  const props = { programmeId, scenario, onClose: () => setOpen(null) };
  return (
    <>
      <MoreMenu label={text.moreFor(scenario.name)}>
        {settled && <MenuItem onClick={() => setOpen('rename')}>{text.rename}</MenuItem>}
        <MenuItem onClick={copy}>{text.copy}</MenuItem>
        {settled && <MenuItem onClick={() => setOpen('delete')}>{text.remove}</MenuItem>}
      </MoreMenu>
      {open === 'rename' && <RenameDialog {...props} />}
      {open === 'delete' && <DeleteDialog {...props} next={next} />}
    </>
  );
}

type DialogProps = Omit<Props, 'next'> & { onClose: () => void };

function RenameDialog({ programmeId, scenario, onClose }: DialogProps): ReactNode {
  const renaming = useAction(editScenario);
  const [name, setName] = useState(scenario.name);
  const [missing, setMissing] = useState(false);
  const rename = (): void => {
    if (name.trim() === '') return setMissing(true);
    const params = { programmeId, scenarioId: scenario.id };
    renaming.mutate({ params, body: { version: scenario.version, name: name.trim() } }, { onSuccess: onClose });
  };
  return (
    <ConfirmDialog
      open
      title={text.renameTitle(scenario.name)}
      confirm={{ label: text.rename, pending: renaming.isPending, onClick: rename }}
      error={renaming.error}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <Field
          label={text.name}
          {...(missing && name.trim() === '' && { validationState: 'error', validationMessage: text.needName })}
        >
          <Input value={name} maxLength={80} onChange={(_, data) => setName(data.value)} />
        </Field>
      </form>
    </ConfirmDialog>
  );
}

function DeleteDialog({ programmeId, scenario, next, onClose }: DialogProps & Pick<Props, 'next'>): ReactNode {
  const navigate = useNavigate();
  const { item } = useParams();
  const deleting = useAction(deleteScenario);
  const path = `/programmes/${programmeId}/matching`;
  const remove = async (): Promise<void> => {
    const params = { programmeId, scenarioId: scenario.id, version: scenario.version };
    const isAddressed = item === scenario.id;
    // First away from what will be gone, so that nobody is shown its absence.
    if (isAddressed && next) await navigate(`${path}/${next.id}`);
    try {
      await deleting.mutateAsync({ params });
    } catch {
      return; // the dialog tells it
    }
    onClose();
    if (isAddressed && !next) await navigate(path);
  };
  return (
    <ConfirmDialog
      open
      title={text.removeTitle(scenario.name)}
      confirm={{ label: text.remove, pending: deleting.isPending, onClick: () => void remove() }}
      error={deleting.error}
      onClose={onClose}
    >
      <Body1>{text.removeText}</Body1>
    </ConfirmDialog>
  );
}
