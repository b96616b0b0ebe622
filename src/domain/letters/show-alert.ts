import type { AlertId, PersonId } from '../kernel/ids.ts';
import { fault, ok, type Result } from '../kernel/result.ts';
import { systemScope, type Transact } from '../kernel/unit-of-work.ts';
import type { Directory } from '../people/ports.ts';
import { alertFacts, type AlertFactStores } from './alert-facts.ts';
import type { LetterFacts } from './letters.ts';
import { withNames } from './with-names.ts';

type Deps = { transact: Transact<AlertFactStores>; directory: Directory };

/** What an alert's card says now, for a coordinator of its programme. Faults: `no-such-alert`. */
export const showAlert =
  (deps: Deps) =>
  async ({ alertId, personId }: { alertId: AlertId; personId: PersonId }): Promise<Result<LetterFacts>> => {
    const facts = await deps.transact(systemScope, (stores) => alertFacts(stores, alertId, personId));
    if (!facts) return fault('no-such-alert', 'There is nothing to decide here any more.');
    return ok(await withNames(deps, facts));
  };
