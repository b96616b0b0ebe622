import type { Person } from '../../people/person.ts';
import { GraphError } from '../errors.ts';
import { textOf } from './filter.ts';
import type { Predicate } from './filter.ts';

const SEARCHABLE = ['displayName', 'givenName', 'mail', 'mailNickname', 'surname', 'userPrincipalName'];

/**
 * Reads a `$search` over users, `"displayName:ann lee" OR "mail:ann"`: every word must begin a word of the property.
 * Throws Graph's 400 for anything else.
 */
export function parseSearch(search: string): Predicate {
  const alternatives = search.split(/\s+OR\s+/).map((clauses) => clauses.split(/\s+AND\s+/).map(parseClause));
  return (person) => alternatives.some((clauses) => clauses.every((clause) => clause(person)));
}

function parseClause(clause: string): Predicate {
  const [, property, text] = /^\s*"(\w+):([^"]+)"\s*$/.exec(clause) ?? [];
  if (property === undefined || text === undefined) {
    throw new GraphError(400, 'Request_BadRequest', `Invalid $search clause ${clause}: expected "property:value".`);
  }
  if (!SEARCHABLE.includes(property)) {
    throw new GraphError(400, 'Request_UnsupportedQuery', `$search isn't supported on property '${property}'.`);
  }
  const wanted = words(text);
  return (person: Person) => {
    const found = words(textOf(person, property));
    return wanted.every((word) => found.some((part) => part.startsWith(word)));
  };
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s.@_-]+/)
    .filter(Boolean);
}
