import type { ReactNode } from 'react';
import { Figures } from '../ui/Figures.tsx';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import type { ProgrammeProps } from './section.ts';

const text = words.programmes;

/** Where a programme stands, in numbers. */
export function ProgrammeFigures({ programme: { counts, state } }: ProgrammeProps): ReactNode {
  const begun = state === 'running' || state === 'closed' || state === 'archived';
  const figures = [
    { name: text.counts.invited, value: counts.invited },
    { name: text.counts.mentors, value: counts.mentors },
    { name: text.counts.mentees, value: counts.mentees },
  ];
  const later = [
    { name: text.counts.pairs, value: counts.pairs },
    { name: text.counts.meetings, value: counts.meetingsBooked },
  ];
  return (
    <Panel title={text.sections.people} quietTitle>
      <Figures figures={begun ? [...figures, ...later] : figures} />
    </Panel>
  );
}
