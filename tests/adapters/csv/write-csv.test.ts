import { writeCsv, writeCsvForPeople } from '../../../src/adapters/csv/write-csv.ts';

const dangers = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1+1', '＋1', '－1', '＠x'];

test.each(dangers)('what a spreadsheet would take for a formula is shown as text: %j', (cell) => {
  const [, line = ''] = writeCsvForPeople(['name', 'mail'], [{ name: cell, mail: 'a@b.example' }]).split('\n');
  expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  expect(line).toContain(cell.slice(1));
});

test('other cells stay as they are; files for programs are never touched', () => {
  const row = { name: 'O’Neill, Anne-Marie', mail: 'a=b@c.example' };
  expect(writeCsvForPeople(['name', 'mail'], [row])).toBe('name,mail\n"O’Neill, Anne-Marie",a=b@c.example\n');
  expect(writeCsv(['name'], [{ name: '=1+1' }])).toBe('name\n=1+1\n');
});
