import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; impact: string; tags: string[]; nodes: { html: string }[] };

/** What axe finds on a page as it stands: all that breaks WCAG 2.2 AA, and whatever else it calls serious. */
export async function axeFaults(page: Page | Frame): Promise<string[]> {
  await page.evaluate(source);
  // Fluent's focus guards are no part of what anybody reads.
  const violations = await page.evaluate<Violation[]>(
    "axe.run({ exclude: [['[data-tabster-dummy]']] }).then(({ violations }) => violations)",
  );
  return violations
    .filter(({ impact, tags }) => /serious|critical/.test(impact) || tags.some((tag) => /^wcag\d+a{1,2}$/.test(tag)))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
