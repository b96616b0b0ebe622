import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';

/** Thrown by any route below /_sandbox; answered as `{error: message}`. */
export class ControlError extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** The text `name` of a JSON body. Throws a ControlError when it isn't there. */
export function text(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string' || value === '') throw new ControlError(`${name}: expected a text`);
  return value;
}

/** The person whose id (or mail) is the body's `name`. Throws a ControlError, 404 when nobody has it. */
export function knownPerson(world: World, body: unknown, name: string): Person {
  const id = text(body, name);
  const person = world.directory.get(id);
  if (person === undefined) throw new ControlError(`${name}: nobody has the id "${id}"`, 404);
  return person;
}
