import type { PersonId, ProgrammeId } from './ids.ts';

/**
 * On whose behalf the database is asked. Row-level security holds each transaction to it: a programme's scope sees
 * that programme's rows and no other's, a person's scope the rows of the programmes that person is part of.
 */
export type Scope =
  { kind: 'system' } | { kind: 'programme'; programmeId: ProgrammeId } | { kind: 'person'; personId: PersonId };

export const systemScope: Scope = { kind: 'system' };

/**
 * Runs `work` in one database transaction with the stores that it needs: all of it is committed, or, when it throws,
 * none. A `Result` that is a fault does not roll back by itself, so decide before writing.
 */
export type Transact<Stores> = <T>(scope: Scope, work: (stores: Stores) => Promise<T>) => Promise<T>;
