import { parseArgs } from 'node:util';

export const usage = `npm run match -- --people FILE --enrolments FILE --out DIR
  [--settings FILE] [--past FILE] [--forbidden FILE] [--locked FILE] [--history FILE] [--together FILE] [--max-errors N]`;

export const inputTables = ['people', 'enrolments', 'past', 'forbidden', 'locked', 'history', 'together'] as const;
export type InputTable = (typeof inputTables)[number];

export type MatchArguments = {
  files: Partial<Record<InputTable | 'settings', string>>;
  out: string;
  maxErrors: number;
};

const options = {
  people: { type: 'string' },
  enrolments: { type: 'string' },
  settings: { type: 'string' },
  past: { type: 'string' },
  forbidden: { type: 'string' },
  locked: { type: 'string' },
  history: { type: 'string' },
  together: { type: 'string' },
  out: { type: 'string' },
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
  const { out, 'max-errors': maxErrors, ...files } = values;
  for (const name of ['people', 'enrolments', 'out'] as const) {
    if (!values[name]) return { ok: false, fault: `--${name} is required` };
  }
  if (!/^[1-9]\d{0,8}$/.test(maxErrors)) {
    return { ok: false, fault: `--max-errors: expected a whole number from 1, got "${maxErrors}"` };
  }
  return { ok: true, value: { files, out: out!, maxErrors: Number(maxErrors) } };
}
