import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { fillManifest } from './package/fill-manifest.ts';

/**
 * `npm run package [-- --env infra/env/.env.dev] [--out dist/counterpart.zip]`: the zip that an administrator uploads to
 * the Teams app catalogue. Exit code 2 when a value is missing; nothing is written then.
 */
const { values } = parseArgs({
  options: {
    env: { type: 'string', default: 'infra/env/.env.dev' },
    out: { type: 'string', default: 'dist/counterpart.zip' },
  },
});
const filled = fillManifest(readFileSync('appPackage/manifest.json', 'utf8'), readFileSync(values.env, 'utf8'));
if (!filled.ok) {
  for (const name of filled.missing) {
    console.error(`${values.env}: ${name} is missing; appPackage/manifest.json needs it`);
  }
  process.exit(2);
}
mkdirSync('dist', { recursive: true });
writeFileSync(
  values.out,
  zipSync({
    'manifest.json': new TextEncoder().encode(filled.text),
    'color.png': new Uint8Array(readFileSync('appPackage/color.png')),
    'outline.png': new Uint8Array(readFileSync('appPackage/outline.png')),
  }),
);
console.log(`wrote ${values.out}`);
