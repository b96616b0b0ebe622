/** Where invented people work; `weight` is how many of 100 work there, `languages` the most usual first. */
export type Office = { town: string; timeZone: string; country: string; weight: number; languages: string[] };

const uk = (town: string, weight: number, ...languages: string[]): Office => {
  return { town, timeZone: 'Europe/London', country: 'GB', weight, languages: ['en-GB', ...languages] };
};

export const OFFICES: Office[] = [
  uk('London', 24),
  uk('Croydon', 8),
  uk('Sheffield', 8),
  uk('Manchester', 8),
  uk('Liverpool', 6),
  uk('Leeds', 6),
  uk('Birmingham', 6),
  uk('Newcastle upon Tyne', 5),
  uk('Bristol', 4),
  uk('Nottingham', 3),
  uk('Cardiff', 4, 'cy-GB'),
  uk('Glasgow', 4),
  uk('Edinburgh', 3),
  uk('Belfast', 2),
  { town: 'Paris', timeZone: 'Europe/Paris', country: 'FR', weight: 4, languages: ['fr-FR', 'en-GB'] },
  { town: 'New York', timeZone: 'America/New_York', country: 'US', weight: 2, languages: ['en-US'] },
  { town: 'Bengaluru', timeZone: 'Asia/Kolkata', country: 'IN', weight: 1.5, languages: ['en-IN', 'hi-IN'] },
  { town: 'Singapore', timeZone: 'Asia/Singapore', country: 'SG', weight: 1, languages: ['en-SG', 'zh-SG'] },
  { town: 'Sydney', timeZone: 'Australia/Sydney', country: 'AU', weight: 0.5, languages: ['en-AU'] },
];

/** Working hours that people keep, local wall time; most keep the first. */
export const WORKING_HOURS: { from: string; to: string; weight: number }[] = [
  { from: '09:00', to: '17:00', weight: 60 },
  { from: '08:00', to: '16:00', weight: 17 },
  { from: '10:00', to: '18:00', weight: 13 },
  { from: '09:30', to: '15:00', weight: 6 },
  { from: '07:30', to: '15:30', weight: 4 },
];

/** The item at `share` (0 to 1) of all weights, so that heavier items come up more often. */
export function weighted<T extends { weight: number }>(items: readonly T[], share: number): T {
  let left = share * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.at(-1)!;
}
