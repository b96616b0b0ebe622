import { arch, cpus, platform } from 'node:os';

/** A table as Markdown, ready for the README. */
export function table(columns: string[], rows: (string | number)[][]): string {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, k) => Math.max(3, ...cells.map((row) => row[k]!.length)));
  const line = (row: string[]) => `| ${row.map((cell, k) => cell.padEnd(widths[k]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

/** Seconds, to three figures. */
export const inSeconds = (seconds: number): string =>
  seconds >= 1 ? `${seconds.toPrecision(3)} s` : `${(1000 * seconds).toPrecision(3)} ms`;

export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;
export const whole = (value: number): string => value.toLocaleString('en-GB');

/** The kind of machine that a figure is from. */
export const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${platform()} ${arch()}, Node ${process.versions.node}`;
