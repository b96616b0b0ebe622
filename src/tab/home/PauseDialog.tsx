import { Body1, Button, Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { endPause, pause } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { plainDay } from '../dates.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { list } from '../words/counting.ts';
import { words } from '../words.ts';

const text = words.home.pause;

type Props = {
  open: boolean;
  programmeId: string;
  partners: PersonView[];
  /** The last day of the pause that there is. */
  pausedUntil: string | null;
  onClose: () => void;
};

/** A pause needs a day and no reason. It reaches the partner, so it says what happens first. */
export function PauseDialog({ open, programmeId, partners, pausedUntil, onClose }: Props): ReactNode {
  const [until, setUntil] = useState('');
  const pausing = useAction(pause);
  const ending = useAction(endPause);
  const params = { programmeId };
  const calledOff = pausing.data?.meetings;
  if (calledOff !== undefined || ending.isSuccess) {
    const isEnded = calledOff === undefined;
    return (
      <ConfirmDialog open={open} title={isEnded ? text.endedTitle : text.doneTitle} onClose={onClose}>
        <Body1>{isEnded ? text.ended : partners.length === 0 ? text.doneAlone : text.done(calledOff)}</Body1>
      </ConfirmDialog>
    );
  }
  const confirm = (): void => pausing.mutate({ params, body: { until } });
  const label = pausedUntil === null ? text.confirm : text.change;
  return (
    <ConfirmDialog
      open={open}
      title={pausedUntil === null ? text.title : text.changeTitle}
      {...(until !== '' && { confirm: { label, pending: pausing.isPending, onClick: confirm } })}
      dismiss={words.general.cancel}
      error={pausing.error ?? ending.error}
      onClose={onClose}
    >
      {pausedUntil !== null && <Body1>{text.lasts(plainDay(pausedUntil))}</Body1>}
      <Body1>{partners.length === 0 ? text.happensAlone : text.happens(list(partners.map(({ name }) => name)))}</Body1>
      <Field label={text.until}>
        <Input type="date" value={until} onChange={(_, data) => setUntil(data.value)} />
      </Field>
      {pausedUntil !== null && (
        <div>
          <Button disabled={ending.isPending} onClick={() => ending.mutate({ params })}>
            {text.end}
          </Button>
        </div>
      )}
    </ConfirmDialog>
  );
}
