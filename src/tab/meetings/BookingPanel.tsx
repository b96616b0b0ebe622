import { Body1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { pauseBooking, requestLinks, resumeBooking, showBooking, type BookingView } from '../../contract/meetings.ts';
import { useAction, useAnswer } from '../answers.ts';
import { clockOrDay } from '../dates.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ButtonRow } from '../ui/ButtonRow.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { StopDialog } from './StopDialog.tsx';

const text = words.booking;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** How far a programme's invitations are. They go on without the reader, who can hold them up or stop them midway. */
export function BookingPanel({ programmeId, needsYou }: { programmeId: string; needsYou: ReactNode }): ReactNode {
  const styles = useStyles();
  const params = { programmeId };
  const [stopping, setStopping] = useState(false);
  const pausing = useAction(pauseBooking);
  const resuming = useAction(resumeBooking);
  const asking = useAction(requestLinks);
  const answer = useAnswer(showBooking, params, {
    live: ({ state, withoutLink }) => state === 'running' || (asking.isSuccess && withoutLink > 0),
  });
  if (answer.isPending) return <PanelSkeleton rows={2} />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const { state, booked, total, withoutHour, deleted, withoutLink, doneAbout, mailboxes } = answer.data;
  const heading =
    total + deleted === 0
      ? text.nobody
      : text.headings[state](booked, state === 'done' ? total + withoutHour + deleted : total);
  const act = (action: typeof pausing): void => {
    for (const other of [pausing, resuming]) other.reset();
    action.mutate({ params });
  };
  const error = pausing.error ?? resuming.error ?? asking.error ?? answer.error;
  return (
    <Panel title={heading}>
      {total > 0 && <ProgressBar value={booked} max={total} thickness="large" aria-label={heading} />}
      {state !== 'done' && (
        <div role="status">
          {state === 'running' ? (
            <Body1 className={styles.quiet}>
              {doneAbout !== null && text.doneAbout(clockOrDay(doneAbout))} {text.leave}
            </Body1>
          ) : (
            <Body1>{text[state]}</Body1>
          )}
        </div>
      )}
      {needsYou}
      {state !== 'done' && (
        <ButtonRow>
          {state === 'running' ? (
            <ActionButton appearance="secondary" pending={pausing.isPending} onClick={() => act(pausing)}>
              {text.pause}
            </ActionButton>
          ) : (
            <ActionButton pending={resuming.isPending} onClick={() => act(resuming)}>
              {text.resume}
            </ActionButton>
          )}
          {state !== 'stopped' && (
            <ActionButton appearance="subtle" onClick={() => setStopping(true)}>
              {text.stop}
            </ActionButton>
          )}
        </ButtonRow>
      )}
      {withoutLink > 0 && (
        <>
          <Body1>{text.withoutLink(withoutLink)}</Body1>
          {asking.isSuccess ? (
            <Body1 role="status" className={styles.quiet}>
              {text.linksAsked}
            </Body1>
          ) : (
            <div>
              <ActionButton appearance="secondary" pending={asking.isPending} onClick={() => asking.mutate({ params })}>
                {text.askForLinks}
              </ActionButton>
            </div>
          )}
        </>
      )}
      {error && <Failure error={error} />}
      {mailboxes.length > 0 && <Budget mailboxes={mailboxes} />}
      {stopping && <StopDialog programmeId={programmeId} booking={answer.data} onClose={() => setStopping(false)} />}
    </Panel>
  );
}

/** What each mailbox has used of what Outlook lets it send, for all programmes. */
function Budget({ mailboxes }: Pick<BookingView, 'mailboxes'>): ReactNode {
  return (
    <section aria-label={text.budget}>
      <Facts
        facts={mailboxes.map(({ mailbox, recipientsInDay, recipientsADay, messagesAMinute, messagesWaiting }) => ({
          name: mailbox,
          value: `${text.mailbox(recipientsInDay, recipientsADay, messagesAMinute)}${
            messagesWaiting > 0 ? `; ${text.waiting(messagesWaiting)}` : ''
          }`,
        }))}
      />
    </section>
  );
}
