import { systemClock } from '../../src/adapters/clock/follow-clock.ts';
import { createAppTokens } from '../../src/adapters/entra/app-token.ts';
import { createGraphClient } from '../../src/adapters/graph/client.ts';
import { createDirectory } from '../../src/adapters/graph/directory.ts';
import { openDatabase } from '../../src/adapters/postgres/database.ts';
import { createTransact } from '../../src/adapters/postgres/transact.ts';
import { syncPeople } from '../../src/domain/people/sync-people.ts';
import { readSandboxConfig } from '../../src/sandbox/config.ts';

// The product's part of the directory benchmark, alone in its process so that its memory can be told. Prints one line
// for each request, so that a killed run is counted too, and its peak memory at the end.
const [baseUrl, databaseUrl] = process.argv.slice(2) as [string, string];
const { tenantId, apiAppId, apiAppSecret } = readSandboxConfig({});
const db = openDatabase({ url: databaseUrl });
const noJobs = { queue: () => ({ enqueue: () => Promise.reject(new Error('a synchronisation orders no jobs')) }) };
const graph = createGraphClient({
  baseUrl,
  tokens: createAppTokens({
    authorityUrl: baseUrl,
    tenantId,
    clientId: apiAppId,
    credential: { secret: apiAppSecret },
    clock: systemClock,
  }),
  onRequest: ({ operation }) => console.log(`request ${operation}`),
});
const result = await syncPeople({
  transact: createTransact(db, systemClock, noJobs),
  directory: createDirectory(graph),
  clock: systemClock,
})({});
await db.destroy();
if (!result.ok) throw new Error(result.fault.code);
console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
