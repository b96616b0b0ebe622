import { Router } from 'express';
import type { World } from '../world.ts';

/** The host page's calendar, below /_sandbox. */
export function calendarControlRoutes(_world: World): Router {
  return Router();
}
