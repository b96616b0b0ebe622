/**
 * Rules, score, distance and level gap straight from their definitions, by naive walks, from the text of the files alone.
 * Shares nothing with the engine: own CSV reader, own time zones (Intl), own everything.
 */

export type Files = Record<string, string>;
type Row = Record<string, string>;
export type Role = 'mentor' | 'mentee';
/** `all` is the capacity, at most the number of people opposite; `locks` of them are used by locked pairs. */
export type Places = { all: number; locks: number; waits: 0 | 1 };

/** A CSV reader of a few lines: quotes, doubled quotes, commas and line breaks within quotes. */
export function rowsOf(text: string): Row[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  const [header = [], ...rest] = records.filter((cells) => cells.length > 1 || cells[0] !== '');
  const seen = new Map<string, number>();
  const names = header.map((name) => {
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return seen.get(name) === 1 ? name : `${name}#${seen.get(name)}`;
  });
  return rest.map((cells) => Object.fromEntries(names.map((name, k) => [name, cells[k] ?? ''])));
}

export type Settings = {
  rules: Record<string, boolean | number | null>;
  levels: { from: string; order?: string[] };
  weights: Record<string, number>;
  objective: string;
  referenceDate: string;
};

const word = (text = '') => text.trim().normalize('NFC').toLowerCase();
const words = (text: string | undefined) => new Set((text ?? '').split(';').map(word).filter(Boolean));
const ids = (text: string | undefined) => (text ?? '').split(';').filter(Boolean);
function common(a: Set<string>, b: Set<string>): number {
  let count = 0;
  for (const item of a) if (b.has(item)) count++;
  return count;
}
/** Asked for again and again: each is worked out once. */
function once<Key, T>(of: (key: Key) => T): (key: Key) => T {
  const known = new Map<Key, T>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = of(key)));
    return found;
  };
}

export type World = ReturnType<typeof worldOf>;

