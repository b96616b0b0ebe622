import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** The role that a database URL connects as. Throws when it names none. */
export function roleOf(url: string): string {
  const role = decodeURIComponent(new URL(url).username);
  if (role === '') throw new Error('the database URL names no user; write postgresql://user:password@host/database');
  return role;
}

/**
 * Refuses to work with a role that could do more than the application needs: whoever took over the application would
 * then get past the scopes of programmes or rewrite the audit log. Throws, naming each reason.
 */
export async function assertApplicationRole(db: Database): Promise<void> {
  const { rows } = await sql<{ role: string; reason: string }>`
    select current_user as role, reason from (
      select 'is a superuser' as reason from pg_roles where rolname = current_user and rolsuper
      union all
      select 'bypasses row-level security' from pg_roles where rolname = current_user and rolbypassrls
      union all
      select 'may create roles' from pg_roles where rolname = current_user and rolcreaterole
      union all
      select format('owns %s tables', count(*)) from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and pg_has_role(current_user, relowner, 'member')
          and not (select rolsuper from pg_roles where rolname = current_user)
        having count(*) > 0
      union all
      select format('may %s audit rows', lower(privilege))
        from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as privilege
        where has_table_privilege(current_user, 'public.audit', privilege)
          or (privilege = 'UPDATE' and has_any_column_privilege(current_user, 'public.audit', 'UPDATE'))
    ) as reasons`.execute(db);
  const [first] = rows;
  if (!first) return;
  throw new Error(
    `the database role ${first.role} of DATABASE_URL is too strong: it ${rows.map((row) => row.reason).join(', ')}. ` +
      'Use a role that owns nothing, and put the owner in DATABASE_OWNER_URL.',
  );
}
