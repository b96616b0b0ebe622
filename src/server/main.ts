import { configOrExit } from './config.ts';
import { startClock, startProduct } from './compose.ts';
import { createLog, describeError } from './log.ts';

/**
 * One process of the product; RUN says which parts it plays. Exit codes: 0 stopped as asked · 1 could not start or was
 * broken · 2 the configuration has faults, all of which are printed.
 */
const config = configOrExit();
const clock = await startClock(config);
const log = createLog(config.logLevel, clock);

/** More than requests and jobs are given, less than whoever stops us usually waits before a kill. */
const STOP_WITHIN_MS = 24_000;

process.on('unhandledRejection', (error) => {
  log.fatal({ error: describeError(error) }, 'unhandled');
  process.exit(1);
});

try {
  const product = await startProduct(config, clock, log);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => {
        log.warn('not stopped in time: the next process takes up what is at hand');
        process.exit(1);
      }, STOP_WITHIN_MS).unref();
      product.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ error: describeError(error) }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
  log.info({ port: product.web?.port, run: config.run }, 'started');
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  const taken = code === 'EADDRINUSE';
  const why = taken ? `PORT: port ${config.port} is taken; choose another or stop what listens there` : message;
  process.stderr.write(`Counterpart can't start. ${why}\n`);
  log.fatal({ error: describeError(error) }, 'not started');
  process.exit(1);
}
