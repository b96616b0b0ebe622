/** Builds a path below /v1.0 and encodes every value put into it: path`/users/${id}/events?$filter=${filter}`. */
export const path = (parts: TemplateStringsArray, ...values: (string | number)[]): string =>
  String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(value)));

/** A string literal of an OData filter. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Cuts a list into parts of at most `size`. */
export function parts<T>(items: T[], size: number): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}
