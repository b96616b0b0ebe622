import { sql } from 'kysely';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { comparePairList } from '../../../src/domain/programme/compare-pair-list.ts';
import { deletePairList } from '../../../src/domain/programme/delete-pair-list.ts';
import { exportPairList } from '../../../src/domain/programme/export-pair-list.ts';
import { readPairList } from '../../../src/domain/programme/read-pair-list.ts';
import { savePairList } from '../../../src/domain/programme/save-pair-list.ts';
import { showPairLists } from '../../../src/domain/programme/show-pair-lists.ts';
import { showPrivacy } from '../../../src/domain/overview/show-privacy.ts';
import { thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

const row = (at: number, email: string, otherEmail: string) => ({ line: at, email, otherEmail });
const mail = (side: string, n: number): string => `${side}.manager.${n}@contoso.example`;

test('a list is read by address: every fault is named by line and column, and nothing of it counts', async () => {
  const read = await readPairList(line.deps)([
    row(2, mail('north', 1), 'nobody@contoso.example'),
    row(3, mail('north', 2), mail('north', 2).toUpperCase()),
    row(4, ' ', mail('north', 3)),
    row(5, mail('north', 3), mail('north', 4)),
  ]);
  expect(read).toMatchObject({
    ok: false,
    fault: {
      code: 'bad-list',
      message: '3 of 4 lines need a look; nothing was saved.',
      details: [
        { at: 'line 2, other_email', message: 'Nobody in the directory has the address "nobody@contoso.example".' },
        { at: 'line 3, other_email', message: 'The same person stands on both sides.' },
        { at: 'line 4, email', message: 'An address is missing.' },
      ],
    },
  });
  expect(await readPairList(line.deps)([])).toMatchObject({ ok: false, fault: { code: 'empty-list' } });
  const many = Array.from({ length: 2001 }, (_, at) => row(at + 2, mail('north', 1), mail('north', 2)));
  expect(await readPairList(line.deps)(many)).toMatchObject({ ok: false, fault: { code: 'long-list' } });
});

test('a pair that is there twice, either way round, is one pair', async () => {
  const read = await readPairList(line.deps)([
    row(2, mail('north', 1), mail('north', 2)),
    row(3, ` ${mail('north', 2)} `, mail('north', 1).toUpperCase()),
  ]);
  expect(value(read)).toHaveLength(1);
});

test('adding keeps what was on the list, replacing does not; every change is in the audit log', async () => {
  const { id: programmeId } = await line.programme();
  const by = line.coordinator;
  const [a = '', b = '', c = '', d = ''] = line.organisation.seniors;
  const list = 'never-pair' as const;
  const save = async (how: 'replace' | 'append', ...pairs: [string, string][]) =>
    value(
      await savePairList(line.deps)({
        programmeId,
        by,
        list,
        how,
        pairs: pairs.map(([one, other]) => ({ one, other })),
      }),
    );
  const size = async () =>
    value(await showPairLists(line.deps)({ programmeId })).map((one) => [one.list, one.pairs, one.changedAt !== null]);
  expect(await size()).toEqual([
    ['works-together', 0, false],
    ['never-pair', 0, false],
    ['paired-before', 0, false],
  ]);
  expect(await save('append', [a, b], [c, d])).toEqual({ added: 2, kept: 0, removed: 0 });
  expect(await save('append', [b, a], [a, c])).toEqual({ added: 1, kept: 2, removed: 0 });
  const seen = await comparePairList(line.deps)({
    programmeId,
    list,
    pairs: [
      { one: b, other: a },
      { one: a, other: d },
    ],
  });
  expect(value(seen)).toEqual({ already: 1, onList: 3 });
  expect(await save('replace', [b, a], [a, d])).toEqual({ added: 1, kept: 1, removed: 2 });
  expect((await size())[1]).toEqual(['never-pair', 2, true]);
  const exported = value(await exportPairList(line.deps)({ programmeId, by, list }));
  expect(exported).toMatchObject({ leftOut: 0 });
  expect(exported.pairs).toHaveLength(2);
  expect(value(await deletePairList(line.deps)({ programmeId, by, list }))).toEqual({ removed: 2 });

  const { rows } = await line.db.transaction().execute(async (tx) => {
    await sql`select set_config('counterpart.scope', 'system', true)`.execute(tx);
    return sql<{ action: string; subject: string; detail: unknown }>`
      select action, subject, detail from audit where programme_id = ${programmeId} and action like 'pair-list%' order by id
    `.execute(tx);
  });
  expect(rows).toEqual([
    { action: 'pair-list-saved', subject: list, detail: { how: 'append', added: 2, kept: 0, removed: 0 } },
    { action: 'pair-list-saved', subject: list, detail: { how: 'append', added: 1, kept: 2, removed: 0 } },
    { action: 'pair-list-saved', subject: list, detail: { how: 'replace', added: 1, kept: 1, removed: 2 } },
    { action: 'pair-list-exported', subject: list, detail: { pairs: 2 } },
    { action: 'pair-list-deleted', subject: list, detail: { removed: 2 } },
  ]);
});

test('an export leaves out pairs with somebody who is no longer in the directory, and says how many', async () => {
  const { id: programmeId } = await line.programme();
  const [a = '', b = ''] = line.organisation.seniors;
  const gone = '00000000-0000-4000-8000-00000000dead';
  const pairs = [
    { one: a, other: b },
    { one: a, other: gone },
  ];
  const about = { programmeId, by: line.coordinator, list: 'works-together' as const };
  value(await savePairList(line.deps)({ ...about, how: 'append', pairs }));
  expect(value(await exportPairList(line.deps)(about))).toMatchObject({ pairs: [{ one: { id: a } }], leftOut: 1 });
});

test('who is on a list finds that on Privacy, without the other name; a list of a programme that is over stays', async () => {
  const { id: programmeId } = await line.programme();
  const [, , , one = '', other = ''] = line.organisation.seniors;
  const about = { programmeId, by: line.coordinator, list: 'never-pair' as const };
  const add = () => savePairList(line.deps)({ ...about, how: 'append', pairs: [{ one, other }] });
  value(await add());
  const { kept } = value(await showPrivacy(line.deps)({ personId: one }));
  const said = kept.filter(({ what }) => what.includes('listed you'));
  expect(said).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('South manager');
  await line.transact(systemScope, ({ programmes }) => programmes.setState(programmeId, 'closed'));
  expect(await add()).toMatchObject({ ok: false, fault: { code: 'programme-over' } });
  expect(value(await deletePairList(line.deps)(about))).toEqual({ removed: 1 });
});

test('what a list says of a coordinator who takes part is for another coordinator to change; the rest is theirs', async () => {
  const { id: programmeId } = await line.programme();
  const [me = '', partner = '', a = '', b = ''] = line.organisation.seniors;
  const own = { one: partner, other: me };
  const another = { one: a, other: b };
  for (const list of ['works-together', 'never-pair', 'paired-before'] as const) {
    const save = (by: string, how: 'append' | 'replace', ...pairs: { one: string; other: string }[]) =>
      savePairList(line.deps)({ programmeId, by, list, how, pairs });
    const refused = { fault: { code: 'own-pair', message: expect.stringContaining('your own address') } };
    expect(await save(me, 'append', own, another)).toMatchObject(refused);
    value(await save(me, 'append', another));
    value(await save(line.coordinator, 'append', own));
    expect(await save(me, 'replace', another)).toMatchObject(refused);
    expect(await deletePairList(line.deps)({ programmeId, by: me, list })).toMatchObject(refused);
    expect(value(await save(me, 'replace', { one: me, other: partner }))).toEqual({ added: 0, kept: 1, removed: 1 });
  }
  await line.transact(systemScope, ({ programmes }) => programmes.setState(programmeId, 'closed'));
  expect(value(await deletePairList(line.deps)({ programmeId, by: me, list: 'never-pair' }))).toEqual({ removed: 1 });
});
