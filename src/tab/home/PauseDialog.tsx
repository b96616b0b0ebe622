import { Body1, Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { pause } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { list } from '../words/counting.ts';
import { words } from '../words.ts';

const text = words.home.pause;

type Props = {
  open: boolean;
  programmeId: string;
  partners: PersonView[];
  onClose: () => void;
};

/** A pause needs a day and no reason. It reaches the partner, so it says what happens first. */
export function PauseDialog({ open, programmeId, partners, onClose }: Props): ReactNode {
  const [until, setUntil] = useState('');
  const pausing = useAction(pause);
  const calledOff = pausing.data?.meetings;
  const close = (): void => {
    pausing.reset();
    onClose();
  };
  const confirm = (): void => pausing.mutate({ params: { programmeId }, body: { until } });
  if (calledOff !== undefined) {
    return (
      <ConfirmDialog open={open} title={text.doneTitle} onClose={close}>
        <Body1>{text.done(calledOff)}</Body1>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      open={open}
      title={text.title}
      {...(until !== '' && { confirm: { label: text.confirm, pending: pausing.isPending, onClick: confirm } })}
      dismiss={words.general.cancel}
      error={pausing.error}
      onClose={close}
    >
      <Body1>{text.happens(list(partners.map(({ name }) => name)))}</Body1>
      <Field label={text.until}>
        <Input type="date" value={until} onChange={(_, data) => setUntil(data.value)} />
      </Field>
    </ConfirmDialog>
  );
}
