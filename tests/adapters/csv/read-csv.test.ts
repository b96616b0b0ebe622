import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describeFault } from '../../../src/adapters/csv/csv-fault.ts';
import { csvRecords } from '../../../src/adapters/csv/csv-records.ts';
import { decodeUtf8 } from '../../../src/adapters/csv/decode-utf8.ts';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { writeCsv } from '../../../src/adapters/csv/write-csv.ts';

const columns = { email: 'required', role: 'required', note: 'optional' } as const;
const read = (text: string) => readCsv(text, 'list.csv', columns);
const faults = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.fault.map(describeFault);
};

test('rows know the line they begin on, through CRLF, empty lines and line breaks within quotes', () => {
  const result = read(
    'email,role,note\r\na@x,mentor,"two\r\nlines"\r\n\r\nb@x,mentee,\r\n"c@x",mentor,"says ""hi"""\r\n',
  );
  expect(result.ok && result.value.rows).toEqual([
    { line: 2, cells: { email: 'a@x', role: 'mentor', note: 'two\nlines' } },
    { line: 5, cells: { email: 'b@x', role: 'mentee', note: '' } },
    { line: 6, cells: { email: 'c@x', role: 'mentor', note: 'says "hi"' } },
  ]);
});

test('a column that may be missing reads as empty; one that is not known is noticed', () => {
  const result = read('role,shoe size,email\nmentor,41,a@x\n');
  expect(result.ok && result.value).toMatchObject({
    rows: [{ line: 2, cells: { email: 'a@x', role: 'mentor', note: '' } }],
    notices: ['list.csv:1:shoe size: this column is not used'],
  });
  expect(result.ok && [...result.value.present]).toEqual(['email', 'role']);
});

test.each([
  ['', 'list.csv:1:: the file is empty; expected a header'],
  ['email\na@x\n', 'list.csv:1:role: this column is missing; the header has: email'],
  ['email,role,email\n', 'list.csv:1:email: this column is there twice'],
  ['email,role\na@x,mentor\nb@x\n', 'list.csv:3:: expected 2 cells as in the header, got 1'],
  ['email,role\na@x,mentor,\n', 'list.csv:2:: expected 2 cells as in the header, got 3'],
])('%j is refused', (text, fault) => {
  expect(faults(text)).toEqual([fault]);
});

test.each([
  ['email,role\na@x,mentor\nb@x,"mentor\nc@x,mentee\n', 3, 'a quote that is opened in this row is never closed'],
  [
    'email,role\n\na@x,men"tor\n',
    3,
    'a quote within a cell; put quotes around the whole cell, and write "" for each quote in it',
  ],
  [
    'email,role\n"a\n@x",men"to"r\n',
    2,
    'a quote within a cell; put quotes around the whole cell, and write "" for each quote in it',
  ],
  [
    '"email",role\na@x,"men"tor\n',
    2,
    'more text after the quote that closes a cell; write "" for each quote within a quoted cell',
  ],
  ['email,role\na@x,men\0tor\n', 2, 'a NUL character; expected text'],
  [
    'email,role\r\na@x,mentor\rb@x,mentee\n',
    2,
    'a carriage return that no line feed follows; end lines with LF or CRLF',
  ],
  ['email,role\na@x,mentor\nemail,role\n', 3, 'the header once more; expected a row'],
])('%j is refused where its row begins', (text, line, message) => {
  expect(faults(text)).toEqual([`list.csv:${line}:: ${message}`]);
});

test('reads what csv-parse reads, whatever is written', () => {
  const scraps = fc.constantFrom('a', 'é', ' ', ',', ',', '"', '""', '"b,"', ',"c""d"', ',"e\nf"', '\n', '\n', '\r\n');
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 30 }), (list) => {
      const text = list.join('');
      const ours = csvRecords(text, 'list.csv');
      let theirs: string[][] | null;
      try {
        theirs = parse(text.replaceAll('\r\n', '\n'), { relax_column_count: true, skip_empty_lines: true });
      } catch {
        theirs = null;
      }
      expect(ours.ok ? Array.from(ours.value, ({ cells }) => cells) : null).toEqual(theirs);
    }),
    { numRuns: 5000 },
  );
});

test('a byte order mark is dropped; what is not UTF-8 is named with its line', () => {
  expect(decodeUtf8(new TextEncoder().encode('\ufeffa,b'), 'f.csv')).toEqual({ ok: true, value: 'a,b' });
  const latin1 = Buffer.from('id\nJosé\n', 'latin1');
  expect(decodeUtf8(latin1, 'f.csv')).toMatchObject({
    ok: false,
    fault: [{ line: 2, message: 'not UTF-8; save the file as UTF-8' }],
  });
  for (const text of ['\ufeffid\n', 'id,manager_id\na,\n']) {
    const littleEndian = Buffer.from(text, 'utf16le');
    for (const utf16 of [littleEndian, Buffer.from(littleEndian).swap16()]) {
      expect(decodeUtf8(utf16, 'f.csv')).toMatchObject({
        ok: false,
        fault: [{ line: 1, message: 'not UTF-8: it looks like UTF-16; save the file as UTF-8' }],
      });
    }
  }
});

test('what is written is read back as it was', () => {
  const rows = [
    { email: '=a@x', role: 'a,b', note: 'two\nlines' },
    { email: '', role: '"', note: ' ' },
  ];
  const result = read(writeCsv(['email', 'role', 'note'], rows));
  expect(result.ok && result.value.rows.map(({ cells }) => cells)).toEqual(rows);
});
