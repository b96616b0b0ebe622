import { Router } from 'express';
import type { World } from '../../world.ts';

/** The directory below /v1.0. */
export function directoryRoutes(_world: World): Router {
  return Router();
}
