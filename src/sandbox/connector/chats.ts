import type { World } from '../world.ts';
import { installedActivities, uninstalledActivity } from './activities.ts';
import { createChatStore } from './chat-store.ts';
import type { Chat, ChatStore } from './chat-store.ts';
import { createOutbound } from './outbound.ts';
import type { Outbound } from './outbound.ts';

/** One tenant's chats with the bot: what is stored, and the way to the product. */
export type Chats = {
  store: ChatStore;
  outbound: Outbound;
  /** Installs the app for a person and tells the bot. Answers undefined when it was installed already. */
  install: (personId: string) => Chat | undefined;
  /** Removes the app from a person and tells the bot. Answers false when it wasn't installed. */
  uninstall: (personId: string) => boolean;
};

const FEATURED = 12;
const known = new WeakMap<World, Chats>();

/** The chats of this world; the connector, Graph and the host page's API all speak of the same ones. */
export function chatsOf(world: World): Chats {
  const chats = known.get(world) ?? createChats(world);
  known.set(world, chats);
  return chats;
}

function createChats(world: World): Chats {
  const store = createChatStore(world);
  const outbound = createOutbound(world);
  world.featured.push(() => store.peopleByLatestMessage(FEATURED));
  const eventId = (): string => `f:${world.clock.now().getTime()}`;
  return {
    store,
    outbound,
    install: (personId) =>
      inOneCommit(world, () => {
        if (store.byPerson(personId)?.installed) return undefined;
        const chat = store.install(personId);
        outbound.sendLater(installedActivities(world, chat, eventId()));
        return chat;
      }),
    uninstall: (personId) =>
      inOneCommit(world, () => {
        const chat = store.byPerson(personId);
        if (!chat?.installed) return false;
        store.setInstalled(personId, false);
        outbound.sendLater([uninstalledActivity(world, chat, eventId())]);
        return true;
      }),
  };
}

function inOneCommit<T>(world: World, work: () => T): T {
  world.db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    world.db.exec('COMMIT');
    return result;
  } catch (error) {
    world.db.exec('ROLLBACK');
    throw error;
  }
}
