import { objectiveOf, type Objective } from './independent-check.ts';
import { worldOf, type Files } from './independent-rules.ts';

/** The best objective by trying every answer; for a handful of people. */
export function bestByTrying(files: Files): Objective {
  const world = worldOf(files);
  const locked = world.locked.map((row) => {
    const [mentor, mentee] = [row['mentor_id']!, row['mentee_id']!];
    return { mentor, mentee, score: world.score(mentor, mentee), locked: true };
  });
  const mentors = [...world.mentors.keys()].filter((id) => !locked.some(({ mentor }) => mentor === id));
  const mentees = [...world.mentees.keys()].filter((id) => !locked.some(({ mentee }) => mentee === id));
  const options = mentors.map((mentor) =>
    mentees
      .filter((mentee) => mentee !== mentor && world.broken(mentor, mentee).length === 0)
      .map((mentee) => ({ mentor, mentee, score: world.score(mentor, mentee), locked: false })),
  );
  let best: Objective | undefined;
  const chosen = [...locked];
  const taken = new Set<string>();
  const tryFrom = (k: number): void => {
    if (k === options.length) {
      const objective = objectiveOf(world, chosen);
      if (!best || isBetter(objective, best, world.settings.objective)) best = objective;
      return;
    }
    for (const option of options[k]!) {
      if (taken.has(option.mentee)) continue;
      taken.add(option.mentee);
      chosen.push(option);
      tryFrom(k + 1);
      chosen.pop();
      taken.delete(option.mentee);
    }
    tryFrom(k + 1);
  };
  tryFrom(0);
  return best!;
}

function isBetter(a: Objective, b: Objective, objective: string): boolean {
  if (a.places !== b.places) return a.places > b.places;
  if (a.waiting !== b.waiting) return a.waiting > b.waiting;
  if (objective === 'balanced' && a.lowest !== b.lowest) return a.lowest > b.lowest;
  return a.total > b.total;
}
