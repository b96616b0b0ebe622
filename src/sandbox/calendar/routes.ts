import { Router } from 'express';
import type { World } from '../world.ts';

/** Calendar operations below /v1.0. */
export function graphCalendarRoutes(_world: World): Router {
  return Router();
}
