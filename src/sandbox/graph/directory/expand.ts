import type { Directory } from '../../people/directory.ts';
import type { Person } from '../../people/person.ts';
import { GraphError } from '../errors.ts';
import { selectedProperties, shapeDirectoryObject } from './user-shape.ts';
import type { GraphUser } from './user-shape.ts';

/** Adds the expanded relation to a shaped user. */
export type Expand = (person: Person, user: GraphUser) => void;

/**
 * Reads `$expand`: `manager` or `directReports`, with `($select=…)`, and `manager($levels=max;$select=…)` for a single
 * user. Graph expands one relation a request. Throws its 400 for anything else.
 */
export function parseExpand(directory: Directory, expand: unknown, single: boolean): Expand | undefined {
  if (typeof expand !== 'string') return undefined;
  const [, relation, given = ''] = /^\s*(manager|directReports)\s*(?:\((.*)\))?\s*$/.exec(expand) ?? [];
  const options = new Map(
    given
      .split(';')
      .filter(Boolean)
      .map((option) => option.trim().split(/=(.*)/s) as [string, string]),
  );
  const unknown = [...options.keys()].find((name) => name !== '$select' && name !== '$levels');
  if (relation === undefined || unknown !== undefined) throw unsupported(unknown ?? expand);
  const selected = selectedProperties(options.get('$select'));

  if (relation === 'directReports') {
    return (person, user) => {
      user['directReports'] = directory.reportsOf(person.id).map((report) => shapeDirectoryObject(report, selected));
    };
  }
  const levels = options.get('$levels') ?? '1';
  if (!/^(max|[1-9]\d{0,3})$/.test(levels) || (levels !== '1' && !single)) throw unsupported(`$levels=${levels}`);
  const most = levels === 'max' ? Infinity : Number(levels);
  return (person, user) => {
    let [below, at] = [user, person];
    for (let level = 0; level < most && at.managerId !== null; level++) {
      at = directory.get(at.managerId)!;
      const manager = shapeDirectoryObject(at, selected);
      below['manager'] = manager;
      below = manager;
    }
  };
}

function unsupported(what: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', `Unsupported expand clause: ${what}.`);
}
