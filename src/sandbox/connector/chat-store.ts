import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { World } from '../world.ts';
import { cardOf, willingActionOf } from './card.ts';

/** A person's one-to-one chat with the bot; it outlives an uninstallation. */
export type Chat = {
  /** Conversation id, the same in Graph and in the Bot Connector. */
  id: string;
  personId: string;
  /** The person as bots know them, `29:…`. */
  accountId: string;
  installed: boolean;
  blocked: boolean;
};

export type StoredMessage = {
  id: string;
  from: 'bot' | 'person';
  /** ISO instant by the sandbox's clock. */
  at: string;
  activity: Record<string, unknown>;
  deleted: boolean;
  /** Why the bot never got it; null when it did. */
  error: string | null;
  /** It carries a card that nobody has answered. */
  waiting: boolean;
};

export type ChatStore = ReturnType<typeof createChatStore>;

/** Chats, installations and messages, kept in the sandbox's state. Every change is on disk when its call returns. */
export function createChatStore(world: World) {
  const { db, config, clock } = world;
  createTables(db);
  const chatBy = (column: 'id' | 'person_id' | 'account_id', value: string): Chat | undefined => {
    const row = db.prepare(`SELECT * FROM chat WHERE ${column} = ?`).get(value);
    return row && toChat(row);
  };
  return {
    byId: (id: string) => chatBy('id', id),
    byPerson: (personId: string) => chatBy('person_id', personId),
    byAccount: (accountId: string) => chatBy('account_id', accountId),

    /** Installs the app for a person, making the chat at the first time. */
    install(personId: string): Chat {
      const account = `29:1${createHash('sha256').update(`${config.botAppId} ${personId}`).digest('base64url')}`;
      db.prepare(
        `INSERT INTO chat (id, person_id, account_id, installed, blocked) VALUES (?, ?, ?, 1, 0)
         ON CONFLICT (id) DO UPDATE SET installed = 1`,
      ).run(`19:${personId}_${config.botAppId}@unq.gbl.spaces`, personId, account);
      return chatBy('person_id', personId)!;
    },
    setInstalled(personId: string, installed: boolean): void {
      db.prepare('UPDATE chat SET installed = ? WHERE person_id = ?').run(Number(installed), personId);
    },
    setBlocked(personId: string, blocked: boolean): void {
      db.prepare('UPDATE chat SET blocked = ? WHERE person_id = ?').run(Number(blocked), personId);
    },

    /** Stores a message and returns its id: milliseconds of the sandbox's clock, unique and rising, as Teams has it. */
    add(chat: Chat, from: 'bot' | 'person', activity: Record<string, unknown>): string {
      const now = clock.now();
      const newest = Number(db.prepare('SELECT max(id) AS id FROM message').get()!['id'] ?? 0);
      const id = Math.max(now.getTime(), newest + 1);
      const waiting = from === 'bot' && asksSomething(activity);
      db.prepare('INSERT INTO message (id, chat_id, sender, at, activity, waiting) VALUES (?, ?, ?, ?, ?, ?)').run(
        id,
        chat.id,
        from,
        now.toISOString(),
        JSON.stringify(activity),
        Number(waiting),
      );
      return String(id);
    },
    message(chat: Chat, id: string): StoredMessage | undefined {
      const row = db.prepare('SELECT * FROM message WHERE chat_id = ? AND id = ?').get(chat.id, Number(id));
      return row && toMessage(row);
    },
    /** Oldest first. */
    messages(chat: Chat): StoredMessage[] {
      return db.prepare('SELECT * FROM message WHERE chat_id = ? ORDER BY id').all(chat.id).map(toMessage);
    },
    /** Replaces what the message shows. A card that was answered stays answered; a new question is a new message. */
    update(chat: Chat, id: string, activity: Record<string, unknown>): void {
      db.prepare('UPDATE message SET activity = ?, waiting = waiting AND ? WHERE chat_id = ? AND id = ?').run(
        JSON.stringify(activity),
        Number(asksSomething(activity)),
        chat.id,
        Number(id),
      );
    },
    markAnswered(chat: Chat, id: string): void {
      db.prepare('UPDATE message SET waiting = 0 WHERE chat_id = ? AND id = ?').run(chat.id, Number(id));
    },
    markDeleted(chat: Chat, id: string): void {
      db.prepare('UPDATE message SET deleted = 1, waiting = 0 WHERE chat_id = ? AND id = ?').run(chat.id, Number(id));
    },
    markUndelivered(chat: Chat, id: string, error: string): void {
      db.prepare('UPDATE message SET error = ? WHERE chat_id = ? AND id = ?').run(error, chat.id, Number(id));
    },

    /** The newest unanswered card of each chat, oldest first. */
    waitingCards(): { chat: Chat; messageId: string }[] {
      const rows = db
        .prepare(
          `SELECT chat.*, newest.id AS message_id
           FROM (SELECT chat_id, max(id) AS id FROM message WHERE waiting = 1 GROUP BY chat_id) AS newest
           JOIN chat ON chat.id = newest.chat_id WHERE installed = 1 AND blocked = 0 ORDER BY newest.id`,
        )
        .all();
      return rows.map((row) => ({ chat: toChat(row), messageId: String(row['message_id']) }));
    },
    /** People with a chat, the most recently written first. */
    peopleByLatestMessage(limit: number): string[] {
      const rows = db
        .prepare(
          `SELECT person_id FROM chat LEFT JOIN message ON message.chat_id = chat.id
           GROUP BY chat.id ORDER BY max(message.id) DESC LIMIT ?`,
        )
        .all(limit);
      return rows.map((row) => row['person_id'] as string);
    },
  };
}

function asksSomething(activity: Record<string, unknown>): boolean {
  const card = cardOf(activity);
  return card !== undefined && willingActionOf(card) !== undefined;
}

function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS chat (
      id TEXT PRIMARY KEY,
      person_id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL UNIQUE,
      installed INTEGER NOT NULL,
      blocked INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS message (
      id INTEGER PRIMARY KEY,
      chat_id TEXT NOT NULL REFERENCES chat (id),
      sender TEXT NOT NULL,
      at TEXT NOT NULL,
      activity TEXT NOT NULL,
      waiting INTEGER NOT NULL,
      deleted INTEGER NOT NULL DEFAULT 0,
      error TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS message_of_chat ON message (chat_id, id);
    CREATE INDEX IF NOT EXISTS message_waiting ON message (chat_id) WHERE waiting = 1`);
}

type Row = Record<string, unknown>;

function toChat(row: Row): Chat {
  return {
    id: row['id'] as string,
    personId: row['person_id'] as string,
    accountId: row['account_id'] as string,
    installed: row['installed'] === 1,
    blocked: row['blocked'] === 1,
  };
}

function toMessage(row: Row): StoredMessage {
  return {
    id: String(row['id']),
    from: row['sender'] as 'bot' | 'person',
    at: row['at'] as string,
    activity: JSON.parse(row['activity'] as string) as Record<string, unknown>,
    deleted: row['deleted'] === 1,
    error: row['error'] as string | null,
    waiting: row['waiting'] === 1,
  };
}
