import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const rules = join(root, 'tests/architecture/import-rules.cjs');

type Violation = { rule: { name: string }; from: string };

function violations(folder: string): Violation[] {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [depcruise, '--config', rules, '--output-type', 'json', 'src'];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    // It exits with the number of violations; what it found is on standard output all the same.
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

/** Every rule, the file that breaks it, and the import with which it does. */
const broken: [rule: string, file: string, imports: string][] = [
  ['no-circles', 'src/domain/kernel/circle.ts', './square.ts'],
  ['resolvable', 'src/domain/kernel/lost.ts', './not-there.ts'],
  ['kernel-knows-nothing', 'src/domain/kernel/curious.ts', '../people/innocent.ts'],
  ['domain-is-alone', 'src/domain/people/leaky.ts', '../../adapters/graph/innocent.ts'],
  ['domain-packages', 'src/domain/people/vendor.ts', 'zod'],
  ['domain-no-node', 'src/domain/people/disk.ts', 'node:fs'],
  ['topic-order-people', 'src/domain/people/ahead.ts', '../programme/innocent.ts'],
  ['topic-order-programme', 'src/domain/programme/ahead.ts', '../matching/innocent.ts'],
  ['topic-order-matching', 'src/domain/matching/ahead.ts', '../pairs/innocent.ts'],
  ['topic-order-pairs', 'src/domain/pairs/ahead.ts', '../meetings/innocent.ts'],
  ['topic-order-meetings', 'src/domain/meetings/ahead.ts', '../feedback/innocent.ts'],
  ['topic-order-feedback', 'src/domain/feedback/ahead.ts', '../letters/innocent.ts'],
  ['topic-order-letters', 'src/domain/letters/ahead.ts', '../evaluation/innocent.ts'],
  ['topic-order-evaluation', 'src/domain/evaluation/ahead.ts', '../overview/innocent.ts'],
  ['adapters-apart', 'src/adapters/graph/neighbour.ts', '../postgres/innocent.ts'],
  ['adapters-not-upwards', 'src/adapters/graph/upwards.ts', '../../server/innocent.ts'],
  ['threads-in-their-folder', 'src/server/threaded.ts', 'node:worker_threads'],
  ['contract-is-alone', 'src/contract/leaky.ts', '../domain/people/innocent.ts'],
  ['contract-packages', 'src/contract/vendor.ts', 'kysely'],
  ['tab-knows-contract', 'src/tab/leaky.ts', '../domain/people/innocent.ts'],
  ['teams-js-in-host', 'src/tab/elsewhere.ts', '@microsoft/teams-js'],
  ['msal-in-sign-in', 'src/tab/elsewhere-too.ts', '@azure/msal-browser'],
  ['sign-in-on-demand', 'src/tab/eager.ts', './sign-in.ts'],
  ['server-no-tab-no-sandbox', 'src/server/leaky.ts', '../tab/innocent.ts'],
  ['sandbox-is-alone', 'src/sandbox/leaky.ts', '../domain/people/innocent.ts'],
  ['demo-is-alone', 'src/demo/leaky.ts', '../server/innocent.ts'],
  ['nobody-imports-the-sandbox', 'src/adapters/graph/cheat.ts', '../../sandbox/innocent.ts'],
  ['no-tests-in-src', 'src/server/tests.ts', '../../tests/innocent.ts'],
];

let folder: string;
let found: Violation[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterpart-rules-'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  );
  for (const [, file, imports] of broken) write(file, `import '${imports}';\n`);
  write('src/domain/kernel/square.ts', "import './circle.ts';\n");
  write('src/tab/sign-in.ts', 'export const innocent = true;\n');
  const places = [
    'adapters/graph',
    'adapters/postgres',
    'server',
    'tab',
    'sandbox',
    ...topics().map((t) => `domain/${t}`),
  ];
  for (const place of places) write(`src/${place}/innocent.ts`, 'export const innocent = true;\n');
  write('tests/innocent.ts', 'export const innocent = true;\n');
  found = violations(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function topics(): string[] {
  return ['people', 'programme', 'matching', 'pairs', 'meetings', 'feedback', 'letters', 'evaluation', 'overview'];
}

test.each(broken)('%s catches %s importing %s', (rule, file) => {
  expect(found).toContainEqual(expect.objectContaining({ rule: expect.objectContaining({ name: rule }), from: file }));
});

test('every rule of the house has its offender here', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { forbidden } = require(rules) as { forbidden: { name: string }[] };
  expect(broken.map(([rule]) => rule).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
});

test('the innocent are left alone', () => {
  expect(found.filter((violation) => violation.from.endsWith('innocent.ts'))).toEqual([]);
});

test('the house keeps its own rules', () => {
  expect(violations(root).map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([]);
});
