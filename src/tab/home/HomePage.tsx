import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../contract/endpoint.ts';
import { getHome, type Participation } from '../../contract/home.ts';
import { getMe } from '../../contract/me.ts';
import { getNewTimes, type TimesQuestion } from '../../contract/new-times.ts';
import { useAnswer } from '../answers.ts';
import { KeptDiaries } from '../new-times/KeptDiaries.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { PageSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { InvitationPanel } from './InvitationPanel.tsx';
import { LeftReceipt } from './LeaveDialog.tsx';
import { PairPanels } from './PairPanels.tsx';
import { partnersIn, type ProgrammePartProps } from './participation.ts';
import { WaitingPanel } from './WaitingPanel.tsx';

/** The participant's page: the one thing to do now, then everything about their pair. */
export default function HomePage(): ReactNode {
  const [left, setLeft] = useState<string | null>(null);
  const me = useAnswer(getMe, {});
  const home = useAnswer(getHome, {}, { live: ({ participations }) => participations.some(isMoving) });
  const times = useAnswer(getNewTimes, {}, { live: ({ questions }) => questions.some(isOnItsWay) });
  const diaries = times.data?.diaries ?? [];
  if (home.isPending || me.isPending) return <PageSkeleton narrow />;

  const firstName = me.data?.person.name.split(' ')[0];
  const participations = (home.data?.participations ?? []).filter(isOpenMatter).sort((a, b) => urgency(a) - urgency(b));
  return (
    <Page title={firstName ? words.home.greeting(firstName) : words.home.title} narrow>
      {left !== null && <LeftReceipt key={left} programme={left} />}
      {home.error && <Failure error={home.error} retry={() => void home.refetch()} />}
      {home.data && participations.length === 0 && left === null && diaries.length === 0 && (
        <EmptyState icon={<CalendarRegular />} title={words.home.empty.title} text={words.home.empty.text} />
      )}
      {times.data && <KeptDiaries diaries={diaries} questions={times.data.questions} />}
      {participations.map((participation, index) => (
        <OneProgramme
          key={`${participation.programme.id} ${participation.pair?.id ?? ''}`}
          participation={participation}
          first={index === 0}
          onLeft={setLeft}
          named={participations.length > 1}
          partners={partnersIn(participations, participation.programme.id)}
          myName={me.data?.person.name ?? ''}
        />
      ))}
    </Page>
  );
}

type OneProps = ProgrammePartProps & { named: boolean; myName: string; partners: PersonView[] };

function OneProgramme(props: OneProps): ReactNode {
  const { participation } = props;
  if (participation.pair) return <PairPanels {...props} pair={participation.pair} />;
  if (participation.enrolment) return <WaitingPanel {...props} enrolment={participation.enrolment} />;
  return <InvitationPanel {...props} />;
}

/** A no, or a leave, needs no more words once nobody can join any more. */
const isOpenMatter = ({ programme, invitation, enrolment, pair }: Participation): boolean =>
  pair !== null || enrolment !== null || programme.state === 'enrolling' || invitation?.answer === null;

const isMoving = ({ pair }: Participation): boolean => pair?.booking === 'waiting' || pair?.booking === 'chosen';

/** The other one's answer may come at any time, but what we do ourselves takes moments. */
const isOnItsWay = ({ state }: TimesQuestion): boolean =>
  state === 'looking' || state === 'newer' || state === 'agreed';

/** Questions first, then the pair, then waiting; what is over comes last. */
function urgency({ programme, invitation, enrolment, pair }: Participation): number {
  if (pair?.meetings.some((meeting) => meeting.feedback === 'due')) return 0;
  if (!enrolment && invitation?.answer === null && programme.state === 'enrolling') return 1;
  if (pair && pair.booking !== 'ended') return 2;
  return enrolment && programme.state !== 'closed' && programme.state !== 'archived' ? 3 : 4;
}
