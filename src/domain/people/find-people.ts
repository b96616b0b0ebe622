import { ok, type Result } from '../kernel/result.ts';
import type { PersonDetails } from './people.ts';
import type { Directory } from './ports.ts';

type Deps = { directory: Directory };

const MOST_SHOWN = 20;

/** People whose name starts with the query, as the directory knows them now; nothing is kept. */
export const findPeople =
  ({ directory }: Deps) =>
  async (input: { query: string }): Promise<Result<PersonDetails[]>> => {
    const query = input.query.trim();
    return ok(query === '' ? [] : await directory.search(query, MOST_SHOWN));
  };
