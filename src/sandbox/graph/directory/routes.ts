import { Router } from 'express';
import type { Request } from 'express';
import type { Person } from '../../people/person.ts';
import type { World } from '../../world.ts';
import { resourceNotFound } from '../errors.ts';
import { GRAPH } from '../front-door.ts';
import { deltaUsers } from './delta.ts';
import { parseExpand } from './expand.ts';
import { countUsers, listUsers, requireEventual } from './list-users.ts';
import { organization } from './organization.ts';
import { selectedProperties, shapeDirectoryObject, shapeUser } from './user-shape.ts';

/** The directory below /v1.0: users, the chart, deltas, the organisation. */
export function directoryRoutes(world: World): Router {
  const { directory } = world;
  const router = Router();

  router.get('/users', (req, res) => {
    res.json(listUsers(directory, req, shapeUser));
  });
  router.get('/users/\\$count', (req, res) => {
    res.type('text/plain').send(String(countUsers(directory, req)));
  });
  router.get(['/users/delta', '/users/delta\\(\\)', '/users/microsoft.graph.delta\\(\\)'], (req, res) => {
    res.json(deltaUsers(world, req));
  });
  router.get(['/me', '/users/:id'], (req, res) => {
    const person = addressed(world, req);
    const user = shapeUser(person, selectedProperties(req.query['$select']));
    parseExpand(directory, req.query['$expand'], true)?.(person, user);
    res.json({ '@odata.context': `${GRAPH}/v1.0/$metadata#users/$entity`, ...user });
  });
  router.get(['/me/manager', '/users/:id/manager'], (req, res) => {
    const { managerId } = addressed(world, req);
    if (managerId === null) throw resourceNotFound('manager');
    const selected = selectedProperties(req.query['$select']);
    const manager = shapeDirectoryObject(directory.get(managerId)!, selected);
    res.json({ '@odata.context': `${GRAPH}/v1.0/$metadata#directoryObjects/$entity`, ...manager });
  });
  router.get(['/me/directReports', '/users/:id/directReports'], (req, res) => {
    const reports = directory.reportsOf(addressed(world, req).id);
    res.json(listUsers(directory, req, shapeDirectoryObject, reports));
  });
  router.get(['/me/transitiveReports/\\$count', '/users/:id/transitiveReports/\\$count'], (req, res) => {
    requireEventual(req, '$count is not currently supported.', 'Request_BadRequest');
    const below = (id: string): number => {
      return directory.reportsOf(id).reduce((sum, report) => sum + 1 + below(report.id), 0);
    };
    res.type('text/plain').send(String(below(addressed(world, req).id)));
  });
  router.get('/organization', (req, res) => {
    res.json(organization(world, req.query['$select']));
  });
  return router;
}

/** The person in the path, by object id or user principal name; a guest's mail is neither. Or who calls, for /me. */
function addressed(world: World, req: Request): Person {
  const caller = req.graphCaller;
  const id = (req.params['id'] as string | undefined) ?? (caller.kind === 'delegated' ? caller.userId : '');
  const person = world.directory.get(id);
  const given = id.toLowerCase();
  if (person === undefined || (given !== person.id && given !== person.userPrincipalName.toLowerCase())) {
    throw resourceNotFound(id);
  }
  return person;
}
