import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useState, type ReactNode } from 'react';
import { words } from '../words.ts';

const NARROW = '@media (max-width: 640px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  body: { [NARROW]: { display: 'block' } },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
  },
  row: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { display: 'block', paddingBlock: tokens.spacingVerticalS },
  },
  cell: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    verticalAlign: 'middle',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    overflowWrap: 'break-word',
    [NARROW]: { display: 'block', padding: `${tokens.spacingVerticalXS} 0` },
  },
  below: { [NARROW]: { display: 'block', paddingBottom: tokens.spacingVerticalM } },
  belowCell: {
    position: 'relative',
    padding: `0 0 ${tokens.spacingVerticalM}`,
    overflowWrap: 'break-word',
    [NARROW]: { display: 'block' },
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  label: {
    display: 'none',
    [NARROW]: { display: 'inline', color: tokens.colorNeutralForeground2, marginInlineEnd: tokens.spacingHorizontalS },
  },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  number?: boolean;
  /** On a narrow screen the name stands before the value, unless the value speaks for itself. */
  plain?: boolean;
  /** The heading is for assistive technology only. */
  quiet?: boolean;
  width?: string;
};

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What is too long for a column: a line of its own below the row, as wide as the table. */
  below?: { name: string; cell: (row: Row) => ReactNode };
  pageSize?: number;
};

/** A table that becomes a list of blocks where the screen is narrow; roles are spelled out so that it stays a table. */
export function DataTable<Row>({ label, columns, rows, rowKey, below, pageSize = 50 }: Props<Row>): ReactNode {
  const styles = useStyles();
  const [shown, setShown] = useState(pageSize);
  const more = Math.min(pageSize, rows.length - shown);
  return (
    <>
      <table role="table" aria-label={label} className={styles.table}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.name}
                role="columnheader"
                scope="col"
                className={styles.heading}
                style={{ width: column.width }}
              >
                {column.quiet ? <span className={styles.unseen}>{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {rows.slice(0, shown).map((row) => (
            <Fragment key={rowKey(row)}>
              <tr role="row" className={styles.row}>
                {columns.map((column) => (
                  <td key={column.name} role="cell" className={styles.cell}>
                    {!column.plain && (
                      <span className={styles.label} aria-hidden>
                        {column.name}
                      </span>
                    )}
                    <span className={column.number ? styles.number : undefined}>{column.cell(row)}</span>
                  </td>
                ))}
              </tr>
              {below && (
                <tr role="row" className={styles.below}>
                  <td role="cell" colSpan={columns.length} className={styles.belowCell}>
                    <span className={styles.unseen}>{below.name}</span>
                    {below.cell(row)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <div>
          <Button appearance="subtle" onClick={() => setShown(shown + pageSize)}>
            {words.general.showMore(more)}
          </Button>
        </div>
      )}
    </>
  );
}
