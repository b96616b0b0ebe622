import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };

const ianaOf = new Map<string, string>();
const windowsOf = new Map<string, string>();
for (const { mapZone } of windowsZones.supplemental.windowsZones.mapTimezones) {
  if (mapZone._territory === '001') ianaOf.set(mapZone._other.toLowerCase(), mapZone._type);
  for (const iana of mapZone._type.split(' ')) if (!windowsOf.has(iana)) windowsOf.set(iana, mapZone._other);
}

const canonicalOf = new Map<string, string>();

/** The engine's own name of an IANA zone (CLDR writes Asia/Calcutta for Asia/Kolkata), or null if there is none. */
function canonical(iana: string): string | null {
  const known = canonicalOf.get(iana);
  if (known !== undefined) return known;
  if (!/^[A-Za-z]/.test(iana)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: iana }).resolvedOptions();
    canonicalOf.set(iana, timeZone);
    return timeZone;
  } catch {
    return null;
  }
}

/**
 * The IANA zone of a name that Outlook knows: a Windows name, an IANA name or `tzone://Microsoft/Utc`.
 * Null for every other name, `tzone://Microsoft/Custom` and 'Customized Time Zone' included: they name no rules.
 */
export function toIana(name: string): string | null {
  if (name.toLowerCase() === 'tzone://microsoft/utc') return 'UTC';
  return ianaOf.get(name.toLowerCase()) ?? (canonical(name) === null ? null : name);
}

/** The Windows name of an IANA zone; zones that CLDR does not map keep their IANA name, as Outlook accepts both. */
export function toWindows(iana: string): string {
  return windowsOf.get(iana) ?? windowsOf.get(canonical(iana) ?? iana) ?? iana;
}
