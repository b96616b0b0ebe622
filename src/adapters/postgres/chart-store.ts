import { sql } from 'kysely';
import type { PersonId } from '../../domain/kernel/ids.ts';
import type { SyncState } from '../../domain/people/people.ts';
import type { ChartStore } from '../../domain/people/ports.ts';
import type { Database } from './schema.ts';

const neverRead: SyncState = {
  phase: 'never',
  nextLink: null,
  deltaLink: null,
  pages: 0,
  peopleRead: 0,
  startedAt: null,
  finishedAt: null,
  fault: null,
};

export function createChartStore(tx: Database): ChartStore {
  return {
    async syncState() {
      const row = await tx.selectFrom('syncState').selectAll().executeTakeFirst();
      if (!row) return neverRead;
      const { single: _single, ...state } = row;
      return state;
    },

    async saveSyncState(state) {
      await tx
        .insertInto('syncState')
        .values(state)
        .onConflict((conflict) => conflict.column('single').doUpdateSet(state))
        .execute();
    },

    async upsert(people, at) {
      // Of a person who occurs twice the last word counts; nobody is their own manager.
      const managers = new Map(people.map(({ id, managerId }) => [id, managerId === id ? null : managerId]));
      const { rows } = await sql<{ changed: number }>`
        with incoming as (
          select * from unnest(${[...managers.keys()]}::uuid[], ${[...managers.values()]}::uuid[]) as i (id, manager_id)
        ), before as (
          select c.id, c.manager_id, c.left_at from chart_people c join incoming using (id)
        ), closed as (
          insert into former_managers (person_id, manager_id, until)
          select id, before.manager_id, ${at} from before join incoming using (id)
          where before.manager_id is distinct from incoming.manager_id and before.manager_id is not null
          on conflict do nothing
        ), changed as (
          select id from incoming left join before using (id)
          where before.id is null or before.left_at is not null
            or before.manager_id is distinct from incoming.manager_id
        ), written as (
          insert into chart_people as c (id, manager_id, changed_at, seen_at)
          select id, manager_id, ${at}, ${at} from incoming
          on conflict (id) do update set
            manager_id = excluded.manager_id,
            changed_at = case
              when c.left_at is null and c.manager_id is not distinct from excluded.manager_id then c.changed_at
              else excluded.changed_at end,
            seen_at = excluded.seen_at,
            left_at = null
        )
        select count(*)::int as changed from changed`.execute(tx);
      return rows[0]?.changed ?? 0;
    },

    markLeft: (ids, at) => leave(tx, sql`id = any (${ids}::uuid[])`, at),

    markUnseen: (since, at) => leave(tx, sql`seen_at < ${since}`, at),

    async size() {
      const { rows } = await sql<{ people: number; leavers: number; roots: number }>`
        select
          (select count(*)::int from chart_people where left_at is null) as people,
          (select count(*)::int from chart_people where left_at is not null) as leavers,
          (select count(*)::int from (${roots}) as root) as roots`.execute(tx);
      return rows[0] ?? { people: 0, leavers: 0, roots: 0 };
    },

    async all() {
      const { rows } = await sql<{ id: PersonId; managerId: PersonId | null }>`
        select person.id, manager.id as manager_id
        from chart_people as person
        left join chart_people as manager on manager.id = person.manager_id and manager.left_at is null
        where person.left_at is null
        order by person.id`.execute(tx);
      return rows;
    },

    async reportsOf(managerId, limit) {
      const tops =
        managerId === null
          ? roots
          : sql`select id from chart_people where manager_id = ${managerId}::uuid and left_at is null`;
      // `union` drops what was met before, so that a circle in the directory's data ends.
      const { rows } = await sql<{ id: PersonId; reports: number }>`
        with recursive below (top, id) as (
          select id, id from (${tops}) as tops
          union
          select below.top, person.id
          from below join chart_people as person on person.manager_id = below.id and person.left_at is null
        )
        select top as id, count(*)::int - 1 as reports
        from below group by top order by reports desc, id limit ${limit}`.execute(tx);
      return rows;
    },

    async lineOf(id) {
      const { rows } = await sql<{ id: PersonId }>`
        with recursive line as (
          select id, manager_id, 0 as step, array[id] as met
          from chart_people where id = ${id}::uuid and left_at is null
          union all
          select manager.id, manager.manager_id, step + 1, met || manager.id
          from line join chart_people as manager on manager.id = line.manager_id and manager.left_at is null
          where manager.id <> all (met)
        )
        select id from line order by step`.execute(tx);
      return rows.map((row) => row.id);
    },

    async linesOf(ids) {
      // `union` drops what was met before, so that a circle in the directory's data ends.
      const { rows } = await sql<{ id: PersonId; managerId: PersonId | null }>`
        with recursive line (id, manager_id) as (
          select id, manager_id from chart_people where id = any (${ids}::uuid[]) and left_at is null
          union
          select manager.id, manager.manager_id
          from line join chart_people as manager on manager.id = line.manager_id and manager.left_at is null
        )
        select id, manager_id from line order by id`.execute(tx);
      const present = new Set(rows.map((row) => row.id));
      return rows.map(({ id, managerId }) => ({ id, managerId: present.has(managerId ?? '') ? managerId : null }));
    },

    formerManagers: (ids) =>
      tx
        .selectFrom('formerManagers')
        .selectAll()
        .where(sql<boolean>`person_id = any (${ids}::uuid[])`)
        .orderBy('personId')
        .orderBy('until')
        .orderBy('managerId')
        .execute(),

    async isPresent(id) {
      const row = await tx
        .selectFrom('chartPeople')
        .select('id')
        .where('id', '=', id)
        .where('leftAt', 'is', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    async leavers(ids) {
      const rows = await tx
        .selectFrom('chartPeople')
        .select('id')
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .where('leftAt', 'is not', null)
        .union(
          tx
            .selectFrom('participants')
            .select('id')
            .where(sql<boolean>`id = any (${ids}::uuid[])`)
            .where('goneAt', 'is not', null),
        )
        .execute();
      return new Set(rows.map((row) => row.id));
    },
  };
}

/** At the top: present, with nobody present above and somebody present below. Who has neither is outside the chart. */
const roots = sql`
  select top.id from chart_people as top
  left join chart_people as manager on manager.id = top.manager_id and manager.left_at is null
  where top.left_at is null and manager.id is null
    and exists (select from chart_people as report where report.manager_id = top.id and report.left_at is null)`;

/** Returns how many left. */
async function leave(tx: Database, who: ReturnType<typeof sql>, at: Date): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    with leaving as (
      select id, manager_id from chart_people where left_at is null and ${who}
    ), closed as (
      insert into former_managers (person_id, manager_id, until)
      select id, manager_id, ${at} from leaving where manager_id is not null
      on conflict do nothing
    ), written as (
      update chart_people as person set left_at = ${at}, changed_at = ${at}, manager_id = null
      from leaving where person.id = leaving.id
    )
    select count(*)::int as left from leaving`.execute(tx);
  return rows[0]?.left ?? 0;
}
