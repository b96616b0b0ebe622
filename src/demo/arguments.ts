import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Arguments = {
  /** Forget everything of an earlier demo first. */
  reset: boolean;
  /** Chart to use, as a whole path; null: the one used before in this folder, or the default. */
  org: string | null;
  /** Port of the sandbox; the product takes the next one. */
  port: number;
  /** Folder of the demo's state. */
  data: string;
};

export const usage = `Usage: npm run demo [-- --reset] [--org FILE] [--port N] [--data FOLDER]
  --reset        start over: forget everything of an earlier demo
  --org FILE     take another chart of an organisation (CSV; see src/sandbox/data/org/README.md)
  --port N       sandbox on port N, product on N+1 (default 4400)
  --data FOLDER  keep the state there (default .data/demo)`;

/** Reads the command line. Throws an Error in words for whoever typed it. */
export function readArguments(line: string[], root: string): Arguments {
  const { values } = parse(line);
  const port = Number(values.port ?? '4400');
  if (!/^\d+$/.test(values.port ?? '4400') || port < 1 || port > 65534) {
    throw new Error(`--port: expected a number from 1 to 65534, got "${values.port}"`);
  }
  const org = values.org === undefined ? null : resolve(values.org);
  if (org !== null && statSync(org, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new Error(`--org: there is no file ${org}`);
  }
  return { reset: values.reset ?? false, org, port, data: resolve(root, values.data ?? '.data/demo') };
}

function parse(line: string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({ args: line, options: { reset: { type: 'boolean' }, org: text, port: text, data: text } });
}
