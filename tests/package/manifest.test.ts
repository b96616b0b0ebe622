import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { PNG } from 'pngjs';
import { fillManifest } from '../../src/cli/package/fill-manifest.ts';

const root = resolve(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

type Manifest = {
  manifestVersion: string;
  name: { short: string };
  permissions: string[];
  validDomains: string[];
  staticTabs: { entityId: string; contentUrl?: string; context?: string[] }[];
  bots: { botId: string }[];
  webApplicationInfo: { id: string; resource: string };
};

function filled(): Manifest {
  const result = fillManifest(text('appPackage/manifest.json'), text('infra/env/.env.dev'));
  if (!result.ok) throw new Error(`missing: ${result.missing.join(', ')}`);
  return JSON.parse(result.text) as Manifest;
}

/** Microsoft's own schema of that version, as `@microsoft/app-manifest` carries it. */
function officialErrors(manifest: Manifest): unknown[] {
  const path = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`;
  // Its regular expressions say \a (bell), which JavaScript does not know.
  const schema = JSON.parse(text(path).replace(/\\a/g, '\\x07')) as { $schema?: string };
  const options = { allErrors: true, strict: false };
  const ajv = schema.$schema?.includes('2020-12') ? new Ajv2020(options) : new Ajv04.default(options);
  addFormats.default(ajv, ['uri', 'email', 'regex']);
  const validate = ajv.compile(schema);
  return validate(manifest) ? [] : (validate.errors ?? []);
}

test('the manifest is valid against the official schema', () => {
  expect(officialErrors(filled())).toEqual([]);
});

test('the check can fail: an unknown property is refused', () => {
  expect(officialErrors({ ...filled(), colour: 'blue' } as Manifest)).not.toEqual([]);
});

test('three tabs, the bot, and two registrations', () => {
  const manifest = filled();
  expect(manifest.staticTabs.map((tab) => tab.entityId)).toEqual([
    'home',
    'programmes',
    'privacy',
    'conversations',
    'about',
  ]);
  expect(manifest.bots).toHaveLength(1);
  expect(manifest.bots[0]?.botId).not.toBe(manifest.webApplicationInfo.id);
  expect(manifest.webApplicationInfo.resource).toBe(
    `api://${manifest.validDomains[0]}/${manifest.webApplicationInfo.id}`,
  );
});

test('permissions are the approved list, no more (S22)', () => {
  expect(filled().permissions).toEqual(['identity']);
  const entra = JSON.parse(text('infra/entra-api.json')) as {
    requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
  };
  expect(entra.requiredResourceAccess).toEqual([
    {
      resourceAppId: 'Microsoft Graph',
      resourceAccess: [
        { id: 'User.Read.All', type: 'Role' },
        { id: 'TeamsAppInstallation.ReadWriteSelfForUser.All', type: 'Role' },
        { id: 'AppCatalog.Read.All', type: 'Role' },
      ],
    },
  ]);
});

test('no product of Microsoft in the name', () => {
  expect(filled().name.short).not.toMatch(/teams|outlook|microsoft/i);
});

test.each([
  ['color.png', 192],
  ['outline.png', 32],
])('%s is %i pixels square', (file, size) => {
  const image = PNG.sync.read(readFileSync(join(root, 'appPackage', file)));
  expect([image.width, image.height]).toEqual([size, size]);
});

test('the outline is white on transparent, as Teams asks', () => {
  const { data } = PNG.sync.read(readFileSync(join(root, 'appPackage/outline.png')));
  const seen = new Set<string>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 0) seen.add(data.subarray(at, at + 3).toString('hex'));
  }
  expect([...seen]).toEqual(['ffffff']);
});

test('every missing value is named', () => {
  expect(fillManifest('{"a":"${{ONE}}","b":"${{TWO}}","c":"${{THREE}}"}', 'TWO=\n# ONE=x')).toEqual({
    ok: false,
    missing: ['ONE', 'THREE'],
  });
});

test('a page that signs people in is sent back to one address of ours', () => {
  const entra = JSON.parse(text('infra/entra-api.json')) as { spa: { redirectUris: string[] } };
  expect(entra.spa.redirectUris).toEqual(['https://${{APP_DOMAIN}}/tab/home']);
});
