import { readFileSync } from 'node:fs';

type Reference = { $ref: string };
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: { 'x-max'?: number };
};
type Media = { content?: Record<string, { schema: object }> };
type OperationSpec = {
  parameters?: (Parameter | Reference)[];
  requestBody?: Media & { required?: boolean };
  responses: Record<string, Media | Reference>;
};
type Document = { paths: Record<string, Record<string, OperationSpec>>; 'x-ms-path-aliases': Record<string, string[]> };

/** One operation of the contract, found by method and path. */
export type Operation = {
  /** For example `GET /users/{user-id}/manager`. */
  name: string;
  method: string;
  /** Path template without the version, for example `/users/{user-id}/manager`. */
  template: string;
  spec: OperationSpec;
};

const file = new URL('../contract/graph-v1.0-subset.openapi.json', import.meta.url);

/** The whole contract, as carried by the project. */
export const contractDocument = JSON.parse(readFileSync(file, 'utf8')) as Document;

type Route = Operation & { segments: string[] };

const routes = new Map<string, Route[]>();
for (const [template, operations] of Object.entries(contractDocument.paths)) {
  const spellings = [template, ...(contractDocument['x-ms-path-aliases'][template] ?? [])];
  for (const [method, spec] of Object.entries(operations)) {
    for (const spelling of spellings) {
      const segments = spelling.split('/').slice(1);
      const key = `${method.toUpperCase()} ${segments.length}`;
      const route = {
        name: `${method.toUpperCase()} ${template}`,
        method: method.toUpperCase(),
        template,
        spec,
        segments,
      };
      routes.set(key, [...(routes.get(key) ?? []), route]);
    }
  }
}
// A literal segment wins over a parameter: /users/delta is not a person called delta.
const literals = ({ segments }: Route): number => segments.filter((segment) => !segment.startsWith('{')).length;
for (const candidates of routes.values()) candidates.sort((one, other) => literals(other) - literals(one));

/** The operation for a method and a path such as `/users/42/events`; undefined when the contract has none. */
export function findOperation(method: string, path: string): Operation | undefined {
  const segments = path.split('/').slice(1);
  return routes.get(`${method} ${segments.length}`)?.find((route) => {
    return route.segments.every((segment, at) => segment.startsWith('{') || segment === decode(segments[at]!));
  });
}

/** Follows a `$ref` inside the contract; anything else is returned as it is. */
export function resolve<T extends object>(part: T | Reference): T {
  if (!('$ref' in part)) return part;
  const steps = part.$ref.split('/').slice(1).map(unescape);
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], contractDocument) as T;
}

/** JSON pointer into the contract, as a URI fragment. */
export function pointer(...steps: string[]): string {
  return `#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}

function unescape(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
