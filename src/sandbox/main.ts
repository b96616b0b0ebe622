import { readSandboxConfig } from './config.ts';
import { createSandbox } from './sandbox.ts';

try {
  const sandbox = await createSandbox(readSandboxConfig(process.env));
  console.log(`Sandbox: ${sandbox.address}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void sandbox.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`The sandbox can't start. ${(error as Error).message}`);
  process.exitCode = 1;
}
