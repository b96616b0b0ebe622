import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

/** No sandbox of its own (containers run as root) and nothing that calls home; pages may talk to 127.0.0.1. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=LocalNetworkAccessChecks',
];

/** Starts a headless browser: `$CHROMIUM`, else the system's Chromium or Chrome, else the one that npm carried here. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? onPath(['chromium', 'chromium-browser', 'google-chrome']);
  if (executablePath) return chromium.launch({ executablePath, args: FLAGS });
  const home = await unpackCarriedChromium();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: FLAGS,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      HOME: homedir() || home,
    },
  });
}

function onPath(names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/**
 * Unpacks the carried browser once per machine and returns its folder. The package unpacks to the folder for temporary
 * files and takes a half-written file for a finished one, so each process unpacks aside and the first to finish wins.
 */
async function unpackCarriedChromium(): Promise<string> {
  const home = join(tmpdir(), 'counterpart-chromium-153.0.0');
  if (existsSync(home)) return home;
  const aside = await mkdtemp(`${home}-`);
  const unpack = "const { default: carried } = await import('@sparticuz/chromium'); await carried.executablePath();";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: import.meta.dirname,
    // The second variable makes the package unpack its shared libraries too.
    env: { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  await writeFile(join(aside, 'fonts.conf'), fontConfiguration(home));
  try {
    await rename(aside, home);
  } catch {
    await rm(aside, { recursive: true, force: true }); // another process was first
  }
  return home;
}

/** The carried Open Sans stands in for Segoe UI, so that screenshots look alike on every machine. */
function fontConfiguration(home: string): string {
  const standIn = (family: string): string =>
    `<match><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir>
${standIn('Segoe UI')}${standIn('sans-serif')}
</fontconfig>`;
}
