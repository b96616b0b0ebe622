const minute = 60_000;
const day = 24 * 60 * minute;

/** The beginning of the minute that `now` is in. */
export const everyMinute = (now: Date): Date => new Date(Math.floor(now.getTime() / minute) * minute);

/** The last minute, counted from 1970, that is a multiple of so many. */
export const everyMinutes =
  (count: number) =>
  (now: Date): Date =>
    new Date(Math.floor(now.getTime() / (count * minute)) * count * minute);

/** The last time that it was this hour in UTC, today or yesterday. */
export const nightly =
  (hour: number, minutes: number) =>
  (now: Date): Date => {
    const sinceMidnight = (hour * 60 + minutes) * minute;
    return new Date(Math.floor((now.getTime() - sinceMidnight) / day) * day + sinceMidnight);
  };
