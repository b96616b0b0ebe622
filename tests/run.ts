/**
 * The test command: types, lint, formatting, both front ends built, then every suite, one after the other, each with its
 * time. The last line is the sum, `N passed, N failed`. Suites to run can be named: `npm test -- domain browser`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const artifacts = join(root, 'tests/.artifacts');
const contractLog = join(artifacts, 'contract.jsonl');

type Count = { passed: number; failed: number };

/** Each is one process on one core; two run at a time, the longest first. */
const checks: Record<string, string> = {
  lint: 'eslint . --max-warnings 0',
  types: 'tsc -p .',
  'types of the tab': 'tsc -p src/tab',
  'types of the host page': 'tsc -p src/sandbox/host',
  format: 'prettier --check --log-level warn .',
  'build of the tab': 'vite build --config src/tab/vite.config.ts --logLevel warn',
  'build of the sandbox’s tab': 'vite build --config src/tab/vite.config.ts --mode sandbox --logLevel warn',
  'build of the host page': 'vite build --config src/sandbox/host/vite.config.ts --logLevel warn',
};

/** Suites in which files run side by side, and those that need the machine for themselves. */
const suites: Record<string, { folders: string[]; workers: number }> = {
  domain: { folders: ['architecture', 'domain', 'cli', 'tab'], workers: 2 },
  adapters: { folders: ['adapters', 'sandbox'], workers: 2 },
  server: { folders: ['server', 'package'], workers: 2 },
  story: { folders: ['demo', 'browser'], workers: 2 },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'checks' && !(name in suites));
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(', ')}; there are ${['checks', ...Object.keys(suites)].join(', ')}`);
  process.exit(2);
}
const chosen = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

function run(command: string): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, {
      cwd: root,
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        CONTRACT_LOG: contractLog,
      },
    });
    child.on('exit', (code) => done(code ?? 1));
  });
}

async function timed(name: string, work: () => Promise<Count>): Promise<Count> {
  const started = performance.now();
  const count = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${name}: ${count.passed} passed, ${count.failed} failed in ${seconds} s`);
  return count;
}

async function runChecks(): Promise<Count> {
  const waiting = Object.entries(checks);
  const total: Count = { passed: 0, failed: 0 };
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, command] = next;
      const { passed, failed } = await timed(name, async () =>
        (await run(command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
      );
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all([work(), work()]);
  return total;
}

const suite =
  (name: string, { folders, workers }: { folders: string[]; workers: number }) =>
  async (): Promise<Count> => {
    const report = join(artifacts, `${name}.json`);
    const paths = folders.map((folder) => `tests/${folder}/`).join(' ');
    const code = await run(
      `jest --config tests/jest.config.js --maxWorkers ${workers} --json --outputFile ${report} --passWithNoTests ${paths}`,
    );
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  };

type ContractEntry = { process: string; requests: number; answers: number; violations: unknown[] };

/** Every sandbox of the run wrote down what it compared with Microsoft's contract; the last line of each counts. */
async function contract(): Promise<Count> {
  const lines = existsSync(contractLog) ? readFileSync(contractLog, 'utf8').split('\n') : [];
  const last = new Map<string, ContractEntry>();
  for (const line of lines.filter((text) => text !== '')) {
    const entry = JSON.parse(line) as ContractEntry;
    last.set(entry.process, entry);
  }
  const entries = [...last.values()];
  const requests = entries.reduce((sum, entry) => sum + entry.requests, 0);
  const answers = entries.reduce((sum, entry) => sum + entry.answers, 0);
  const violations = entries.flatMap((entry) => entry.violations);
  console.log(
    `   Graph contract: ${requests} requests and ${answers} answers validated, ${violations.length} violations`,
  );
  for (const violation of violations) console.log(`   ${JSON.stringify(violation)}`);
  return requests > 0 && violations.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
const add = (count: Count): void => {
  total.passed += count.passed;
  total.failed += count.failed;
};
if (chosen('checks')) add(await timed('checks', runChecks));
for (const [name, what] of Object.entries(suites)) if (chosen(name)) add(await timed(name, suite(name, what)));
if (wanted.length === 0) add(await timed('contract', contract));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
