import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMatchCommand } from '../../src/cli/match/run.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'match-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const people = 'id,manager_id,time_zone\nboss,,\nlead,boss,\nother,boss,\nmid,other,\njunior,mid,Europe/London\n';
const enrolments = 'person_id,role,capacity\njunior,mentor,2\nlead,mentee,1\n';
const locked = (...pairs: string[]) => ['mentor_id,mentee_id,reason', ...pairs, ''].join('\n');

type Contents = Record<string, string | Buffer>;

/** Runs on these files in place of good ones; the folder for the answer is there only if something was written. */
function run(changed: Contents, ...more: string[]) {
  const out = join(folder, 'out');
  const argv = ['--out', out];
  const contents: Contents = { 'people.csv': people, 'enrolments.csv': enrolments, ...changed };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(join(folder, name), content);
    argv.push(`--${name.split('.')[0]}`, join(folder, name));
  }
  const lines: string[] = [];
  const code = runMatchCommand([...argv, ...more], {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    now: () => 0,
  });
  return { code, lines, written: existsSync(out) };
}

const refused = (...lines: string[]) => ({ code: 2, lines, written: false });

const notUtf8 = 'not UTF-8; save the file as UTF-8';
const utf16 = 'not UTF-8: it looks like UTF-16; save the file as UTF-8';
const littleEndian = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => littleEndian(text).swap16();

const bad: [string, Contents, string][] = [
  ['UTF-16, little end first', { 'people.csv': littleEndian(`\ufeff${people}`) }, `people.csv:1:: ${utf16}`],
  ['the same without a byte order mark', { 'people.csv': littleEndian(people) }, `people.csv:1:: ${utf16}`],
  ['UTF-16, big end first', { 'people.csv': bigEndian(`\ufeff${people}`) }, `people.csv:1:: ${utf16}`],
  ['the same without a byte order mark', { 'people.csv': bigEndian(people) }, `people.csv:1:: ${utf16}`],
  ['Latin-1', { 'people.csv': Buffer.from(`${people}José,mid,\n`, 'latin1') }, `people.csv:7:: ${notUtf8}`],
  [
    'Windows-1252',
    { 'enrolments.csv': Buffer.from(`${enrolments}O\u0092Hara,mentee,1\n`, 'latin1') },
    `enrolments.csv:4:: ${notUtf8}`,
  ],
  [
    'line ends of an old Macintosh',
    { 'people.csv': people.replaceAll('\n', '\r') },
    'people.csv:1:: a carriage return that no line feed follows; end lines with LF or CRLF',
  ],
  ['a NUL byte', { 'people.csv': `${people}a\0b,mid,\n` }, 'people.csv:7:: a NUL character; expected text'],
  [
    'a quote that is never closed',
    { 'people.csv': `${people}"a,mid,\nb,mid,\n` },
    'people.csv:7:: a quote that is opened in this row is never closed',
  ],
  [
    'a quote within a cell',
    { 'people.csv': `${people}a"b,mid,\nb,"mid",\n` },
    'people.csv:7:: a quote within a cell; put quotes around the whole cell, and write "" for each quote in it',
  ],
  [
    'a row with too few cells',
    { 'people.csv': `${people}a,mid\n` },
    'people.csv:7:: expected 3 cells as in the header, got 2',
  ],
  [
    'a row with too many cells',
    { 'people.csv': `${people}a,mid,,\n` },
    'people.csv:7:: expected 3 cells as in the header, got 4',
  ],
  [
    'the header once more',
    { 'people.csv': `${people}${people.split('\n')[0]}\n` },
    'people.csv:7:: the header once more; expected a row',
  ],
  ['a column twice', { 'people.csv': 'id,manager_id,id\nboss,,boss\n' }, 'people.csv:1:id: this column is there twice'],
  [
    'a missing column',
    { 'people.csv': 'id,manager\nboss,\n' },
    'people.csv:1:manager_id: this column is missing; the header has: id, manager',
  ],
  ['an empty file', { 'people.csv': '' }, 'people.csv:1:: the file is empty; expected a header'],
  ['nothing but empty lines', { 'people.csv': '\ufeff\n\r\n' }, 'people.csv:1:: the file is empty; expected a header'],
  [
    'a cycle of managers',
    { 'people.csv': `${people}a,c,\nb,a,\nc,b,\n` },
    'people.csv:7:manager_id: a cycle of managers: a → c → b → a',
  ],
  [
    'a person who is their own manager',
    { 'people.csv': `${people}a,a,\n` },
    'people.csv:7:manager_id: "a" is their own manager',
  ],
  [
    'an id twice',
    { 'people.csv': `${people}lead,mid,\n` },
    'people.csv:7:id: "lead" is already in use by an earlier row',
  ],
  ['no id', { 'people.csv': `${people},mid,\n` }, 'people.csv:7:id: an id is required'],
  [
    'an unknown zone',
    { 'people.csv': `${people}a,mid,Europe/Leeds\n` },
    'people.csv:7:time_zone: unknown time zone "Europe/Leeds"; expected an IANA name such as Europe/London',
  ],
  [
    'somebody enrolled twice',
    { 'enrolments.csv': `${enrolments}lead,mentee,1\n` },
    'enrolments.csv:4:person_id: "lead" is already enrolled as mentee',
  ],
  [
    'more locks than places',
    { 'locked.csv': locked('junior,lead,x', 'mid,lead,x'), 'enrolments.csv': `${enrolments}mid,mentor,1\n` },
    'locked.csv:3:mentee_id: "lead" has a capacity of 1 as mentee, and this is locked pair number 2',
  ],
  [
    'a pair both locked and forbidden',
    { 'locked.csv': locked('junior,lead,x'), 'forbidden.csv': locked('junior,lead,') },
    'locked.csv:2:mentee_id: the pair "junior", "lead" is both locked and forbidden',
  ],
  [
    'a pair in force of somebody unknown',
    { 'current.csv': locked('junior,lead,', 'junior,nobody,') },
    'current.csv:3:mentee_id: there is no person with the id "nobody"',
  ],
];

