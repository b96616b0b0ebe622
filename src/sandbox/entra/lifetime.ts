import type { World } from '../world.ts';

export const LIFETIME_SECONDS = 3600;

/** `iat`, `nbf` and `exp` of a token that is issued now. */
export function lifetime(world: World): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(world.clock.now().getTime() / 1000);
  return { iat: now, nbf: now, exp: now + LIFETIME_SECONDS };
}
