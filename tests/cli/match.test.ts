import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMatchCommand } from '../../src/cli/match/run.ts';
import { problemsOf } from '../domain/matching/independent-check.ts';
import type { Files } from '../domain/matching/independent-rules.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'match-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const good: Record<string, string | Buffer> = {
  'people.csv':
    'id,manager_id,name,department,time_zone\nboss,,Ada,Top,Europe/London\nlead,boss,Ben,Tax,Europe/London\n' +
    'other,boss,Cy,Law,Europe/London\nmid,other,Di,Law,Europe/London\njunior,mid,Eve,Law,Asia/Kolkata\n',
  'enrolments.csv':
    'person_id,role,offers,wants,area,languages\njunior,mentor,data;AI,budgets,tax,English\n' +
    'lead,mentee,Budgets,ai,Tax,english;Welsh\nboss,mentee,law,ai,,\n',
  'settings.json': '{"rules": {"minDistance": 4}}',
};

function run(files: Record<string, string | Buffer>, ...more: string[]) {
  const out = join(folder, 'out');
  const argv = ['--out', out];
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
    argv.push(`--${name.split('.')[0]}`, join(folder, name));
  }
  let ticks = 0;
  const streams: Record<'out' | 'err', string[]> = { out: [], err: [] };
  const code = runMatchCommand([...argv, ...more], {
    out: (line) => streams.out.push(line),
    err: (line) => streams.err.push(line),
    // A millisecond passes between any two looks at the clock.
    now: () => ticks++,
  });
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  return { code, ...streams, out: streams.out, written: existsSync(out) ? readdirSync(out).sort() : null, read };
}

test('files in, files out, and nothing else left behind', () => {
  const { code, err, written, read } = run(good);
  expect({ code, err, written }).toEqual({
    code: 0,
    err: [],
    written: ['certificate.json', 'pairs.csv', 'report.json', 'unmatched.csv'],
  });
  expect(read('pairs.csv')).toBe(
    'mentor_id,mentee_id,score,distance,level_gap,reasons,locked\n' +
      'junior,lead,12,4,2,the mentor offers what the mentee wants: ai (4); the mentee offers what the mentor wants: budgets (3); the same area (3); ' +
      'different departments (1); close in time zone (1),false\n',
  );
  expect(read('unmatched.csv')).toBe(
    'person_id,role,reason,candidates,blocked_by,relaxation\nboss,mentee,no_candidate,0,reportingLine:1;minDistance:1,\n',
  );
  const report = JSON.parse(read('report.json')) as { seconds: object; inputs: object; bottlenecks: object[] };
  expect(report.bottlenecks).toEqual([]);
  expect(Object.keys(report.inputs)).toEqual(['people', 'enrolments', 'settings']);
  expect(Object.keys(report.seconds)).toContain('assignment');
});

test('whoever shares too few partners is named in report.json', () => {
  const more = good['enrolments.csv']!.toString().replace('boss,mentee,law,ai,,', 'other,mentee,,,,');
  const settings = '{"rules": {"minDistance": 0, "minLevelGap": null, "reportingLine": false}}';
  const { read } = run({ ...good, 'enrolments.csv': more, 'settings.json': settings });
  expect(JSON.parse(read('report.json'))).toMatchObject({
    bottlenecks: [{ role: 'mentee', people: ['lead', 'other'], partners: ['junior'], places: 1 }],
  });
});

test('with no time left there is an answer all the same', () => {
  const { code, written } = run(good, '--seconds', '0.001');
  expect({ code, written: written?.length }).toEqual({ code: 0, written: 4 });
});

test('every option is read: the answer holds against all files', () => {
  const all = {
    ...good,
    'people.csv': good['people.csv']!.toString() + 'new,mid,Fi,Law,\n',
    'enrolments.csv': good['enrolments.csv']!.toString() + 'new,mentor,,,,\n',
    'past.csv': 'mentor_id,mentee_id\nnew,lead\n',
    'forbidden.csv': 'mentor_id,mentee_id,reason\njunior,lead,told so\n',
    'locked.csv': 'mentor_id,mentee_id,reason\njunior,boss,they asked\n',
    'current.csv': 'mentor_id,mentee_id\njunior,boss\n',
    'history.csv': 'person_id,manager_id,until\nnew,lead,2026-01-01\n',
    'together.csv': 'person_id,person_id\nlead,new\n',
    'settings.json': '{"rules": {"minDistance": 0, "minLevelGap": null}}',
  };
  const { code, err, read } = run(all);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  const settings = (JSON.parse(read('report.json')) as { settings: object }).settings;
  const files: Files = { ...all, 'settings.json': JSON.stringify(settings) };
  for (const name of ['pairs.csv', 'unmatched.csv', 'report.json', 'certificate.json']) files[name] = read(name);
  expect(problemsOf(files)).toEqual([]);
  expect(read('unmatched.csv')).toContain('formerLine:1;worksTogether:1;pairedBefore:1');
  expect(read('pairs.csv')).toContain('locked although it breaks reportingLine: they asked');
});

