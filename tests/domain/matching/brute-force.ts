import type { Objective } from './independent-objective.ts';
import { worldOf, type Files, type Places } from './independent-rules.ts';
import { tableOf } from './independent-table.ts';

/**
 * The best objective by trying everything; for a handful of people.
 *
 * Mentor after mentor takes each set of mentees that there is place for. Of the ways that lead to the same number of
 * partners for each mentee only the best is followed further: what comes later can't tell them apart. Worth is one
 * number in which every part of the objective outweighs all that come after it. The lowest score, which doesn't add up,
 * is found by trying again with only the pairs from some score on.
 */
export function bestByTrying(files: Files): Objective {
  const world = worldOf(files);
  const table = tableOf(world);
  const mentors = table.mentors.map((id) => world.placesOf('mentor', id));
  const mentees = table.mentees.map((id) => world.placesOf('mentee', id));
  const lockedKeys = new Set(world.locked.map(({ mentor, mentee }) => `${mentor} ${mentee}`));
  const current = new Set(world.current);
  const options = mentors.map((_, m) =>
    table.mentees.flatMap((mentee, e): Option[] => {
      const at = m * mentees.length + e;
      const key = `${table.mentors[m]} ${mentee}`;
      if (table.broken[at] !== 0 || lockedKeys.has(key)) return [];
      return [{ mentee: e, score: table.score[at]!, kept: Number(current.has(key)) }];
    }),
  );
  const from = (floor: number) =>
    best(
      mentors,
      mentees,
      options.map((list) => list.filter(({ score }) => score >= floor)),
    );

  const everyone = from(0);
  const floors = [...new Set(options.flat().map(({ score }) => score))].sort((a, b) => b - a);
  const looked = world.settings.objective === 'balanced' && everyone.places > 0;
  const floor = looked ? floors.find((score) => samePeople(from(score), everyone))! : null;
  const free = floor === null ? everyone : from(floor);

  const lockedPeople = [...mentors, ...mentees].filter(({ locks }) => locks > 0);
  const locked = world.locked.map(({ mentor, mentee }) => world.score(mentor, mentee));
  return {
    places: free.places + lockedPeople.length,
    waiting: free.waiting + lockedPeople.filter(({ waits }) => waits).length,
    lowest: floor,
    total: free.total + locked.reduce((sum, score) => sum + score, 0),
    kept: free.kept + [...lockedKeys].filter((key) => current.has(key)).length,
  };
}

type Option = { mentee: number; score: number; kept: number };
type Free = Omit<Objective, 'lowest'>;

const samePeople = (a: Free, b: Free) => a.places === b.places && a.waiting === b.waiting;

const unit = { kept: 1, total: 2 ** 6, waiting: 2 ** 27, places: 2 ** 32 };

function best(mentors: Places[], mentees: Places[], options: Option[][]): Free {
  const firstPlace = ({ locks, waits }: Places) => (locks > 0 ? 0 : unit.places + waits * unit.waiting);
  // A state counts the partners that each mentee has, as the digits of one number.
  const base = Math.max(1, ...mentees.map(({ all }) => all)) + 1;
  const digit = mentees.map((_, e) => base ** e);
  let states = new Map([[0, 0]]);
  mentors.forEach((mentor, m) => {
    const next = new Map(states);
    const take = (k: number, state: number, worth: number, partners: number): void => {
      if (partners > 0 && worth > (next.get(state) ?? -1)) next.set(state, worth);
      if (partners === mentor.all - mentor.locks) return;
      for (let at = k; at < options[m]!.length; at++) {
        const { mentee, score, kept } = options[m]![at]!;
        const { all, locks } = mentees[mentee]!;
        const has = Math.floor(state / digit[mentee]!) % base;
        if (has === all - locks) continue;
        const people = (partners === 0 ? firstPlace(mentor) : 0) + (has === 0 ? firstPlace(mentees[mentee]!) : 0);
        const pair = score * unit.total + kept * unit.kept;
        take(at + 1, state + digit[mentee]!, worth + people + pair, partners + 1);
      }
    };
    for (const [state, worth] of states) take(0, state, worth, 0);
    states = next;
  });
  const worth = [...states.values()].reduce((a, b) => Math.max(a, b));
  const part = (of: number, below: number) => Math.floor((worth % below) / of);
  return {
    places: part(unit.places, Infinity),
    waiting: part(unit.waiting, unit.places),
    total: part(unit.total, unit.waiting),
    kept: part(unit.kept, unit.total),
  };
}
