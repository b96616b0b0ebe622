import type { PersonId } from '../../domain/kernel/ids.ts';
import type { Graph } from './client.ts';
import { GraphFault } from './graph-fault.ts';
import { path, quoted } from './path.ts';

export type Installer = {
  /**
   * Installs the app for a person unless it is there, and answers the bot's chat with them. `refused`: they can't have
   * one (`gone`, `not-allowed`, `no-chat`). Safe to repeat. Throws a `GraphFault` when Graph could not be asked.
   */
  openChat(personId: PersonId): Promise<{ conversationId: string } | { refused: string }>;
};

const lane = 'teams';

/** Installs the app for people. `teamsAppId` is the id in the app's manifest. */
export function createInstaller(graph: Graph, teamsAppId: string): Installer {
  let catalogId: Promise<string> | undefined;

  const lookUpCatalog = async (): Promise<string> => {
    const { value } = await graph.send<{ value: { id: string }[] }>({
      operation: 'find the app in the catalogue',
      lane,
      path: path`/appCatalogs/teamsApps?$filter=${`externalId eq ${quoted(teamsAppId)}`}&$select=${'id,externalId'}`,
    });
    if (!value[0]) throw new GraphFault('find the app in the catalogue', 404, 'app-not-in-catalogue');
    return value[0].id;
  };
  /** Asked once; a failure is not kept. */
  const catalog = (): Promise<string> =>
    (catalogId ??= lookUpCatalog().catch((error: unknown) => {
      catalogId = undefined;
      throw error;
    }));

  const install = async (personId: PersonId, appId: string): Promise<void> => {
    const app = path`https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${appId}`;
    await graph
      .send({
        operation: 'install the app',
        lane,
        path: path`/users/${personId}/teamwork/installedApps`,
        // A second time answers 409.
        repeatable: true,
        body: { 'teamsApp@odata.bind': app },
      })
      .catch((error: unknown) => {
        if (!(error instanceof GraphFault && error.status === 409)) throw error;
      });
  };

  const chatOf = async (personId: PersonId): Promise<string | undefined> => {
    const filter = `teamsApp/externalId eq ${quoted(teamsAppId)}`;
    const { value } = await graph.send<{ value: { id: string }[] }>({
      operation: 'find the installed app',
      lane,
      path: path`/users/${personId}/teamwork/installedApps?$expand=${'teamsApp'}&$filter=${filter}`,
    });
    if (!value[0]) return undefined;
    const chat = await graph.send<{ id?: string }>({
      operation: 'find the chat',
      lane,
      path: path`/users/${personId}/teamwork/installedApps/${value[0].id}/chat`,
    });
    return chat.id;
  };

  return {
    async openChat(personId) {
      // Outside the try: a missing app is our trouble, not this person's.
      const appId = await catalog();
      try {
        await install(personId, appId);
        const conversationId = await chatOf(personId);
        return conversationId === undefined ? { refused: 'no-chat' } : { conversationId };
      } catch (error) {
        if (error instanceof GraphFault && error.status === 404) return { refused: 'gone' };
        if (error instanceof GraphFault && error.status === 403) return { refused: 'not-allowed' };
        throw error;
      }
    },
  };
}
