import { rowsOf, type Files, type Role, type World } from './independent-rules.ts';
import { countBroken, isPossible, type Table } from './independent-table.ts';

/** Cells of everyone of the opposite role, without the person themselves. */
function cellsOf({ mentors, mentees, broken }: Table, role: Role, id: string): number[] {
  const at = (role === 'mentor' ? mentors : mentees).indexOf(id);
  const [count, start, step] =
    role === 'mentor' ? [mentees.length, at * mentees.length, 1] : [mentors.length, at, mentees.length];
  return Array.from({ length: count }, (_, k) => start + k * step).filter((cell) => isPossible(broken[cell]!));
}

const partnerOf = ({ mentors, mentees }: Table, role: Role, cell: number): string =>
  role === 'mentor' ? mentees[cell % mentees.length]! : mentors[Math.floor(cell / mentees.length)]!;

/** Checks unmatched.csv: everyone without a partner is there, once, with the true reason and counts. */
export function unmatchedProblems(files: Files, world: World, table: Table, matched: Set<string>): string[] {
  const problems: string[] = [];
  const told = rowsOf(files['unmatched.csv']!);
  const times = new Map<string, number>();
  for (const row of told) {
    const place = `${row['role']} ${row['person_id']}`;
    times.set(place, (times.get(place) ?? 0) + 1);
  }
  const enrolled = [...table.mentors.map((id) => `mentor ${id}`), ...table.mentees.map((id) => `mentee ${id}`)];
  for (const place of enrolled) {
    if ((times.get(place) ?? 0) !== (matched.has(place) ? 0 : 1)) {
      problems.push(
        `${place}: ${matched.has(place) ? 'matched' : 'unmatched'}, but told ${times.get(place) ?? 0} times`,
      );
    }
  }
  if (told.length + matched.size !== enrolled.length) problems.push('not everyone is accounted for');
  for (const row of told) {
    const [id, role] = [row['person_id']!, row['role'] as Role];
    if (!(role === 'mentor' ? world.mentors : world.mentees).has(id)) continue;
    const same = (what: string, said: string, is: string) => {
      if (said !== is) problems.push(`${role} ${id}: ${what} ${said}, but it is ${is}`);
    };
    const masks = cellsOf(table, role, id).map((cell) => table.broken[cell]!);
    const candidates = masks.filter((mask) => mask === 0).length;
    same('candidates', row['candidates']!, String(candidates));
    same('reason', row['reason']!, reasonOf(world, id, masks.length, candidates));
    const blocked = countBroken(table.rules, masks);
    same(
      'blocked_by',
      inOrder(row['blocked_by']!.split(';')),
      inOrder(Object.entries(blocked).map((one) => one.join(':'))),
    );
    // What makes the reason true: without the rules named there would be someone.
    const named = Object.keys(blocked).reduce((bits, rule) => bits | (1 << table.rules.indexOf(rule)), 0);
    if (masks.length > 0 && !masks.some((mask) => (mask & ~named) === 0))
      problems.push(`${role} ${id}: not all rules named`);
  }
  return problems;
}

const inOrder = (list: string[]) => list.filter(Boolean).sort().join(';');

function reasonOf(world: World, id: string, opposite: number, candidates: number): string {
  if (opposite === 0) return 'not_enrolled_opposite';
  if (world.inForce.includes('minLevelGap') && !world.hasLevel(id)) return 'no_level';
  return candidates === 0 ? 'no_candidate' : 'outnumbered';
}

type Bottleneck = { role: Role; people: string[]; partners: string[]; places: number };
type Told = { bottlenecks: Bottleneck[]; unmatched: { personId: string; role: Role; bottleneck: number | null }[] };

/**
 * Checks that each bottleneck is a true Hall set: people of one role, all still in need of a first partner, whose every
 * free candidate is among the partners named, who have fewer free places than they are. Whoever is left over although
 * there are candidates with free places is in the one that they are told; nobody else is told one.
 */
export function bottleneckProblems(world: World, table: Table, { bottlenecks, unmatched }: Told): string[] {
  const problems: string[] = [];
  bottlenecks.forEach(({ role, people, partners, places }, k) => {
    const say = (wrong: boolean, what: string) => {
      if (wrong) problems.push(`bottleneck ${k}: ${what}`);
    };
    const opposite = role === 'mentor' ? 'mentee' : 'mentor';
    const [own, others] = role === 'mentor' ? [world.mentors, world.mentees] : [world.mentees, world.mentors];
    say(new Set(people).size !== people.length || !people.every((id) => own.has(id)), 'people are not of the role');
    say(new Set(partners).size !== partners.length || !partners.every((id) => others.has(id)), 'partners are not');
    if (problems.length > 0) return;
    say([...people].sort().join() !== people.join() || [...partners].sort().join() !== partners.join(), 'not by id');
    const freePlaces = (id: string) => world.placesOf(opposite, id).all - world.placesOf(opposite, id).locks;
    const named = new Set(partners);
    const reached = new Set<string>();
    for (const id of people) {
      say(world.placesOf(role, id).locks > 0, `${id} has a partner already`);
      for (const cell of cellsOf(table, role, id)) {
        if (table.free[cell] === 0) continue;
        const partner = partnerOf(table, role, cell);
        reached.add(partner);
        say(!named.has(partner), `${id} might also have ${partner}`);
      }
    }
    for (const id of partners) say(!reached.has(id), `${id} is nobody's candidate`);
    const free = partners.reduce((sum, id) => sum + freePlaces(id), 0);
    say(places !== free, `${places} places told, there are ${free}`);
    say(free >= people.length, `${free} places are enough for ${people.length} people`);
  });
  for (const { personId, role, bottleneck } of unmatched) {
    const candidates = cellsOf(table, role, personId).some((cell) => table.free[cell] === 1);
    const at = bottleneck === null ? undefined : bottlenecks[bottleneck];
    const true_ = candidates ? at?.role === role && at.people.includes(personId) : bottleneck === null;
    if (!true_) problems.push(`${role} ${personId}: bottleneck ${bottleneck}`);
  }
  bottlenecks.forEach((_, k) => {
    if (!unmatched.some(({ bottleneck }) => bottleneck === k)) problems.push(`bottleneck ${k}: nobody is told it`);
  });
  return problems;
}
