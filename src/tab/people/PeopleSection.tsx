import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { useState, type ReactNode } from 'react';
import { listPeople } from '../../contract/programmes.ts';
import { useAnswer } from '../answers.ts';
import type { ProgrammeProps } from '../programmes/section.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { NameFilter } from '../ui/NameFilter.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { InvitePanel } from './InvitePanel.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { memberRows, nameFits } from './member-rows.ts';

const text = words.people;

/** Who is invited and who is in; people are invited here while enrolment is open. */
export default function PeopleSection({ programme }: ProgrammeProps): ReactNode {
  const [filter, setFilter] = useState('');
  const people = useAnswer(
    listPeople,
    { programmeId: programme.id },
    { live: ({ invitations }) => programme.state === 'enrolling' && invitations.length > 0 },
  );
  const canInvite = programme.state === 'enrolling';
  const rows = people.data ? memberRows(people.data) : [];
  return (
    <>
      {canInvite && <InvitePanel programme={programme} invited={rows.map(({ person }) => person.id)} />}
      {people.isPending && <PanelSkeleton rows={4} />}
      {people.error && <Failure error={people.error} retry={() => void people.refetch()} />}
      {people.data && (
        <Panel
          title={text.list}
          action={rows.length > 10 && <NameFilter label={text.filter} value={filter} onChange={setFilter} />}
        >
          {rows.length === 0 ? (
            <EmptyState
              icon={<PeopleRegular />}
              title={text.listEmpty.title}
              text={programme.state === 'draft' ? text.listEmpty.draft : text.listEmpty.text}
              action={
                programme.state === 'draft' && (
                  <RouteButton to={`/programmes/${programme.id}`}>{text.listEmpty.toToday}</RouteButton>
                )
              }
            />
          ) : (
            <PeopleTable rows={rows.filter(({ person }) => nameFits(person.name, filter))} />
          )}
        </Panel>
      )}
    </>
  );
}
