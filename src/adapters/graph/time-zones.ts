import { windowsZones } from './windows-zones.ts';

const byLowerName = new Map(Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]));
const checked = new Map<string, string | null>();

/**
 * The IANA zone for a zone name as Graph gives it: Windows or IANA, in any case. Null for what names no zone of the
 * world ('Customized Time Zone', 'tzone://Microsoft/Custom', an empty or unknown name): the caller falls back visibly.
 */
export function toIanaZone(name: string | null | undefined): string | null {
  const key = name?.trim().toLowerCase() ?? '';
  if (!checked.has(key)) checked.set(key, byLowerName.get(key) ?? knownIana(name?.trim() ?? ''));
  return checked.get(key)!;
}

function knownIana(name: string): string | null {
  // Offsets such as '+01:00' are accepted by Intl but keep no summer time.
  if (!/^[a-z]/i.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
