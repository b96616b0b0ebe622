import { jobs } from '../../../src/adapters/jobs/jobs.ts';

test.each(['book-series', 'end-series', 'introduce-pair', 'deliver-letter'] as const)(
  'an outage of a month loses no %s',
  (name) => {
    const { limit, longestWait } = jobs[name].retries;
    expect(limit * longestWait).toBeGreaterThan(31 * 24 * 3600);
  },
);
