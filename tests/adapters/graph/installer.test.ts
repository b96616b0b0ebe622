import { createInstaller } from '../../../src/adapters/graph/installer.ts';
import { graphSandbox } from '../../support/graph-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
beforeAll(async () => {
  sandbox = await graphSandbox();
});
afterAll(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
});

test('opens a chat, and the same chat again', async () => {
  const installer = createInstaller(sandbox.graph, sandbox.config.teamsAppId);
  const person = sandbox.world.directory.list(0, 50).find((one) => one.userType === 'Member')!;
  const chat = await installer.openChat(person.id);
  expect(chat).toEqual({ conversationId: expect.any(String) as string });
  expect(await installer.openChat(person.id)).toEqual(chat);
});

test('nobody is installed for who is gone or a guest', async () => {
  const installer = createInstaller(sandbox.graph, sandbox.config.teamsAppId);
  expect(await installer.openChat('00000000-0000-4000-8000-000000000000')).toEqual({ refused: 'gone' });
  const guest = sandbox.world.directory.list(0, 300).find((one) => one.userType === 'Guest');
  if (guest) expect(await installer.openChat(guest.id)).toEqual({ refused: 'not-allowed' });
});

test('an app that is missing in the catalogue is an error, not a refusal, and is looked for again', async () => {
  const installer = createInstaller(sandbox.graph, '00000000-0000-4000-8000-000000000000');
  const person = sandbox.world.directory.list(0, 1)[0]!;
  await expect(installer.openChat(person.id)).rejects.toMatchObject({ code: 'app-not-in-catalogue' });
  await expect(installer.openChat(person.id)).rejects.toMatchObject({ code: 'app-not-in-catalogue' });
});
