import type { Person } from '../../people/person.ts';
import { GraphError } from '../errors.ts';
import { shapeUser } from './user-shape.ts';

export type Predicate = (person: Person) => boolean;
/** `advanced` operators need `ConsistencyLevel: eventual` and `$count=true`. */
export type Filter = { test: Predicate; advanced: boolean };

const FILTERABLE = new Set([
  ...['accountEnabled', 'city', 'companyName', 'department', 'displayName', 'employeeType', 'givenName', 'id'],
  ...['jobTitle', 'mail', 'mailNickname', 'surname', 'userPrincipalName', 'userType'],
]);
/** Graph allows so many alternatives in one filter. */
const MAX_ALTERNATIVES = 15;
const TOKEN = /\s*(?:'((?:[^']|'')*)'|([A-Za-z][\w/]*)|([(),]))/y;

/** `clauses` is how many alternatives Graph counts in it. */
type Part = { test: Predicate; clauses: number };
type Token = { text: string; kind: 'text' | 'word' | 'mark' };

/**
 * Reads a `$filter` over users: `eq`, `ne`, `in (…)`, `startswith`, `endswith`, `not`, `and`, `or` and brackets.
 * Throws Graph's 400 for anything else.
 */
export function parseFilter(filter: string): Filter {
  const tokens = tokenize(filter);
  let at = 0;
  let advanced = false;
  const invalid = (): GraphError => {
    const near = tokens[at]?.text ?? 'the end';
    return new GraphError(400, 'BadRequest', `Invalid filter clause: syntax error at ${near} in '${filter}'.`);
  };
  const take = (kind: Token['kind'], text?: string): string => {
    const token = tokens[at];
    if (token?.kind !== kind || (text !== undefined && token.text.toLowerCase() !== text)) throw invalid();
    at += 1;
    return token.text;
  };
  const next = (kind: Token['kind'], text: string): boolean => {
    const found = tokens[at]?.kind === kind && tokens[at]!.text.toLowerCase() === text;
    if (found) at += 1;
    return found;
  };
  const property = (): string => {
    const name = take('word');
    if (FILTERABLE.has(name)) return name;
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause specified for property '${name}'.`,
    );
  };
  const value = (): unknown => {
    const token = tokens[at++];
    if (token?.kind === 'text') return token.text.toLowerCase();
    if (token?.kind === 'word' && Object.hasOwn(LITERALS, token.text)) return LITERALS[token.text];
    at -= 1;
    throw invalid();
  };
  const call = (name: string): Part => {
    take('mark', '(');
    const of = property();
    take('mark', ',');
    const part = String(value());
    take('mark', ')');
    if (name === 'startswith') return { test: (person) => textOf(person, of).startsWith(part), clauses: 1 };
    advanced = true;
    return { test: (person) => textOf(person, of).endsWith(part), clauses: 1 };
  };
  const comparison = (): Part => {
    const of = property();
    const operator = take('word').toLowerCase();
    if (operator === 'eq' || operator === 'ne') {
      const wanted = value();
      if (operator === 'ne') advanced = true;
      return { test: (person) => (valueOf(person, of) === wanted) === (operator === 'eq'), clauses: 1 };
    }
    if (operator !== 'in') throw invalid();
    take('mark', '(');
    const wanted = new Set([value()]);
    while (next('mark', ',')) wanted.add(value());
    take('mark', ')');
    return { test: (person) => wanted.has(valueOf(person, of)), clauses: wanted.size };
  };
  const term = (): Part => {
    if (next('mark', '(')) {
      const inner = anyOf();
      take('mark', ')');
      return inner;
    }
    if (next('word', 'not')) {
      const inner = term();
      advanced = true;
      return { ...inner, test: (person) => !inner.test(person) };
    }
    for (const name of ['startswith', 'endswith']) if (next('word', name)) return call(name);
    return comparison();
  };
  const allOf = (): Part => {
    const parts = [term()];
    while (next('word', 'and')) parts.push(term());
    const clauses = Math.max(...parts.map((part) => part.clauses));
    return { test: (person) => parts.every(({ test }) => test(person)), clauses };
  };
  const anyOf = (): Part => {
    const parts = [allOf()];
    while (next('word', 'or')) parts.push(allOf());
    const clauses = parts.reduce((sum, part) => sum + part.clauses, 0);
    return { test: (person) => parts.some(({ test }) => test(person)), clauses };
  };

  const { test, clauses } = anyOf();
  if (at < tokens.length) throw invalid();
  if (clauses > MAX_ALTERNATIVES) {
    const message = `Too many child clauses specified in search filter expression containing 'OR' operators: ${clauses}. Max allowed: ${MAX_ALTERNATIVES}.`;
    throw new GraphError(400, 'Request_UnsupportedQuery', message);
  }
  return { test, advanced };
}

const LITERALS: Record<string, unknown> = { true: true, false: false, null: null };

/** Texts compare without regard to letter case. */
function valueOf(person: Person, name: string): unknown {
  const value = shapeUser(person, [name])[name];
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** The property as text, empty when it is none. */
export function textOf(person: Person, name: string): string {
  const value = valueOf(person, name);
  return typeof value === 'string' ? value : '';
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < filter.trimEnd().length) {
    const found = TOKEN.exec(filter);
    if (found === null) throw new GraphError(400, 'BadRequest', `Invalid filter clause: '${filter}'.`);
    const [, text, word, mark] = found;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    else tokens.push(word !== undefined ? { kind: 'word', text: word } : { kind: 'mark', text: mark! });
  }
  return tokens;
}
