import { sql } from 'kysely';
import type { ScenarioStore } from '../../domain/matching/ports.ts';
import type { PairOfIds, Scenario, ScenarioResult } from '../../domain/matching/scenario.ts';
import type { Database } from './schema.ts';

export function createScenarioStore(tx: Database): ScenarioStore {
  const scenarios = () => tx.selectFrom('scenarios').select(columns);
  const one = (programmeId: string, id: string) =>
    scenarios().where('programmeId', '=', programmeId).where('id', '=', id);
  const change = (programmeId: string, id: string) =>
    tx.updateTable('scenarios').where('programmeId', '=', programmeId).where('id', '=', id);
  return {
    async add(scenario) {
      await tx.insertInto('scenarios').values(toRow(scenario)).execute();
    },

    get: (programmeId, id) => one(programmeId, id).executeTakeFirst(),

    getForUpdate: (programmeId, id) => one(programmeId, id).forUpdate().executeTakeFirst(),

    inProgramme: (programmeId) =>
      scenarios().where('programmeId', '=', programmeId).orderBy('createdAt', 'desc').orderBy('id').execute(),

    async result(programmeId, id) {
      const row = await tx
        .selectFrom('scenarios')
        .select('result')
        .where('programmeId', '=', programmeId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.result ?? null;
    },

    async save(scenario) {
      const { id, programmeId, ...row } = toRow(scenario);
      await change(programmeId, id).set(row).execute();
    },

    async saveResult(programmeId, id, result) {
      await change(programmeId, id)
        .set({ result: JSON.stringify(result) })
        .execute();
    },

    async saveProgress({ programmeId, scenarioId, runId, attempt }, progress) {
      const saved = await change(programmeId, scenarioId)
        .where('state', '=', 'running')
        .where('runId', '=', runId)
        .where('attempts', '=', attempt)
        .set({ progress: JSON.stringify(progress) })
        .returning('id')
        .execute();
      return saved.length === 1;
    },

    async remove(programmeId, id) {
      await tx.deleteFrom('scenarios').where('programmeId', '=', programmeId).where('id', '=', id).execute();
    },

    async forgetPerson(programmeId, personId) {
      const about = (pair: PairOfIds): boolean => pair.mentorId === personId || pair.menteeId === personId;
      const concerned = await tx
        .selectFrom('scenarios')
        .select(['id', 'locked', 'forbidden', 'result'])
        .where('programmeId', '=', programmeId)
        .where(sql<boolean>`strpos(locked::text || forbidden::text || coalesce(result::text, ''), ${personId}) > 0`)
        .orderBy('id')
        .forUpdate()
        .execute();
      for (const { id, locked, forbidden, result } of concerned) {
        await change(programmeId, id)
          .set({
            locked: JSON.stringify(locked.filter((pair) => !about(pair))),
            forbidden: JSON.stringify(forbidden.filter((pair) => !about(pair))),
            ...(result && { result: JSON.stringify(withoutWords(result, about)) }),
          })
          .execute();
      }
    },
  };
}

/** All but the result, which may be of megabytes. */
const columns = [
  'id',
  'programmeId',
  'name',
  'version',
  'settings',
  'locked',
  'forbidden',
  'state',
  'runId',
  'attempts',
  'progress',
  'fault',
  'figures',
  'inputDigest',
  'stale',
  'createdBy',
  'createdAt',
  'editedBy',
  'editedAt',
  'ranBy',
  'ranAt',
  'endedAt',
  'publishedBy',
  'publishedAt',
] as const satisfies (keyof Scenario)[];

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const toRow = (scenario: Scenario) => ({
  ...scenario,
  settings: JSON.stringify(scenario.settings),
  locked: JSON.stringify(scenario.locked),
  forbidden: JSON.stringify(scenario.forbidden),
  progress: json(scenario.progress),
  fault: json(scenario.fault),
  figures: json(scenario.figures),
});

const withoutWords = ({ outcome, alreadyMeeting }: ScenarioResult, about: (pair: PairOfIds) => boolean) => ({
  outcome: { ...outcome, pairs: outcome.pairs.map((pair) => (about(pair) ? { ...pair, reasons: '' } : pair)) },
  alreadyMeeting,
});
