import { createRequire } from 'node:module';
import { toIanaZone } from '../../../src/adapters/graph/time-zones.ts';
import { windowsZones } from '../../../src/adapters/graph/windows-zones.ts';

type Cldr = {
  supplemental: {
    windowsZones: { mapTimezones: { mapZone: { _other: string; _type: string; _territory: string } }[] };
  };
};
const cldr = 'cldr-core/supplemental/windowsZones.json';
const windows = createRequire(`${process.cwd()}/package.json`)(cldr) as Cldr;

test('every Windows zone name is mapped as CLDR maps it (R14)', () => {
  const world = windows.supplemental.windowsZones.mapTimezones
    .map((one) => one.mapZone)
    .filter((zone) => zone._territory === '001');
  expect(windowsZones).toEqual(Object.fromEntries(world.map((zone) => [zone._other, zone._type])));
  for (const { _other } of world) expect(toIanaZone(_other)).toBe(windowsZones[_other]);
  expect(toIanaZone('w. europe STANDARD time')).toBe('Europe/Berlin');
});

test('IANA names pass, in any case', () => {
  expect(toIanaZone('Europe/London')).toBe('Europe/London');
  expect(toIanaZone('asia/tokyo')).toBe('Asia/Tokyo');
  expect(toIanaZone('UTC')).toBe('Etc/UTC');
});

test.each([
  null,
  undefined,
  '',
  ' ',
  'Customized Time Zone',
  'tzone://Microsoft/Custom',
  '+01:00',
  'Mars/Olympus',
  'Europe/../London',
])('%p names no zone and throws nothing', (name) => {
  expect(toIanaZone(name)).toBeNull();
});
