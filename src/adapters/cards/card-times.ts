/** '12 January 2027' of an ISO day. */
export const dayOf = (isoDay: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${isoDay}T00:00:00Z`));

/** 'Tuesday 12 January' in the reader's zone. */
export const weekdayAndDay = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(instant);

/** '10:00' in the reader's zone. */
export const clockTime = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(instant);

/** '6 one-hour meetings, one every 5 weeks' */
export const rhythm = (it: { sessions: number; gapWeeks: number }): string =>
  it.sessions === 1 ? 'One meeting of an hour' : `${it.sessions} one-hour meetings, one every ${it.gapWeeks} weeks`;