test('a byte order mark, CRLF and unknown columns do no harm', () => {
  const people = good['people.csv']!.toString().replace('name,', 'shoe size,').replaceAll('\n', '\r\n');
  const { code, err, read } = run({ ...good, 'people.csv': `\ufeff${people}` });
  expect({ code, err }).toEqual({ code: 0, err: ['notice: people.csv:1:shoe size: this column is not used'] });
  expect(read('pairs.csv')).toBe(run(good).read('pairs.csv'));
});

const people = (rows: string) => ({ ...good, 'people.csv': `${good['people.csv']!.toString()}${rows}` });
const enrolments = (rows: string) => ({ ...good, 'enrolments.csv': `person_id,role,capacity\n${rows}` });
const locked = (rows: string) => ({ ...good, 'locked.csv': `mentor_id,mentee_id\n${rows}` });

const bad: [string, Record<string, string | Buffer>, string][] = [
  [
    'a missing column',
    { ...good, 'people.csv': 'id\na\n' },
    'people.csv:1:manager_id: this column is missing; the header has: id',
  ],
  ['an id twice', people('lead,boss,,,\n'), 'people.csv:7:id: "lead" is already in use by an earlier row'],
  ['an unknown manager', people('z,nobody,,,\n'), 'people.csv:7:manager_id: there is no person with the id "nobody"'],
  ['their own manager', people('z,z,,,\n'), 'people.csv:7:manager_id: "z" is their own manager'],
  ['a cycle', people('y,z,,,\nz,y,,,\n'), 'people.csv:7:manager_id: a cycle of managers: y → z → y'],
  [
    'an unknown zone',
    people('z,boss,,,Europe/Leeds\n'),
    'people.csv:7:time_zone: unknown time zone "Europe/Leeds"; expected an IANA name such as Europe/London',
  ],
  ['a bad number', enrolments('junior,mentor,two\n'), 'enrolments.csv:2:capacity: expected a whole number, got "two"'],
  [
    'no capacity at all',
    enrolments('junior,mentor,0\n'),
    'enrolments.csv:2:capacity: expected a whole number from 1 to 1000000, got "0"',
  ],
  ['a bad role', enrolments('junior,boss,\n'), 'enrolments.csv:2:role: expected mentor or mentee, got "boss"'],
  [
    'an unknown person',
    enrolments('nobody,mentor,\n'),
    'enrolments.csv:2:person_id: there is no person with the id "nobody"',
  ],
  [
    'someone locked who is not enrolled',
    locked('mid,lead\n'),
    'locked.csv:2:mentor_id: "mid" is not enrolled as mentor',
  ],
  [
    'a lock that breaks a rule without a reason',
    locked('junior,boss\n'),
    'locked.csv:2:reason: this pair breaks reportingLine, minDistance; a locked pair that breaks a rule needs a reason',
  ],
  [
    'an unknown id in the records',
    { ...good, 'past.csv': 'mentor_id,mentee_id\njunior,nobody\n' },
    'past.csv:2:mentee_id: there is no person with the id "nobody"',
  ],
  [
    'an unknown id in the second of two columns',
    { ...good, 'together.csv': 'person_id,person_id\njunior,nobody\n' },
    'together.csv:2:person_id 2: there is no person with the id "nobody"',
  ],
  [
    'Latin-1',
    { ...good, 'people.csv': Buffer.from('id,manager_id\nJosé,\n', 'latin1') },
    'people.csv:2:: not UTF-8; save the file as UTF-8',
  ],
  [
    'an unknown setting',
    { ...good, 'settings.json': '{"objective": "best"}' },
    'settings.json:1:objective: expected "balanced" or "total", got "best"',
  ],
];

test.each(bad)('%s: exit code 2, one line, nothing written', (_, files, line) => {
  expect(run(files)).toMatchObject({ code: 2, out: [], err: [line], written: null });
});

test('settings that are not JSON, a file that is not there, and options that do not exist', () => {
  expect(run({ ...good, 'settings.json': '{' }).err[0]).toMatch(/^settings\.json:1:: not readable as JSON/);
  expect(run(good, '--past', join(folder, 'none.csv')).err[0]).toMatch(/^none\.csv:1:: there is no file /);
  expect(run(good, '--colour', 'red')).toMatchObject({ code: 2, written: null });
  expect(run({ 'people.csv': good['people.csv']! }).err[0]).toBe('--enrolments is required');
});

test('--max-errors bounds the lines', () => {
  const many = people(Array.from({ length: 20 }, (_, k) => `x${k},nobody,,,\n`).join(''));
  const { code, err } = run(many, '--max-errors', '3');
  expect(code).toBe(2);
  expect(err).toHaveLength(4);
  expect(err[3]).toBe('and 17 more faults; --max-errors shows more of them');
  expect(run(good, '--max-errors', '0').code).toBe(2);
});
