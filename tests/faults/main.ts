/**
 * What the product stands: node tests/faults/main.ts [scene …], all scenes without arguments. Each runs against a real
 * PostgreSQL and the sandbox's faults, prints its figures, and throws when a bar is missed.
 */
import { removeReservedCluster, reserveCluster } from '../support/test-cluster.ts';
import { bookingScene } from './booking.ts';
import { cardsScene } from './cards.ts';
import { halfOpenScene } from './half-open.ts';
import { killsScene } from './kills.ts';
import { lostAnswersScene } from './lost-answers.ts';
import { burstScene, lossesScene, weeksScene } from './notifications.ts';
import { shutdownScene } from './shutdown.ts';
import { unreachedScene } from './unreached.ts';
import { yearScene } from './year.ts';

/** A size, or a seed, may be set from outside: the full one is the bar. */
const size = (name: string, full: number): number => Number(process.env[name] ?? full);

const from = process.env['FROM'] === undefined ? {} : { from: process.env['FROM'] };

const scenes: Record<string, () => Promise<string>> = {
  booking: () => bookingScene({ pairs: size('PAIRS', 500) }),
  answers: () => lostAnswersScene({ pairs: size('PAIRS', 200) }),
  burst: () => burstScene(),
  cards: () => cardsScene({ cards: size('CARDS', 5000), speed: size('SPEED', 1) }),
  unreached: () => unreachedScene(),
  kills: () =>
    killsScene({
      pairs: size('PAIRS', 500),
      kills: size('KILLS', 50),
      restarts: size('RESTARTS', 5),
      seed: size('SEED', Date.now()),
      onKill: (what) => console.log(what),
    }),
  'half-open': () => halfOpenScene({ pairs: size('PAIRS', 40) }),
  shutdown: () =>
    shutdownScene({
      pairs: size('PAIRS', 100),
      stops: size('STOPS', 10),
      kills: size('KILLS', 20),
      seed: size('SEED', Date.now()),
    }),
  losses: () => lossesScene(),
  weeks: () => weeksScene(),
  year: () =>
    yearScene({ pairs: size('PAIRS', 50), weeks: size('WEEKS', 56), seed: size('SEED', 20_261_122), ...from }),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in scenes));
if (unknown.length > 0) {
  console.error(`no scene ${unknown.join(', ')}; there are ${Object.keys(scenes).join(', ')}`);
  process.exit(2);
}
await reserveCluster();
try {
  for (const name of asked.length > 0 ? asked : Object.keys(scenes)) {
    console.log(`\n### ${name}\n\n${await scenes[name]!()}`);
  }
} finally {
  await removeReservedCluster();
}
