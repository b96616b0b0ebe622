/**
 * Where a deep link leads. Its sub-page is a path below the tab it opens: `<programme id>/matching` in Programmes.
 * Anything that is not a plain path is ignored, since a link can be written by anybody.
 */
export function deepLinkPath(pathname: string, subPage: string | null): string {
  const base = pathname.replace(/\/$/, '');
  return subPage !== null && /^[\w-]+(\/[\w-]+)*$/.test(subPage) ? `${base}/${subPage}` : pathname;
}
