/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- what travels is asserted, not typed */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChatting } from './chat-harness.ts';
import { startFakeBot } from './fake-bot.ts';

test('chats survive a restart, and the bot hears of an installation once it is up', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'counterpart-sandbox-'));
  const away = await startFakeBot();
  await away.close();
  const first = await startChatting({ dataDir, bot: away });
  const person = first.people[0]!;
  const { body } = await first.control('POST', '/chats/install', { personId: person });
  const path = `/v3/conversations/${body.conversationId}/activities`;
  await first.connector('POST', path, { type: 'message', text: 'Still here' });
  const written = await first.control('POST', '/chats/message', { personId: person, text: 'Are you there?' });
  expect(written.body.error).toMatch(/can’t be reached/);
  await first.close();

  const bot = await startFakeBot();
  const second = await startChatting({ dataDir, bot });
  const shown = await second.control('GET', `/chats?person=${person}`);
  expect(shown.body.messages).toMatchObject([
    { from: 'bot', text: 'Still here' },
    { from: 'person', text: 'Are you there?', error: written.body.error },
  ]);
  const { activity } = await bot.hears('installationUpdate');
  expect(activity['serviceUrl']).toBe(`${second.sandbox.address}/connector/`);
  expect(bot.heard.map(({ activity: { type } }) => type)).toEqual(['conversationUpdate', 'installationUpdate']);
  await second.close();
  await bot.close();
  await rm(dataDir, { recursive: true, force: true });
});
