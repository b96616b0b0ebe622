import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { shortDay } from '../dates.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { words } from '../words.ts';
import { list } from '../words/counting.ts';
import type { MemberRow } from './member-rows.ts';

const text = words.people;

const useStyles = makeStyles({
  stack: { display: 'inline-flex', flexDirection: 'column', minWidth: 0 },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  trouble: { display: 'flex', gap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground1 },
  icon: { flexShrink: 0, fontSize: '16px', color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** Everybody who was asked or who joined, with what they answered. */
export function PeopleTable({ rows }: { rows: MemberRow[] }): ReactNode {
  if (rows.length === 0) return <Body1>{text.filterNone}</Body1>;
  return (
    <DataTable
      label={text.list}
      rows={rows}
      rowKey={(row) => row.person.id}
      columns={[
        { name: text.columns.person, cell: (row) => <PersonName person={row.person} />, plain: true, width: '36%' },
        { name: text.columns.role, cell: (row) => roleOf(row) },
        { name: text.columns.answer, cell: (row) => <Answer row={row} /> },
        { name: text.columns.topics, cell: (row) => <Topics row={row} />, width: '32%' },
      ]}
    />
  );
}

function roleOf({ role, enrolment }: MemberRow): string {
  if (role === null) return '–';
  const name = words.general.roles[role];
  return enrolment && enrolment.capacity > 1 ? text.roleUpTo(name, enrolment.capacity) : name;
}

function Answer({ row: { person, invitation, enrolment } }: { row: MemberRow }): ReactNode {
  const styles = useStyles();
  if (enrolment) {
    return (
      <span className={styles.stack}>
        {text.joinedVia[enrolment.via]}
        <span className={styles.small}>
          {enrolment.waitingSince ? text.waitingSince : shortDay(enrolment.enrolledAt)}
        </span>
      </span>
    );
  }
  const answer = invitation?.answer;
  // Joined without an enrolment means that the person has left since.
  const said = answer === 'joined' ? text.answers.left : text.answers[answer ?? 'none'];
  const trouble = invitation?.card === 'unknown' || invitation?.card === 'failed';
  return (
    <span className={styles.stack}>
      {said}
      {invitation?.card && answer === null && (
        <span className={trouble ? styles.trouble : styles.small}>
          {trouble && <WarningRegular className={styles.icon} aria-hidden />}
          <span className={styles.small}>{(person.byMail ? text.mailStates : text.cardStates)[invitation.card]}</span>
        </span>
      )}
    </span>
  );
}

function Topics({ row: { enrolment } }: { row: MemberRow }): ReactNode {
  const styles = useStyles();
  if (!enrolment) return '–';
  return (
    <span className={styles.stack}>
      {enrolment.offers.length > 0 && (
        <span className={styles.small}>
          {text.shares}: {list(enrolment.offers)}
        </span>
      )}
      {enrolment.wants.length > 0 && (
        <span className={styles.small}>
          {text.explores}: {list(enrolment.wants)}
        </span>
      )}
    </span>
  );
}
