import { createHash } from 'node:crypto';

// As Exchange's: the same length for all, with characters that must be encoded in a path.
const EVENT = /^AAMkAGI([\w-]{40})AAA=$/;
const OCCURRENCE = /^AAMkAGI([\w-]{40})AFRAAgI([0-9a-f]{12})EAAA=$/;

/** A mailbox's own id of a meeting; attendees' copies have other ids than the organizer's. */
export function copyId(uid: string, mailbox: string): string {
  return `AAMkAGI${createHash('sha256').update(`${uid} ${mailbox}`).digest('base64url').slice(0, 40)}AAA=`;
}

/** The id of one occurrence of a copy; `original` is the instant of its first start, epoch milliseconds. */
export function occurrenceId(id: string, original: number): string {
  return `${id.slice(0, 47)}AFRAAgI${original.toString(16).padStart(12, '0')}EAAA=`;
}

/** Reads both kinds of id; null for anything else. */
export function readEventId(id: string): { copyId: string; original: number | null } | null {
  if (EVENT.test(id)) return { copyId: id, original: null };
  const [, base, original] = OCCURRENCE.exec(id) ?? [];
  return base === undefined ? null : { copyId: `AAMkAGI${base}AAA=`, original: parseInt(original ?? '', 16) };
}
