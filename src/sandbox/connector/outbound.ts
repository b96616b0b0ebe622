import type { World } from '../world.ts';
import { serviceUrl } from './activities.ts';
import type { Activity } from './activities.ts';

/** Teams gives a bot this long to answer an activity. */
const ANSWER_WITHIN_MS = 15_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;
const GIVE_UP_AFTER_MS = 10 * 60_000;

export type Answer =
  | { delivered: true; body: unknown }
  /** `later`: the product is away or asks for patience; a second try may succeed. */
  | { delivered: false; reason: string; later: boolean };

export type Outbound = {
  /** Sends one signed activity to the product and waits for its answer. */
  send(activity: Activity): Promise<Answer>;
  /** Sends activities in this order, each until the product takes it (10 minutes at most), also after a restart. */
  sendLater(activities: Activity[]): void;
};

/** The way from the Bot Connector to the product's `/api/messages`. What waits to be sent is on disk. */
export function createOutbound(world: World): Outbound {
  const { db, clock } = world;
  db.exec(`CREATE TABLE IF NOT EXISTS undelivered_activity (
    number INTEGER PRIMARY KEY AUTOINCREMENT, activity TEXT NOT NULL, since INTEGER NOT NULL) STRICT`);
  const stop = new AbortController();
  let running: Promise<void> | undefined;

  const send = async (activity: Activity): Promise<Answer> => {
    const seconds = Math.floor(clock.now().getTime() / 1000);
    const token = await world.keys.connector.sign({
      iss: 'https://api.botframework.com',
      aud: world.config.botAppId,
      serviceurl: activity.serviceUrl,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
    });
    try {
      const response = await fetch(`${world.config.productUrl}/api/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(activity),
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), stop.signal]),
      });
      const text = await response.text();
      if (!response.ok) {
        const later = [429, 502, 503, 504].includes(response.status);
        return { delivered: false, reason: `Counterpart answered ${response.status}`, later };
      }
      return { delivered: true, body: parsed(text) };
    } catch (error) {
      if ((error as Error).name === 'TimeoutError')
        return { delivered: false, reason: 'Counterpart took too long', later: true };
      return { delivered: false, reason: 'Counterpart can’t be reached', later: true };
    }
  };

  const sendWaiting = async (): Promise<void> => {
    let pause = FIRST_RETRY_MS;
    while (!stop.signal.aborted) {
      const row = db.prepare('SELECT * FROM undelivered_activity ORDER BY number LIMIT 1').get();
      if (row === undefined) return;
      // This sandbox may run on another port than the one that stored the activity.
      const activity = { ...(JSON.parse(row['activity'] as string) as Activity), serviceUrl: serviceUrl(world) };
      const answer = await send(activity);
      if (stop.signal.aborted) return;
      const over = answer.delivered || !answer.later || Date.now() - Number(row['since']) > GIVE_UP_AFTER_MS;
      if (!answer.delivered && over) console.error(`The bot never heard of ${activity.type}: ${answer.reason}`);
      if (over) {
        db.prepare('DELETE FROM undelivered_activity WHERE number = ?').run(row['number'] as number);
        pause = FIRST_RETRY_MS;
      } else {
        await pauseFor(pause, stop.signal);
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
      }
    }
  };
  const wake = (): void => {
    running ??= sendWaiting().finally(() => (running = undefined));
  };

  world.closing.push(async () => {
    stop.abort();
    await running;
  });
  setImmediate(wake);
  return {
    send,
    sendLater(activities) {
      const insert = db.prepare('INSERT INTO undelivered_activity (activity, since) VALUES (?, ?)');
      for (const activity of activities) insert.run(JSON.stringify(activity), Date.now());
      setImmediate(wake);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // a bot may answer in plain text; only JSON means something to Teams
  }
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
