import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { createSandboxClock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import { loadKeys } from './entra/keys.ts';
import { createFaults } from './faults.ts';
import { createContract } from './graph/contract.ts';
import { startContractLog } from './graph/contract-log.ts';
import { openDirectory } from './people/directory.ts';
import { openState } from './state.ts';
import { createThrottle } from './throttle.ts';
import type { World } from './world.ts';

export type Sandbox = { address: string; world: World; close(): Promise<void> };

/**
 * Starts one pretend tenant on 127.0.0.1 (port 0: any free one). Throws an Error that names the variable or the file
 * when the port is taken, the data folder is in use or the chart is wrong; nothing is left open then.
 */
export async function createSandbox(config: SandboxConfig): Promise<Sandbox> {
  const db = openState(config.dataDir);
  const server = createServer();
  try {
    const clock = createSandboxClock(db);
    const contract = createContract(clock);
    const world: World = {
      config,
      clock,
      db,
      contract,
      directory: openDirectory(config, db, clock),
      keys: await loadKeys(db),
      throttle: createThrottle(clock),
      faults: createFaults(config.seed),
      address: await listen(server, config.port),
      featured: [],
      closing: [startContractLog(config.contractLog, contract)],
    };
    server.on('request', createApp(world));
    return { address: world.address, world, close: () => close(server, world) };
  } catch (error) {
    server.close();
    db.close();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new Error(`SANDBOX_PORT: port ${port} is taken; choose another or stop what listens there`) : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server, world: World): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  for (const stop of world.closing) await stop();
  // Whoever still waits (a long poll of the clock) is let go after a moment.
  const impatience = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(impatience);
  world.db.close();
}
