import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments, usage } from './arguments.ts';
import { addressOf, productEnvironment, sandboxEnvironment } from './environment.ts';
import { lockFolder, openFolder } from './folder.ts';
import { buildsNeeded } from './pages.ts';
import { startPart, type Part } from './part.ts';
import { assertFree } from './ports.ts';
import { answers, followProgress } from './progress.ts';

/**
 * `npm run demo`: sandbox and product side by side, as two processes, with one address to open. Exit codes: 0 stopped as
 * asked · 1 could not start, or a part ended by itself · 2 the command line is wrong.
 */
const root = resolve(import.meta.dirname, '../..');
const STOP_PATIENCE_MS = 30_000;

const tell = (line: string): void => console.log(line);
const fail = (message: string, code = 1): never => {
  console.error(message);
  process.exit(code);
};
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function argumentsOrExit() {
  try {
    return readArguments(process.argv.slice(2), root);
  } catch (error) {
    return fail(`${words(error)}\n${usage}`, 2);
  }
}

async function run(): Promise<void> {
  const { reset, org, port, data } = argumentsOrExit();
  lockFolder(data);
  const folder = await openFolder(data, { reset, org, tell });
  await assertFree([port, port + 1]);
  const logs = join(data, 'logs');
  mkdirSync(logs, { recursive: true });

  const parts: Part[] = [];
  const stopped = new AbortController();
  const start = (name: string, command: string[], env: Record<string, string | undefined> = {}): Part => {
    const log = join(logs, `${name.replaceAll(/\W+/g, '-')}.log`);
    const part = startPart({ name, command, cwd: root, env, log });
    parts.push(part);
    folder.remember({ pids: parts.map(({ pid }) => pid) });
    return part;
  };
  /** Last started, first stopped: the product may still need the sandbox while it finishes. */
  const stop = async (code: number): Promise<never> => {
    stopped.abort();
    for (const part of parts.toReversed()) await part.stop(STOP_PATIENCE_MS);
    folder.remember({ pids: [] });
    process.exit(code);
  };
  const mustLive = (part: Part): void =>
    void part.ended.then(({ code, lastLines }) => {
      if (stopped.signal.aborted) return;
      console.error(`${lastLines}\nThe ${part.name} has ended by itself (exit code ${code}). Its log is in ${logs}.`);
      return stop(1);
    });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopped.signal.aborted) return;
      tell('\nStopping. Everything is kept; npm run demo goes on from here.');
      void stop(0);
    });
  }

  tell(`Counterpart demo: ${addressOf(port)}`);
  mustLive(start('sandbox', ['src/sandbox/main.ts'], sandboxEnvironment(port, data, folder.org)));
  void answers(`${addressOf(port)}/_sandbox/clock`, stopped.signal).then(() => {
    if (!stopped.signal.aborted) folder.remember({ org: folder.org });
  });
  mustLive(start('product', ['src/server/main.ts'], productEnvironment(port, data)));
  const progress = followProgress(addressOf(port + 1), tell, stopped.signal);
  for (const { name, command } of buildsNeeded(root)) {
    tell(`Building ${name}, once.`);
    const build = start(name, command);
    const { code, lastLines } = await build.ended;
    parts.splice(parts.indexOf(build), 1);
    folder.remember({ pids: parts.map(({ pid }) => pid) });
    if (stopped.signal.aborted) return;
    if (code !== 0) {
      console.error(`${lastLines}\n${name} could not be built.`);
      await stop(1);
    }
  }
  await progress;
  if (!stopped.signal.aborted) tell(`Ready. Open ${addressOf(port)} · stop with Ctrl-C`);
}

run().catch((error: unknown) => fail(words(error)));