test.each(bad)('%s: one line, exit code 2, nothing written', (_, files, line) => {
  expect(run(files)).toEqual(refused(line));
});

test('a byte order mark and CRLF are as good as none', () => {
  const windows = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`;
  const { code, written } = run({ 'people.csv': windows(people), 'enrolments.csv': windows(enrolments) });
  expect({ code, written }).toEqual({ code: 0, written: true });
});

test.each(['0', '-1', 'soon', '1e3', ''])('--seconds %j is refused', (seconds) => {
  const { code, lines, written } = run({}, `--seconds=${seconds}`);
  expect({ code, written }).toEqual({ code: 2, written: false });
  expect(lines[0]).toBe(`--seconds: expected a number above 0, got "${seconds}"`);
});

describe('a million cells', () => {
  const rows = 100_000;
  const header = 'id,manager_id,name,email,grade,department,title,location,time_zone,level';
  const row = (k: number, { manager = k === 0 ? '' : `p${(k - 1) >> 3}`, zone = '' } = {}) =>
    `p${k},${manager},"Name, N.",p${k}@contoso.example,HEO,Tax,Officer,Leeds,${zone},${k % 7}`;
  const table = (line: (k: number) => string) =>
    [header, ...Array.from({ length: rows }, (_, k) => line(k))].join('\n');
  const two = 'person_id,role\np7,mentor\np99999,mentee\n';

  test('without a fault', () => {
    const { code, written } = run({ 'people.csv': table((k) => row(k)), 'enrolments.csv': two });
    expect({ code, written }).toEqual({ code: 0, written: true });
  });

  test.each<[string, (k: number) => string, string]>([
    ['a cell short', (k) => row(k).replace(',Leeds', ''), ':: expected 10 cells as in the header, got 9'],
    ['a stranger for a manager', (k) => row(k, { manager: 'x' }), ':manager_id: there is no person with the id "x"'],
    ['an unknown zone', (k) => row(k, { zone: `Moon/${k}` }), ':time_zone: unknown time zone "Moon/0"'],
    ['a quote too many', (k) => row(k).replace('HEO', 'H"EO'), ':: a quote within a cell'],
    ['a return', (k) => row(k).replace('HEO', 'H\rEO'), ':: a carriage return that no line feed follows'],
  ])('in each row %s: a few lines', (_, faulty, first) => {
    const { code, lines, written } = run({ 'people.csv': table(faulty), 'enrolments.csv': two }, '--max-errors', '3');
    expect({ code, written }).toEqual({ code: 2, written: false });
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines[0]).toMatch(/^people\.csv:[23]:/);
    expect(lines[0]).toContain(first);
    if (lines.length > 1) expect(lines[3]).toMatch(/^and \d{5,6} more faults; --max-errors shows more of them$/);
  });

  test('everyone in one cycle of managers', () => {
    const cycle = table((k) => row(k, { manager: `p${(k + 1) % rows}` }));
    const { code, lines } = run({ 'people.csv': cycle, 'enrolments.csv': two });
    expect(code).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^people\.csv:2:manager_id: a cycle of managers: p0 → p1 → p2 .*… → p0$/);
  });
});
