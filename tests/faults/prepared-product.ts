import { once } from 'node:events';

/** The product's process as `prepareProduct` has it: its code is read before it is told to begin. */
const told = once(process, 'message');
process.channel?.ref();
await import('../../src/server/compose.ts');
await told;
process.channel?.unref();
await import('../../src/server/main.ts');
