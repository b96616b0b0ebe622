import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import type { MatchResultView } from '../../contract/matching.ts';
import { Panel } from '../ui/Panel.tsx';
import { words } from '../words.ts';
import { list } from '../words/counting.ts';

const text = words.matching;

const useStyles = makeStyles({
  one: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  names: { color: tokens.colorNeutralForeground2, overflowWrap: 'break-word' },
});

/** Where more people are than places: the groups that share too few possible partners, named when asked. */
export function Bottlenecks({ bottlenecks }: Pick<MatchResultView, 'bottlenecks'>): ReactNode {
  const some = bottlenecks.filter(({ people, partners }) => people.length > 0 && partners.length > 0);
  if (some.length === 0) return null;
  return (
    <Panel title={text.bottlenecks}>
      {some.map((bottleneck, at) => (
        <Bottleneck key={at} bottleneck={bottleneck} />
      ))}
    </Panel>
  );
}

function Bottleneck({ bottleneck }: { bottleneck: MatchResultView['bottlenecks'][number] }): ReactNode {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { role, people, partners, places } = bottleneck;
  const sentence = text.bottleneck[role](people.length, partners.length);
  const naming = (some: typeof people): string => list(some.map(({ name }) => name));
  return (
    <div className={styles.one}>
      <div className={styles.row}>
        <Body1>
          {sentence} {places !== partners.length && text.places(places)}
        </Body1>
        <Button appearance="subtle" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? text.hideNames : text.showNames}
        </Button>
      </div>
      <div id={id} hidden={!open} className={styles.names}>
        {text.theyShare} {naming(people)} {text.sharedPartners} {naming(partners)}.
      </div>
    </div>
  );
}
