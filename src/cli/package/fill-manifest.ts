/**
 * Replaces `${{NAME}}` in the manifest by the values of a `.env` text (NAME=value lines, # for comments). An empty value
 * is a value: APP_NAME_SUFFIX has none in production. Names without one are all reported at once.
 */
export function fillManifest(
  manifest: string,
  env: string,
): { ok: true; text: string } | { ok: false; missing: string[] } {
  const values = new Map<string, string>();
  for (const line of env.split('\n')) {
    const found = /^\s*([A-Z0-9_]+)\s*=(.*)$/.exec(line);
    if (found?.[1] !== undefined) values.set(found[1], (found[2] ?? '').trim());
  }
  const missing = new Set<string>();
  const text = manifest.replace(/\$\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) missing.add(name);
    return value ?? whole;
  });
  return missing.size > 0 ? { ok: false, missing: [...missing].sort() } : { ok: true, text };
}
