import { Body1, Button, makeStyles, mergeClasses, ProgressBar, Title2, tokens } from '@fluentui/react-components';
import { VideoRegular } from '@fluentui/react-icons/svg/video';
import type { MouseEvent, ReactNode } from 'react';
import type { TimesQuestion } from '../../contract/new-times.ts';
import { hours, longDay, readerZone, zoneName } from '../dates.ts';
import { openLink } from '../host.ts';
import { pairAccent } from '../ui/accent.ts';
import { FindAnotherTime } from '../new-times/FindAnotherTime.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import type { MyPair } from './participation.ts';

const text = words.home.pair;

const useStyles = makeStyles({
  accent: { borderLeft: `4px solid ${pairAccent.solid}` },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalL,
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  over: { color: pairAccent.text, fontWeight: tokens.fontWeightSemibold },
  when: {
    margin: 0,
    '@media (max-width: 480px)': { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  },
  hours: { whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Props = {
  pair: MyPair;
  primary: boolean;
  /** Other times that are sought, or were put to the reader. */
  questions: TimesQuestion[];
};

/** The next hour with the partner, or how far the search for it is. */
export function NextMeeting({ pair, primary, questions }: Props): ReactNode {
  const styles = useStyles();
  const next = pair.meetings.find((meeting) => meeting.feedback === 'not-due' && meeting.state === 'planned');

  if (pair.booking === 'ended') return <Told title={text.endedHeading} text={text.ended} />;
  if (pair.booking === 'deleted') return <Told title={text.deleted} text={text.deletedText} accent />;
  if (pair.booking === 'no-common-hour' && questions.some((one) => one.meetingId === null)) return null;
  if (pair.booking === 'no-common-hour') return <Told title={text.noHour} text={text.noHourText} accent />;
  if (pair.booking === 'waiting') return <Told title={text.finding} text={text.findingText} accent moving />;
  if (!next) return <Told title={text.allHeld} text={text.allHeldText} accent />;

  return (
    <Panel title={text.next} quietTitle className={styles.accent}>
      <div className={styles.row}>
        <div className={styles.words}>
          <span className={styles.over}>{text.next}</span>
          <Title2 as="h2" className={styles.when}>
            {longDay(next.startsAt)}, <span className={styles.hours}>{hours(next.startsAt, next.endsAt)}</span>
          </Title2>
          <Body1>
            {text.with(pair.partner.name)} · {text.meetingOf(next.position, pair.meetings.length)}
          </Body1>
          <Body1 className={styles.quiet}>
            {pair.booking === 'chosen' ? text.booking : words.general.timesAreIn(zoneName(readerZone()))}
          </Body1>
        </div>
        {pair.joinUrl && <JoinLink url={pair.joinUrl} primary={primary} />}
      </div>
      {pair.booking === 'booked' && !isAsked(questions, next.id) && (
        <div>
          <FindAnotherTime meeting={next} />
        </div>
      )}
      {pair.booking === 'chosen' && <ProgressBar aria-label={text.booking} />}
    </Panel>
  );
}

/** Where none was found it may be tried again. */
const isAsked = (questions: TimesQuestion[], meetingId: string): boolean =>
  questions.some((one) => one.meetingId === meetingId && one.state !== 'no-hour');

function JoinLink({ url, primary }: { url: string; primary: boolean }): ReactNode {
  const join = (event: MouseEvent): void => {
    event.preventDefault();
    void openLink(url);
  };
  return (
    <Button
      as="a"
      href={url}
      target="_blank"
      rel="noreferrer"
      size="large"
      appearance={primary ? 'primary' : 'secondary'}
      icon={<VideoRegular />}
      onClick={join}
    >
      {text.join}
    </Button>
  );
}

type ToldProps = { title: string; text: string; accent?: boolean; moving?: boolean };

function Told({ title, text: told, accent, moving }: ToldProps): ReactNode {
  const styles = useStyles();
  return (
    <Panel title={title} className={mergeClasses(accent && styles.accent)}>
      <Body1>{told}</Body1>
      {moving && <ProgressBar aria-label={title} />}
    </Panel>
  );
}
