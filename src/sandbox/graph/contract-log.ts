import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Contract } from './contract.ts';

/**
 * Appends this sandbox's contract counts so far as one JSON line, `{process, requests, answers, violations}`, to
 * `file`: each second when they changed, and when the answered function is called. `process` is `<pid>-<uuid>`, since
 * several sandboxes may live in one process; the last line of each counts.
 */
export function startContractLog(file: string | null, contract: Contract): () => void {
  if (file === null) return () => undefined;
  const id = `${process.pid}-${randomUUID()}`;
  let written = '';
  const write = (): void => {
    const line = JSON.stringify({ process: id, ...contract.counts() });
    if (line === written) return;
    appendFileSync(file, `${line}\n`);
    written = line;
  };
  write();
  const timer = setInterval(write, 1000).unref();
  process.once('exit', write);
  return () => {
    clearInterval(timer);
    process.off('exit', write);
    write();
  };
}
