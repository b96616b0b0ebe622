import { createServer } from 'node:net';

/** Throws when something listens on one of the ports already, naming it. */
export async function assertFree(ports: number[]): Promise<void> {
  for (const port of ports) {
    if (await isTaken(port)) {
      throw new Error(`Port ${port} is taken. Stop what listens there, or choose others: npm run demo -- --port 5400`);
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)));
  });
}
