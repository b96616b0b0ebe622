import { escapeHtml } from '../../kernel/html.ts';
import type { Participant } from '../../people/people.ts';
import type { Programme } from '../../programme/programme.ts';
import type { Occurrence, Series } from '../meetings.ts';
import type { SeriesOrder } from '../ports.ts';
import { wallTimeAt, writeWallTime } from '../zone-clock.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * What Outlook is asked to make. Made from what is stored, so that the order is the same however often it is sent. The
 * text is neutral, since assistants and room screens show it: who, when and a link, nothing of what it is about.
 */
export function toSeriesOrder(
  series: Series,
  meetings: Occurrence[],
  programme: Programme,
  people: Participant[],
  tabLink: string,
): SeriesOrder {
  const names = people.map((person) => escapeHtml(person.displayName)).join(' and ');
  const rhythm = `every ${word(series.everyWeeks)} weeks, ${word(meetings.length)} times`;
  return {
    seriesId: series.id,
    mailbox: series.organizerMailbox,
    transactionId: series.transactionId,
    subject: programme.calendarName,
    bodyHtml:
      `<p>${names} meet for ${series.sessionMinutes} minutes ${rhythm}.</p>` +
      `<p><a href="${escapeHtml(tabLink)}">Details in Teams</a></p>`,
    timeZone: series.timeZone,
    firstStart: writeWallTime(wallTimeAt(meetings[0]!.regularStart, series.timeZone)),
    minutes: series.sessionMinutes,
    everyWeeks: series.everyWeeks,
    count: meetings.length,
    attendees: people.flatMap(({ mail, displayName }) => (mail === null ? [] : [{ mail, name: displayName }])),
  };
}

const word = (count: number): string => NUMBERS[count] ?? String(count);
