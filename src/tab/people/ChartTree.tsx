import { Body1, makeStyles, Spinner, tokens, Tree, TreeItem, TreeItemLayout } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { getChart, getDirectoryState, type ChartNode } from '../../contract/directory.ts';
import { useAnswer } from '../answers.ts';
import { Failure } from '../ui/Failure.tsx';
import { aboutPerson } from '../ui/PersonName.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';

const text = words.people.chart;

const useStyles = makeStyles({
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, paddingBlock: tokens.spacingVerticalXS },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  // No colour of its own: a high-contrast theme turns the colours of the item under the pointer round.
  about: { fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Who reports to whom. A branch, and the names in it, are read when it is opened. Arrow keys move through it. */
export function ChartTree(): ReactNode {
  const directory = useAnswer(getDirectoryState, {});
  const top = useAnswer(getChart, {}, { enabled: directory.data !== undefined && directory.data.phase !== 'never' });
  if (directory.data?.phase === 'never') return <Body1>{text.empty}</Body1>;
  if (top.error) return <Failure error={top.error} retry={() => void top.refetch()} />;
  if (!top.data) return <PanelSkeleton rows={4} />;
  if (top.data.nodes.length === 0) return <Body1>{text.empty}</Body1>;
  return (
    <Tree aria-label={text.treeLabel} size="medium">
      {top.data.nodes.map((node) => (
        <Branch key={node.person.id} node={node} />
      ))}
      <More n={top.data.more} />
    </Tree>
  );
}

/** While its reports are on the way the arrow turns into a spinner: an item that goes again would take the focus along. */
function Branch({ node }: { node: ChartNode }): ReactNode {
  const [open, setOpen] = useState(false);
  const under = node.person.id;
  const reports = useAnswer(getChart, { under }, { enabled: open });
  if (node.reports === 0) {
    return (
      <TreeItem itemType="leaf" value={under}>
        <TreeItemLayout>
          <Person node={node} />
        </TreeItemLayout>
      </TreeItem>
    );
  }
  const loading = open && reports.isPending;
  return (
    <TreeItem
      itemType="branch"
      value={under}
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      aria-busy={loading}
    >
      <TreeItemLayout {...(loading && { expandIcon: <Spinner size="extra-tiny" aria-label={text.loadingBranch} /> })}>
        <Person node={node} />
      </TreeItemLayout>
      {open && !loading && (
        <Tree>
          {reports.error && (
            <TreeItem itemType="leaf" value={`${under} failed`} onClick={() => void reports.refetch()}>
              <TreeItemLayout>
                {words.general.failure.title}. {words.general.tryAgain}
              </TreeItemLayout>
            </TreeItem>
          )}
          {reports.data?.nodes.map((one) => (
            <Branch key={one.person.id} node={one} />
          ))}
          <More n={reports.data?.more ?? 0} />
        </Tree>
      )}
    </TreeItem>
  );
}

function Person({ node }: { node: ChartNode }): ReactNode {
  const styles = useStyles();
  const about = [aboutPerson(node.person), text.below(node.reports)].filter((part) => part !== '').join(' · ');
  return (
    <span className={styles.words}>
      <span className={styles.name}>{node.person.name}</span>
      <span className={styles.about}>{about}</span>
    </span>
  );
}

function More({ n }: { n: number }): ReactNode {
  const styles = useStyles();
  if (n === 0) return null;
  return (
    <TreeItem itemType="leaf" value="more">
      <TreeItemLayout className={styles.quiet}>{text.more(n)}</TreeItemLayout>
    </TreeItem>
  );
}
