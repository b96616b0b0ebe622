import type { PersonId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import type { PersonDetails } from './people.ts';
import type { Directory } from './ports.ts';

type Deps = { directory: Directory };

const MOST_SEARCHED = 20;
const MOST_SHOWN = 8;

/**
 * Colleagues whose name starts with the query, for somebody who takes part. Not for a guest: whoever comes from another
 * organisation can't read this one's directory elsewhere either. Faults: `guest`.
 */
export const findColleagues =
  ({ directory }: Deps) =>
  async (input: { query: string; personId: PersonId }): Promise<Result<PersonDetails[]>> => {
    const query = input.query.trim();
    const [[reader], found] = await Promise.all([
      directory.look([input.personId]),
      query === '' ? [] : directory.search(query, MOST_SEARCHED),
    ]);
    if (reader?.isGuest !== false)
      return fault('guest', 'Guests can’t look colleagues up. Tell your coordinator instead.');
    return ok(found.filter((one) => one.id !== input.personId && !one.isGuest).slice(0, MOST_SHOWN));
  };
