import { Router } from 'express';
import { seededRandom } from '../random.ts';
import type { Directory } from '../people/directory.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { ControlError, knownPerson } from './input.ts';

/** Changes of the chart, as a human resources department makes them: they show in Graph's next delta. */
export function organisationRoutes(world: World): Router {
  const { directory } = world;
  const router = Router();
  router.post('/org/change', (req, res) => {
    const { share, seed } = (req.body ?? {}) as { share?: unknown; seed?: unknown };
    if (typeof share !== 'number' || !(share > 0 && share <= 1))
      throw new ControlError('share: expected above 0, up to 1');
    const moves = drawMoves(directory, share, Number(seed ?? 1));
    directory.moveAll(moves);
    res.json({ moved: moves.length });
  });
  router.post('/org/leave', (req, res) => {
    directory.leave(knownPerson(world, req.body, 'personId').id);
    res.json({ peopleCount: directory.size() });
  });
  router.post('/org/move', (req, res) => {
    const person = knownPerson(world, req.body, 'personId');
    const { managerId } = req.body as { managerId?: unknown };
    const manager = managerId === null ? null : knownPerson(world, req.body, 'managerId');
    try {
      directory.move(person.id, manager?.id ?? null);
    } catch (error) {
      throw new ControlError((error as Error).message, 409);
    }
    res.json({ id: person.id, managerId: manager?.id ?? null });
  });
  return router;
}

/**
 * Draws `share` of the people and for each another manager: people without reports move below someone who already
 * manages, so no line can close into a ring.
 */
function drawMoves(directory: Directory, share: number, seed: number): { personId: string; managerId: string }[] {
  const random = seededRandom(`org change ${seed}`);
  const everybody = directory.list(0, directory.size());
  const leads = (person: Person): boolean => directory.reportsOf(person.id).length > 0;
  const managers = everybody.filter(leads);
  const movable = everybody.filter((person) => person.managerId !== null && !leads(person));
  if (managers.length < 2) throw new ControlError('share: there are not two managers to move people between', 409);
  const wanted = Math.min(movable.length, Math.round(share * everybody.length));
  const moves: { personId: string; managerId: string }[] = [];
  for (let at = 0; at < wanted; at++) {
    const drawn = at + random.below(movable.length - at);
    [movable[at], movable[drawn]] = [movable[drawn]!, movable[at]!];
    const person = movable[at]!;
    const others = random.pick(managers);
    const manager =
      others.id === person.managerId ? managers[(managers.indexOf(others) + 1) % managers.length]! : others;
    moves.push({ personId: person.id, managerId: manager.id });
  }
  return moves;
}
