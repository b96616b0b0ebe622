import { startEmbedded, type EmbeddedOptions } from '../../../src/adapters/postgres/embedded/embedded.ts';

/** A product process as far as the database goes: killed by the tests, or stopped with SIGTERM. */
const database = await startEmbedded(JSON.parse(process.argv[2] ?? '') as EmbeddedOptions);
console.log(database.ownerUrl);
const alive = setInterval(() => undefined, 1000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void database.stop();
});
