import type { Role, World } from './independent-rules.ts';

/** Every mentor × mentee, judged once from the files: its score, and which of the rules in force it breaks. */
export type Table = {
  mentors: string[];
  mentees: string[];
  rules: string[];
  /** By cell, that is, mentor × number of mentees + mentee. */
  score: Int32Array;
  /** Bit k: breaks rule k. The sign bit: someone with themselves. */
  broken: Int16Array;
  /** 1: may be made, since it breaks no rule, isn't locked, and both have places that locks don't use. */
  free: Uint8Array;
  /** Cells of the pairs that are locked, and of those in force now. */
  locked: Set<number>;
  current: Set<number>;
};

const themselves = -0x8000;

export function tableOf(world: World): Table {
  const mentors = [...world.mentors.keys()];
  const mentees = [...world.mentees.keys()];
  const rules = world.inForce;
  if (rules.length > 15) throw new Error('more rules than bits');
  const locked = new Set(world.locked.map(({ mentor, mentee }) => `${mentor} ${mentee}`));
  const current = new Set(world.current);
  const score = new Int32Array(mentors.length * mentees.length);
  const broken = new Int16Array(mentors.length * mentees.length);
  const free = new Uint8Array(mentors.length * mentees.length);
  const table: Table = { mentors, mentees, rules, score, broken, free, locked: new Set(), current: new Set() };
  const hasPlace = (role: Role) => (id: string) => world.placesOf(role, id).all > world.placesOf(role, id).locks;
  const open = { mentor: mentors.map(hasPlace('mentor')), mentee: mentees.map(hasPlace('mentee')) };
  let cell = 0;
  for (const [m, mentor] of mentors.entries()) {
    for (const [e, mentee] of mentees.entries()) {
      if (mentor === mentee) broken[cell] = themselves;
      else {
        score[cell] = world.score(mentor, mentee);
        for (const rule of world.broken(mentor, mentee)) broken[cell]! |= 1 << rules.indexOf(rule);
        if (locked.has(`${mentor} ${mentee}`)) table.locked.add(cell);
        else if (broken[cell] === 0 && open.mentor[m] && open.mentee[e]) free[cell] = 1;
        if (current.has(`${mentor} ${mentee}`)) table.current.add(cell);
      }
      cell++;
    }
  }
  return table;
}

export const isPossible = (mask: number): boolean => mask !== themselves;

/** For each rule, how many of these cells it takes away; masks as in `broken`. */
export function countBroken(rules: string[], masks: Iterable<number>): Record<string, number> {
  const counts = new Array<number>(rules.length).fill(0);
  for (const mask of masks) {
    if (mask <= 0) continue;
    for (let k = 0; k < rules.length; k++) counts[k]! += (mask >> k) & 1;
  }
  return Object.fromEntries(rules.map((rule, k) => [rule, counts[k]!] as const).filter(([, count]) => count > 0));
}