export function worldOf(files: Files) {
  const read = (name: string) => rowsOf(files[name] ?? '');
  const settings = JSON.parse(files['settings.json']!) as Settings;
  const people = new Map(read('people.csv').map((row) => [row['id']!, row]));
  const enrolments = read('enrolments.csv');
  const side = (role: string) =>
    new Map(enrolments.filter((row) => row['role'] === role).map((row) => [row['person_id']!, row]));
  const mentors = side('mentor');
  const mentees = side('mentee');
  const both = (rows: Row[], a: string, b: string) =>
    new Set(rows.flatMap((row) => [`${row[a]} ${row[b]}`, `${row[b]} ${row[a]}`]));
  const past = both(read('past.csv'), 'mentor_id', 'mentee_id');
  const history = both(read('history.csv'), 'person_id', 'manager_id');
  const together = both(read('together.csv'), 'person_id', 'person_id#2');
  const avoid = new Set(
    enrolments.flatMap((row) =>
      ids(row['avoid']).flatMap((other) => [`${row['person_id']} ${other}`, `${other} ${row['person_id']}`]),
    ),
  );
  const forbidden = new Set(read('forbidden.csv').map((row) => `${row['mentor_id']} ${row['mentee_id']}`));
  const { rules, weights, levels } = settings;
  const locked = read('locked.csv').map((row) => ({
    mentor: row['mentor_id']!,
    mentee: row['mentee_id']!,
    reason: row['reason']!.trim(),
  }));
  const current = read('current.csv').map((row) => `${row['mentor_id']} ${row['mentee_id']}`);
  /** All that the objective asks of one enrolment. */
  const placesOf = (role: Role, id: string): Places => {
    const [own, opposite] = role === 'mentor' ? [mentors, mentees] : [mentees, mentors];
    const row = own.get(id)!;
    return {
      // As there is no pair twice, further places are none.
      all: Math.min(Number(row['capacity'] || 1), opposite.size),
      locks: locked.filter((pair) => pair[role] === id).length,
      waits: row['waiting_since'] ? 1 : 0,
    };
  };

  /** The person, their manager, and so on up to the root. */
  const line = once((id: string): string[] => {
    const up = [id];
    for (let at = people.get(id)!['manager_id']!; at !== ''; at = people.get(at)!['manager_id']!) up.push(at);
    return up;
  });
  function distance(a: string, b: string): number {
    const [lineA, lineB] = [line(a), line(b)];
    const up = lineA.findIndex((id) => lineB.includes(id));
    return up < 0 ? Infinity : up + lineB.indexOf(lineA[up]!);
  }
  const levelOf = once((id: string) => {
    const row = people.get(id)!;
    if (row['level']) return { level: Number(row['level']), everywhere: true };
    if (levels.from === 'depth') return { level: line(id).length - 1, everywhere: false };
    const level = levels.order!.indexOf(row['grade'] ?? '');
    return level < 0 ? null : { level, everywhere: true };
  });
  function levelGap(mentor: string, mentee: string): number | null {
    const [a, b] = [levelOf(mentor), levelOf(mentee)];
    if (!a || !b) return null;
    if (!a.everywhere && !b.everywhere && line(mentor).at(-1) !== line(mentee).at(-1)) return null;
    return a.level - b.level;
  }
  const hasLevel = (id: string) => levelGap(id, id) !== null;

  const offset = once((id: string): number | null => {
    const zone = people.get(id)!['time_zone'];
    return zone ? offsetOf(`${zone} ${settings.referenceDate}`) : null;
  });
  /** The minutes of three days that are worked, in UTC, of a pattern that repeats every day. */
  function worked(id: string): Uint8Array {
    const row = people.get(id)!;
    const [from, to] = [minutes(row['works_from'] || '09:00'), minutes(row['works_to'] || '17:00')];
    const length = to > from ? to - from : to - from + 1440;
    const ahead = offset(id)!;
    const week = new Uint8Array(3 * 1440);
    for (let day = -3; day <= 4; day++) {
      for (let k = 0; k < length; k++) {
        const at = day * 1440 + from + k - ahead;
        if (at >= 0 && at < week.length) week[at] = 1;
      }
    }
    return week;
  }
  const pattern = once((id: string) => {
    const row = people.get(id)!;
    return `${offset(id)} ${row['works_from']} ${row['works_to']}`;
  });
  function shareAnHour(a: string, b: string): boolean {
    if (offset(a) === null || offset(b) === null) return true;
    const key = `${pattern(a)}|${pattern(b)}`;
    let shared = hours.get(key);
    if (shared === undefined) {
      const [workedA, workedB] = [worked(a), worked(b)];
      let run = 0;
      shared = workedA.some((on, k) => (run = on && workedB[k] ? run + 1 : 0) >= 60);
      hours.set(key, shared);
    }
    return shared;
  }

  const saidBy = once((row: Row) => ({
    offers: words(row['offers']),
    wants: words(row['wants']),
    languages: words(row['languages']),
    area: word(row['area']),
    wishes: [...new Set(ids(row['wishes']))].slice(0, 3),
  }));
  const placed = once((id: string) => {
    const row = people.get(id)!;
    return { department: word(row['department']), location: word(row['location']) };
  });
  const equal = (a: string, b: string) => a !== '' && a === b;
  function score(mentor: string, mentee: string): number {
    const [m, e] = [saidBy(mentors.get(mentor)!), saidBy(mentees.get(mentee)!)];
    const [a, b] = [placed(mentor), placed(mentee)];
    const [x, y] = [offset(mentor), offset(mentee)];
    const turn = x === null || y === null ? 0 : Math.abs(x - y) % 1440;
    const apart = Math.min(turn, 1440 - turn) / 60;
    const near = x === null || y === null ? 1 : apart <= 1 ? 3 : apart <= 3 ? 2 : apart <= 6 ? 1 : 0;
    const different = a.department && b.department && a.department !== b.department;
    const rank = (wishes: string[], other: string) => (wishes.includes(other) ? 3 - wishes.indexOf(other) : 0);
    return (
      weights['menteeWants']! * common(e.wants, m.offers) +
      weights['mentorWants']! * common(m.wants, e.offers) +
      weights['area']! * Number(equal(m.area, e.area)) +
      weights['differentDepartment']! * (different ? 1 : 0) +
      weights['sameLocation']! * Number(equal(a.location, b.location)) +
      weights['timeZone']! * near +
      weights['wish']! * (rank(m.wishes, mentee) + rank(e.wishes, mentor))
    );
  }
  function gains(mentor: string, mentee: string): boolean {
    const [m, e] = [saidBy(mentors.get(mentor)!), saidBy(mentees.get(mentee)!)];
    const mentorGains = common(m.wants, e.offers) > 0 || equal(m.area, e.area);
    return mentorGains && common(e.wants, m.offers) > 0;
  }
  function shareLanguage(mentor: string, mentee: string): boolean {
    const [a, b] = [saidBy(mentors.get(mentor)!).languages, saidBy(mentees.get(mentee)!).languages];
    return a.size === 0 || b.size === 0 || common(a, b) > 0;
  }
  const manager = (id: string) => people.get(id)!['manager_id']!;
  const listed = (list: Set<string>) => (mentor: string, mentee: string) =>
    list.size > 0 && list.has(`${mentor} ${mentee}`);
  const fails: Record<string, (mentor: string, mentee: string) => boolean> = {
    forbidden: listed(forbidden),
    reportingLine: (mentor, mentee) => line(mentor).includes(mentee) || line(mentee).includes(mentor),
    sameManager: (mentor, mentee) => manager(mentor) !== '' && manager(mentor) === manager(mentee),
    minDistance: (mentor, mentee) => distance(mentor, mentee) < Number(rules['minDistance']),
    sameDepartment: (mentor, mentee) => equal(placed(mentor).department, placed(mentee).department),
    minLevelGap: (mentor, mentee) => (levelGap(mentor, mentee) ?? -Infinity) < Number(rules['minLevelGap']),
    formerLine: listed(history),
    worksTogether: listed(together),
    pairedBefore: listed(past),
    avoid: listed(avoid),
    sharedLanguage: (mentor, mentee) => !shareLanguage(mentor, mentee),
    sharedWorkingHour: (mentor, mentee) => !shareAnHour(mentor, mentee),
    bothGain: (mentor, mentee) => !gains(mentor, mentee),
    scoreFloor: (mentor, mentee) => score(mentor, mentee) < Number(rules['scoreFloor']),
  };
  const inForce = Object.keys(fails).filter(
    (name) => name === 'forbidden' || (rules[name] !== false && rules[name] !== null),
  );
  /** Names of the rules that a pair breaks. */
  const broken = (mentor: string, mentee: string): string[] => inForce.filter((name) => fails[name]!(mentor, mentee));
  return {
    settings,
    people,
    mentors,
    mentees,
    distance,
    levelGap,
    hasLevel,
    score,
    broken,
    inForce,
    locked,
    current,
    placesOf,
  };
}

// Asked for again and again by thousands of small worlds.
const offsetOf = once((key: string) => offsetByIntl(...(key.split(' ') as [string, string])));
const hours = new Map<string, boolean>();

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function offsetByIntl(timeZone: string, date: string): number {
  const noon = new Date(`${date}T12:00:00Z`);
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(noon).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']);
  return (local - noon.getTime()) / 60_000;
}
