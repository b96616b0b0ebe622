import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that Vite builds: what for, from where, to where, and with which arguments. */
export type PageBuild = { name: string; command: string[] };

const BUILDS = [
  {
    name: 'the sandbox’s page',
    from: ['src/sandbox/host'],
    to: 'dist/sandbox-host',
    options: ['--config', 'src/sandbox/host/vite.config.ts'],
  },
  {
    name: 'the tabs',
    from: ['src/tab', 'src/contract'],
    to: 'dist/tab-sandbox',
    options: ['--config', 'src/tab/vite.config.ts', '--mode', 'sandbox'],
  },
];

/** The builds that are missing, or older than their sources. */
export function buildsNeeded(root: string): PageBuild[] {
  return BUILDS.filter(({ from, to }) => {
    const built = statSync(join(root, to, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return [...from, 'package-lock.json'].some((source) => newest(join(root, source)) > built);
  }).map(({ name, options }) => ({
    name,
    command: [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', ...options],
  }));
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
