import {
  Avatar,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import {
  Checkmark16Filled,
  Clock20Regular,
  Dismiss24Regular,
  Person20Regular,
  Video20Regular,
} from '@fluentui/react-icons';
import type { CalendarEvent, Person } from '../api.ts';
import { dayOf, timeOf, zoneName } from '../moments.ts';
import { useNotices } from '../notices.ts';
import { useChange } from '../queries.ts';
import { isAllDay } from './day-layout.ts';
import { RESPONSES } from './event-look.ts';
import { plainText } from './plain-text.ts';
import { SeriesList } from './SeriesList.tsx';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', overflowWrap: 'anywhere' },
  icon: { flexShrink: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  address: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  words: { display: 'grid', minWidth: 0 },
  people: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  person: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  body: {
    whiteSpace: 'pre-wrap',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalM,
  },
});

type Answer = 'accept' | 'decline' | 'tentative';
const ANSWERS: { response: Answer; label: string; made: string }[] = [
  { response: 'accept', label: 'Accept', made: 'accepted' },
  { response: 'tentative', label: 'Tentative', made: 'tentativelyAccepted' },
  { response: 'decline', label: 'Decline', made: 'declined' },
];

/** Everything about one event, and the answers that a person may give to it. */
export function EventDetails(props: { event: CalendarEvent; person: Person; onClose: () => void }) {
  const { event, person, onClose } = props;
  const styles = useStyles();
  const notify = useNotices();
  const respond = useChange<{ personId: string; eventId: string; response: Answer }>('/calendar/respond');
  const zone = event.timeZone;
  const body = plainText(event.body);
  const mayAnswer = !event.own && !event.isCancelled && event.response !== 'organizer';

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle
            action={
              <DialogTrigger action="close">
                <Button appearance="subtle" icon={<Dismiss24Regular />} aria-label="Close" />
              </DialogTrigger>
            }
          >
            {event.subject}
          </DialogTitle>
          <DialogContent className={styles.content}>
            {event.isCancelled && (
              <MessageBar intent="warning">
                <MessageBarBody>This meeting has been cancelled.</MessageBarBody>
              </MessageBar>
            )}
            <div className={styles.line}>
              <Clock20Regular className={styles.icon} aria-hidden="true" />
              <span>
                {dayOf(event.start, zone)},{' '}
                {isAllDay(event, zone) ? 'all day' : `${timeOf(event.start, zone)}–${timeOf(event.end, zone)}`}{' '}
                <span className={styles.quiet}>({zoneName(zone)})</span>
                {event.movedFrom && (
                  <div>
                    Moved from {dayOf(event.movedFrom, zone)}, {timeOf(event.movedFrom, zone)}
                  </div>
                )}
              </span>
            </div>
            {event.joinUrl && (
              <div className={styles.line}>
                <Video20Regular className={styles.icon} aria-hidden="true" />
                <span className={styles.words}>
                  <Link as="button" onClick={() => notify('Teams would open this meeting', event.joinUrl!)}>
                    Join the Teams meeting
                  </Link>
                  <span className={mergeClasses(styles.quiet, styles.address)}>{event.joinUrl}</span>
                </span>
              </div>
            )}
            {!event.own && (
              <div className={styles.line}>
                <Person20Regular className={styles.icon} aria-hidden="true" />
                <span>Organised by {event.organizer}</span>
              </div>
            )}
            {event.attendees.length > 0 && (
              <ul className={styles.people} aria-label="Attendees">
                {event.attendees.map(({ name, address, response }) => (
                  <li key={address} className={styles.person}>
                    <Avatar name={name} color="colorful" size={28} aria-hidden="true" />
                    <span className={styles.words}>
                      {name}
                      <span className={styles.quiet}>{RESPONSES[response] ?? response}</span>
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {event.seriesMasterId && <SeriesList event={event} person={person} />}
            {body && <div className={styles.body}>{body}</div>}
            {respond.isError && (
              <MessageBar intent="error">
                <MessageBarBody>{respond.error.message}</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          {mayAnswer && (
            <DialogActions>
              {ANSWERS.map(({ response, label, made }) => {
                const given = event.response === made;
                return (
                  <Button
                    key={response}
                    appearance={response === 'accept' && !given ? 'primary' : 'secondary'}
                    icon={given ? <Checkmark16Filled /> : undefined}
                    aria-pressed={given}
                    disabled={respond.isPending}
                    onClick={() => respond.mutate({ personId: person.id, eventId: event.id, response })}
                  >
                    {label}
                  </Button>
                );
              })}
            </DialogActions>
          )}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
