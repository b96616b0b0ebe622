import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { clock, dayAndMonth, longDay, readerZone, tinyDay, zoneName } from '../dates.ts';
import { markOf, isOver, MARKS, type Dot, type Mark } from './series-stand.ts';
import { pairAccent } from '../ui/accent.ts';
import { words } from '../words.ts';

const text = words.meetings;

const useStyles = makeStyles({
  dots: {
    display: 'grid',
    gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    maxWidth: '480px',
  },
  one: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    position: 'relative',
  },
  line: {
    '::before': {
      content: '""',
      position: 'absolute',
      top: '9px',
      insetInlineStart: '20px',
      insetInlineEnd: 0,
      height: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  dot: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    borderRadius: tokens.borderRadiusCircular,
    border: `2px solid ${pairAccent.solid}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: pairAccent.solid,
    fontSize: '12px',
    fontWeight: tokens.fontWeightBold,
    lineHeight: 1,
  },
  past: { backgroundColor: pairAccent.solid, color: tokens.colorNeutralBackground1, forcedColorAdjust: 'none' },
  next: { boxShadow: `0 0 0 3px ${pairAccent.soft}` },
  core: {
    '::after': { content: '""', width: '8px', height: '8px', borderRadius: '50%', backgroundColor: pairAccent.solid },
  },
  doubtful: { border: `2px dashed ${pairAccent.solid}` },
  off: { border: `2px dashed ${tokens.colorNeutralStroke1}`, color: tokens.colorNeutralForeground3 },
  day: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  legend: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  key: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    paddingBottom: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  keyItem: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** Drawn in a dot; held and coming speak by being full or empty. */
const SIGNS: Record<Mark, string> = {
  held: '',
  coming: '',
  moved: '→',
  cancelled: '×',
  declined: '–',
  clash: '!',
  unknown: '?',
};

type Props = {
  dots: Dot[];
  /** In which the hour stays the same; null where that is said elsewhere. */
  timeZone: string | null;
};

/** A series as a row of dots: full when it has been, marked when it is next, dashed where a diary says no. */
export function SeriesDots({ dots, timeZone }: Props): ReactNode {
  const styles = useStyles();
  const daysWhere = (mark: Mark): string[] =>
    dots.filter((dot) => markOf(dot) === mark).map((dot) => dayAndMonth(dot.startsAt));
  const clashes = daysWhere('clash');
  const unknown = daysWhere('unknown');
  const legend = [
    clashes.length > 0 ? text.legendClash(clashes) : null,
    unknown.length > 0 ? text.legendUnknown(unknown) : null,
    timeZone !== null && timeZone !== readerZone() ? text.zone(zoneName(timeZone)) : null,
  ].filter((line) => line !== null);
  return (
    <>
      <ol className={styles.dots} aria-label={text.seriesLabel(dots.length)}>
        {dots.map((dot, index) => (
          <li
            key={dot.id}
            className={mergeClasses(styles.one, index < dots.length - 1 && (index + 1) % 6 !== 0 && styles.line)}
          >
            <MarkDot mark={markOf(dot)} next={dot.when === 'next'} />
            <span className={styles.day} aria-hidden>
              {tinyDay(dot.startsAt)}
            </span>
            <span className={styles.hidden}>
              {text.dot(dot.position, longDay(dot.startsAt), clock(dot.startsAt))}, {standing(dot)}
            </span>
          </li>
        ))}
      </ol>
      {legend.length > 0 && <div className={styles.legend}>{legend.join('. ')}.</div>}
    </>
  );
}

function MarkDot({ mark, next }: { mark: Mark; next?: boolean }): ReactNode {
  const styles = useStyles();
  const isDoubtful = mark === 'clash' || mark === 'unknown' || mark === 'declined';
  return (
    <span
      aria-hidden
      className={mergeClasses(
        styles.dot,
        isDoubtful && styles.doubtful,
        mark === 'cancelled' && styles.off,
        mark === 'held' && styles.past,
        next && styles.next,
        next && mark === 'coming' && styles.core,
      )}
    >
      {SIGNS[mark]}
    </span>
  );
}

/** A meeting in words: where it stands, and all that is to be said of it. */
function standing(dot: Dot): string {
  if (dot.state === 'cancelled') return text.dotState.cancelled;
  const moved = dot.moved ? text.dotState.moved : '';
  const declined = dot.declined ? text.dotState.declined : '';
  if (isOver(dot)) return [declined || text.dotState[dot.when], moved].filter(Boolean).join(', ');
  return [text.dotState[dot.when], moved, declined, text.diary[dot.diary]].filter(Boolean).join(', ');
}

/** What the marks mean, for those that are there. */
export function MarkKey({ dots }: { dots: Dot[] }): ReactNode {
  const styles = useStyles();
  const present = new Set(dots.map(markOf));
  // Where all are coming there is nothing to explain.
  if (present.size < 2) return null;
  return (
    <ul className={styles.key} aria-label={text.marks.label}>
      {MARKS.filter((mark) => present.has(mark)).map((mark) => (
        <li key={mark} className={styles.keyItem}>
          <MarkDot mark={mark} />
          {text.marks[mark]}
        </li>
      ))}
    </ul>
  );
}
