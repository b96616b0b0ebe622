import type { FormEvent } from 'react';

/** Brings the first message about a wrong field into view, once it is there; a short screen may have scrolled past it. */
export function showFirstFault({ currentTarget }: FormEvent): void {
  const form = currentTarget;
  requestAnimationFrame(() => form.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' }));
}
