import { readCsv } from '../../adapters/csv/read-csv.ts';
import { writeCsvForPeople } from '../../adapters/csv/write-csv.ts';
import type { FaultAnswer } from '../../contract/endpoint.ts';
import * as contract from '../../contract/pair-lists.ts';
import { ok, type Result } from '../../domain/kernel/result.ts';
import type { NamedPair, PairListRow } from '../../domain/programme/read-pair-list.ts';
import { route, type Web } from '../route.ts';
import type { UseCases } from '../use-cases.ts';
import { instantOrNull, personView } from './person-view.ts';

const SHOWN_FIRST = 10;

/** A coordinator's own lists of pairs: who works together, who is never to be paired, who was paired before. */
export function addPairListRoutes(web: Web, use: UseCases): void {
  const pairsIn = async (csv: string): Promise<Result<NamedPair[], FaultAnswer>> => {
    const rows = pairRows(csv);
    return rows.ok ? use.readPairList(rows.value) : rows;
  };

  route(web, contract.getPairLists, 'programme-coordinator', async ({ params }) => {
    const shown = await use.showPairLists(params);
    if (!shown.ok) return shown;
    return ok({ lists: shown.value.map((one) => ({ ...one, changedAt: instantOrNull(one.changedAt) })) });
  });
  route(web, contract.checkPairList, 'programme-coordinator', async ({ params, body }) => {
    const read = await pairsIn(body.csv);
    if (!read.ok) return read;
    const compared = await use.comparePairList({ ...params, pairs: idsOf(read.value) });
    if (!compared.ok) return compared;
    const first = read.value.slice(0, SHOWN_FIRST).map(({ one, other }) => ({
      one: personView(one),
      other: personView(other),
    }));
    return ok({ pairs: read.value.length, ...compared.value, first });
  });
  route(web, contract.savePairList, 'programme-coordinator', async ({ reader, params, body }) => {
    const read = await pairsIn(body.csv);
    if (!read.ok) return read;
    return use.savePairList({ ...params, by: reader.personId, pairs: idsOf(read.value), how: body.how });
  });
  route(web, contract.deletePairList, 'programme-coordinator', ({ reader, params }) =>
    use.deletePairList({ ...params, by: reader.personId }),
  );
  route(web, contract.exportPairList, 'programme-coordinator', async ({ reader, params }) => {
    const exported = await use.exportPairList({ ...params, by: reader.personId });
    if (!exported.ok) return exported;
    const rows = exported.value.pairs.map(({ one, other }) => ({
      email: one.mail ?? '',
      other_email: other.mail ?? '',
      name: one.displayName,
      other_name: other.displayName,
    }));
    const csv = writeCsvForPeople(['email', 'other_email', 'name', 'other_name'], rows);
    return ok({ csv, leftOut: exported.value.leftOut });
  });
}

const idsOf = (pairs: NamedPair[]) => pairs.map(({ one, other }) => ({ one: one.id, other: other.id }));

/** Rows of a pasted or uploaded list with a header `email,other_email`; every fault of its form is named by line. */
function pairRows(csv: string): Result<PairListRow[], FaultAnswer> {
  const read = readCsv(csv, 'list', { email: 'required', other_email: 'required' });
  if (read.ok) {
    return ok(read.value.rows.map(({ line, cells }) => ({ line, email: cells.email, otherEmail: cells.other_email })));
  }
  const details = read.fault.map(({ line, column, message }) => ({
    at: column === '' ? `line ${line}` : `line ${line}, ${column}`,
    message,
  }));
  return { ok: false, fault: { code: 'bad-list', message: 'The list could not be read; nothing was saved.', details } };
}
