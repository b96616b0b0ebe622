import { parseArgs } from 'node:util';

export const usage = `npm run match -- --people FILE --enrolments FILE --out DIR
  [--settings FILE] [--past FILE] [--forbidden FILE] [--locked FILE] [--current FILE] [--history FILE] [--together FILE]
  [--seconds N] [--max-errors N]`;

export const inputTables = [
  'people',
  'enrolments',
  'past',
  'forbidden',
  'locked',
  'current',
  'history',
  'together',
] as const;
export type InputTable = (typeof inputTables)[number];

export type MatchArguments = {
  files: Partial<Record<InputTable | 'settings', string>>;
  out: string;
  /** When to stop with the best answer so far; Infinity where nobody said. */
  seconds: number;
  maxErrors: number;
};

const options = {
  people: { type: 'string' },
  enrolments: { type: 'string' },
  settings: { type: 'string' },
  past: { type: 'string' },
  forbidden: { type: 'string' },
  locked: { type: 'string' },
  current: { type: 'string' },
  history: { type: 'string' },
  together: { type: 'string' },
  out: { type: 'string' },
  seconds: { type: 'string' },
  'max-errors': { type: 'string', default: '100' },
} as const;

/** The command line, or what is wrong with it in one sentence. */
export function readArguments(argv: string[]): { ok: true; value: MatchArguments } | { ok: false; fault: string } {
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options, strict: true, allowPositionals: false }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    return { ok: false, fault: message };
  }
  const { out, seconds, 'max-errors': maxErrors, ...files } = values;
  for (const name of ['people', 'enrolments', 'out'] as const) {
    if (!values[name]) return { ok: false, fault: `--${name} is required` };
  }
  if (!/^[1-9]\d{0,8}$/.test(maxErrors)) {
    return { ok: false, fault: `--max-errors: expected a whole number from 1, got "${maxErrors}"` };
  }
  if (seconds !== undefined && !(/^\d{1,9}(\.\d{1,3})?$/.test(seconds) && Number(seconds) > 0)) {
    return { ok: false, fault: `--seconds: expected a number above 0, got "${seconds}"` };
  }
  const limit = seconds === undefined ? Infinity : Number(seconds);
  return { ok: true, value: { files, out: out!, seconds: limit, maxErrors: Number(maxErrors) } };
}
