import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { getPairLists } from '../../contract/pair-lists.ts';
import { useAnswer } from '../answers.ts';
import type { ProgrammeProps } from '../programmes/section.ts';
import { Failure } from '../ui/Failure.tsx';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';
import { ListPanel } from './ListPanel.tsx';

const useStyles = makeStyles({
  intro: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
});

/** The coordinator's own lists of two people each, which no match goes against. */
export default function ListsSection({ programme }: ProgrammeProps): ReactNode {
  const styles = useStyles();
  const lists = useAnswer(getPairLists, { programmeId: programme.id });
  const isOver = programme.state === 'closed' || programme.state === 'archived';
  return (
    <>
      <div className={styles.intro}>
        <Body1>{words.lists.intro}</Body1>
        <PrivateLine>{words.lists.seenBy}</PrivateLine>
      </div>
      {lists.error && <Failure error={lists.error} retry={() => void lists.refetch()} />}
      {lists.isPending && [1, 2, 3].map((at) => <PanelSkeleton key={at} rows={2} />)}
      {lists.data?.lists.map((list) => (
        <ListPanel key={list.list} programmeId={programme.id} list={list} canAdd={!isOver} />
      ))}
    </>
  );
}
