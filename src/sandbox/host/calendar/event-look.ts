import { makeStyles, tokens } from '@fluentui/react-components';
import type { CalendarEvent } from '../api.ts';

/** How an event looks everywhere in the calendar: programme meetings stand out from a person's own diary. */
export const useEventStyles = makeStyles({
  event: {
    display: 'block',
    boxSizing: 'border-box',
    overflow: 'hidden',
    textAlign: 'left',
    padding: '2px 6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '0', zIndex: 2 },
  },
  programme: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  unanswered: { borderTopStyle: 'dashed', borderRightStyle: 'dashed', borderBottomStyle: 'dashed' },
  free: { backgroundColor: tokens.colorNeutralBackground1 },
  cancelled: { textDecorationLine: 'line-through', opacity: 0.75 },
  subject: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis' },
  mark: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorBrandForeground2,
    whiteSpace: 'nowrap',
  },
  time: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** The classes of one event. */
export function eventClasses(styles: ReturnType<typeof useEventStyles>, event: CalendarEvent): string[] {
  return [
    styles.event,
    event.own ? '' : styles.programme,
    !event.own && event.response === 'notResponded' ? styles.unanswered : '',
    event.showAs === 'free' ? styles.free : '',
    event.isCancelled || event.response === 'declined' ? styles.cancelled : '',
  ].filter(Boolean);
}

/** What a person must know of an event beside its subject; empty for most. */
export function eventMark({ movedFrom, isCancelled }: CalendarEvent): string {
  return movedFrom !== null && !isCancelled ? 'Moved' : '';
}

export const RESPONSES: Record<string, string> = {
  accepted: 'Accepted',
  tentativelyAccepted: 'Tentative',
  declined: 'Declined',
  notResponded: 'No answer yet',
  none: 'No answer yet',
  organizer: 'Organiser',
};
