import type { Breach } from '../matching/chart-breaches.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (n: number): string => NUMBERS[n] ?? String(n);
const steps = (n: number): string => `${inWords(n)} ${n === 1 ? 'step' : 'steps'}`;
const levels = (n: number): string => `${inWords(n)} ${n === 1 ? 'level' : 'levels'}`;

type Names = { mentor: string; mentee: string };

/**
 * Why a pair breaks rules, as a coordinator reads it: a heading, and a sentence for each matter. That people in one line
 * or team are also near each other goes without saying. `breaches` holds one at least.
 */
export function breachReasons(breaches: Breach[], names: Names): { heading: string; sentences: string[] } {
  const closest = breaches.some(({ rule }) => rule === 'reportingLine' || rule === 'sameManager');
  const said = breaches
    .filter(({ rule }) => !closest || (rule !== 'minDistance' && rule !== 'minLevelGap'))
    .map((breach) => breachWords(breach, names));
  return { heading: said[0]?.heading ?? '', sentences: said.map(({ sentence }) => sentence) };
}

/** One broken rule: in a few words, and in a sentence with its figures. */
function breachWords(
  { rule, above, steps: apart, levelGap, asked }: Breach,
  names: Names,
): { heading: string; sentence: string } {
  const { mentor, mentee } = names;
  const both = `${mentor} and ${mentee}`;
  const [upper, lower] = above === 'mentor' ? [mentor, mentee] : [mentee, mentor];
  switch (rule) {
    case 'reportingLine': {
      const up = apart === null || apart === 1 ? 'directly' : `${steps(apart)} up`;
      return { heading: `${lower} now reports to ${upper}`, sentence: `${lower} now reports to ${upper}, ${up}.` };
    }
    case 'sameManager':
      return { heading: `${both} now share a manager`, sentence: `${both} now have the same manager.` };
    case 'minDistance':
      return {
        heading: `${both} now sit close together`,
        sentence: `In the org chart ${both} are now ${steps(apart ?? 0)} apart; this programme asks for ${inWords(asked ?? 0)}.`,
      };
    case 'minLevelGap':
      return levelWords(levelGap, asked ?? 0, names);
    case 'sameDepartment':
      return { heading: `${both} now share a department`, sentence: `${both} are now in the same department.` };
    case 'formerLine':
      return { heading: `${upper} used to manage ${lower}`, sentence: `${upper} managed ${lower} for a time.` };
  }
}

/**
 * `asked`: by how many levels the mentee has to be above the mentor; below zero, by how many they may be below. It is more
 * than `levelGap`, or the levels could not be compared.
 */
function levelWords(levelGap: number | null, asked: number, { mentor, mentee }: Names) {
  const both = `${mentor} and ${mentee}`;
  if (levelGap === null) {
    const wish = asked > 0 ? `asks for ${inWords(asked)} between them` : 'has a rule about them';
    return {
      heading: `The levels of ${both} can’t be compared`,
      sentence: `The levels of ${both} can no longer be compared; this programme ${wish}.`,
    };
  }
  const nearness = levelGap < 0 ? `${mentor} is now above ${mentee}` : `${both} are now close`;
  return {
    heading: `${nearness} in level`,
    sentence: `${mentee} is now ${howFar(levelGap, mentor)}; this programme ${wishFor(asked, levelGap)}.`,
  };
}

function wishFor(asked: number, levelGap: number): string {
  if (asked < 0) return `allows at most ${inWords(-asked)}`;
  if (asked === 0) return 'asks for the same level or a higher one';
  return `asks for ${levelGap > 0 ? inWords(asked) : `${levels(asked)} above`}`;
}

function howFar(levelGap: number, mentor: string): string {
  if (levelGap === 0) return `at the same level as ${mentor}`;
  return levelGap > 0 ? `${levels(levelGap)} above ${mentor}` : `${levels(-levelGap)} below ${mentor}`;
}
