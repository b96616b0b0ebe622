import { fact, never } from '../engine/fact.ts';
import { oncePer } from '../engine/once-per.ts';
import type { Facing, Roster } from '../engine/roster.ts';
import type { Rule } from '../engine/rule.ts';
import { levelKind, type Side } from '../engine/side.ts';

/** level(mentor) − level(mentee), row against column; null when either has none, or both are depths of different trees. */
export function levelGap(sides: Facing, row: number, col: number): number | null {
  const { rows, cols, roster, rowsAreMentors } = sides;
  const rowKind = rows.levelKind[row]!;
  const colKind = cols.levelKind[col]!;
  if (rowKind === levelKind.none || colKind === levelKind.none) return null;
  const { root } = roster.chart;
  const bothDepths = rowKind === levelKind.depth && colKind === levelKind.depth;
  if (bothDepths && root[rows.person[row]!] !== root[cols.person[col]!]) return null;
  const gap = rows.level[row]! - cols.level[col]!;
  return rowsAreMentors ? gap : 0 - gap;
}

/** The mentor is at least `gap` levels below the mentee; where levels can't be compared the rule fails the pair. */
export function minLevelGap({ rows, cols, rowsAreMentors, roster }: Facing, gap: number): Rule {
  const sign = rowsAreMentors ? 1 : -1;
  const ofCols = levelsOf(cols, roster);
  const { scales, levels, kindOf } = copyOf(ofCols.kinds);
  const [ofRow, ofCol] = [kindsOf(rows, roster, { scales, levels, kindOf }), ofCols.of];
  const worth = (a: number, b: number) => {
    const [scale, other] = [scales[a]!, scales[b]!];
    const comparable = scale !== 0 && other !== 0 && (scale === other || scale === 1 || other === 1);
    return comparable && sign * (levels[a]! - levels[b]!) >= gap ? 0 : never;
  };
  return { name: 'minLevelGap', form: 'kinds', fact: fact(ofRow, ofCol, scales.length, worth) };
}

/** Kinds of levels by number: with which others a level can be compared (0 none, tree + 2 depths of that tree, 1 all). */
type Kinds = { scales: number[]; levels: number[]; kindOf: Map<number, Map<number, number>> };

const levelsOf = oncePer((side: Side, roster: Roster): { of: Int32Array; kinds: Kinds } => {
  const kinds: Kinds = { scales: [], levels: [], kindOf: new Map() };
  return { of: kindsOf(side, roster, kinds), kinds };
});

const copyOf = ({ scales, levels, kindOf }: Kinds): Kinds => ({
  scales: [...scales],
  levels: [...levels],
  kindOf: new Map([...kindOf].map(([scale, ofScale]) => [scale, new Map(ofScale)])),
});

/** The kind of each member's level; new ones are added. */
function kindsOf(side: Side, { chart: { root } }: Roster, { scales, levels, kindOf }: Kinds): Int32Array {
  return side.level.map((level, k) => {
    const kind = side.levelKind[k]!;
    const scale = kind === levelKind.depth ? root[side.person[k]!]! + 2 : kind === levelKind.none ? 0 : 1;
    const ofScale = kindOf.get(scale) ?? new Map<number, number>();
    if (ofScale.size === 0) kindOf.set(scale, ofScale);
    const number = ofScale.get(level);
    if (number !== undefined) return number;
    ofScale.set(level, scales.length);
    levels.push(level);
    return scales.push(scale) - 1;
  });
}
