import type { Express } from 'express';
import { sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { followClock, systemClock } from '../adapters/clock/follow-clock.ts';
import { createAppTokens, managedIdentityAssertion } from '../adapters/entra/app-token.ts';
import { createCalendar } from '../adapters/graph/calendar.ts';
import { createCalendarReader } from '../adapters/graph/calendar-delta.ts';
import { createGraphClient } from '../adapters/graph/client.ts';
import { createDirectory } from '../adapters/graph/directory.ts';
import { createInstaller } from '../adapters/graph/installer.ts';
import { createPost } from '../adapters/graph/post.ts';
import { createSubscriptions } from '../adapters/graph/subscriptions.ts';
import { createSigningKeys } from '../adapters/openid/signing-keys.ts';
import { createTransact } from '../adapters/postgres/transact.ts';
import { createBot } from '../adapters/teams/bot.ts';
import { createVerifyActivity } from '../adapters/teams/connector-token.ts';
import { createMessenger } from '../adapters/teams/messenger.ts';
import { createPace } from '../adapters/teams/pace.ts';
import { createMatcher } from '../adapters/threads/matcher.ts';
import { createPlacer } from '../adapters/threads/placer.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { systemScope } from '../domain/kernel/unit-of-work.ts';
import { createDoorkeeper } from './access.ts';
import { createTabTokenReader, tabTokenIssuer } from './auth.ts';
import { createBotHandlers } from './bot.ts';
import type { Config } from './config.ts';
import { addHealth } from './health.ts';
import { createWebApp, listen, type RunningServer } from './http.ts';
import { createJobHandlers } from './job-handlers.ts';
import { describeError, type Log } from './log.ts';
import { addBotRoute } from './routes/bot.ts';
import { addDirectoryRoutes } from './routes/directory.ts';
import { addEnrolmentRoutes } from './routes/enrolment.ts';
import { addMatchingRoutes } from './routes/matching.ts';
import { addOwnRoutes } from './routes/me.ts';
import { addMeetingRoutes } from './routes/meetings.ts';
import { addNewTimesRoutes } from './routes/new-times.ts';
import { addNotificationRoute, NOTIFICATION_PATH } from './routes/notifications.ts';
import { addPairListRoutes } from './routes/pair-lists.ts';
import { addProgrammeRoutes } from './routes/programmes.ts';
import { openStorage, type Storage } from './storage.ts';
import { addSupportRoutes } from './routes/support.ts';
import { addTabPages } from './tab-pages.ts';
import { createUseCases } from './use-cases.ts';

const BOT_ISSUER = 'https://api.botframework.com';
const BOT_SCOPE = 'https://api.botframework.com/.default';
/** Teams takes 50 of one bot in a tenant: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const MESSAGES_A_SECOND = 48;
/** Requests get this long to finish when the process is asked to stop; jobs have 20 seconds of their own. */
const DRAIN_MS = 15_000;

export type ProductClock = Clock & { close?(): void };
export type Product = {
  /** Null: this process does not play the web part. */
  web: (RunningServer & { app: Express }) | null;
  stop(): Promise<void>;
};

/** The clock of the house: real time, or a sandbox's. */
export const startClock = (config: Config): Promise<ProductClock> | ProductClock =>
  config.clockUrl === null ? systemClock : followClock(config.clockUrl);

/** Builds the product from its parts, by hand, and starts what this process plays. Nothing is left open when it throws. */
export async function startProduct(config: Config, clock: ProductClock, log: Log): Promise<Product> {
  const storage = await openStorage(config, clock, log);
  try {
    const product = assemble(config, clock, log, storage);
    const app = config.run.web ? await product.webApp() : null;
    const web = app && { app, ...(await listen(app, config.port, config.listenOn)) };
    if (config.run.worker) await storage.jobs.work(createJobHandlers(product.use, log));
    return {
      web,
      async stop() {
        const endRequests = async (): Promise<void> => {
          await web?.stop(DRAIN_MS);
          // A match under way is handed on, rather than waited for.
          await product.matcher.close();
          await product.placer.close();
        };
        // Side by side: one after the other they would take longer than whoever stops us waits before a kill.
        await Promise.all([endRequests(), storage.jobs.rest()]);
        await storage.close();
        clock.close?.();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function assemble(config: Config, clock: Clock, log: Log, { db, jobs }: Storage) {
  const transact = createTransact(db, clock, jobs);
  const appTokens = (clientId: string, secret: 'api' | 'bot') =>
    createAppTokens({
      authorityUrl: config.entraAuthorityUrl,
      tenantId: config.tenantId,
      clientId,
      clock,
      credential:
        config.credentials.kind === 'secrets'
          ? { secret: config.credentials[secret] }
          : { assertion: managedIdentityAssertion(config.credentials.managedIdentityClientId) },
    });
  const apiTokens = appTokens(config.apiAppId, 'api');
  const botTokens = appTokens(config.botAppId, 'bot');

  const graph = createGraphClient({ baseUrl: config.graphBaseUrl, tokens: apiTokens });
  const installer = createInstaller(graph, config.teamsAppId);
  const calendar = createCalendar(graph, {
    mailbox: config.organizerMailboxes[0] ?? '',
    pool: config.organizerMailboxes,
    clock,
  });
  const links = {
    home: tabLink(config, 'home'),
    privacy: tabLink(config, 'privacy'),
    programmes: tabLink(config, 'programmes'),
  };
  const connector = {
    botAppId: config.botAppId,
    serviceUrl: config.botServiceUrl,
    services: { hosts: config.botServiceHosts, allowHttp: !config.production },
    token: () => botTokens(BOT_SCOPE),
  };
  const messenger = createMessenger({
    ...connector,
    links,
    pace: createPace({ perSecond: MESSAGES_A_SECOND, clock, wait }),
    chats: {
      get: (personId) => transact(systemScope, ({ chats }) => chats.get(personId)),
      save: (chat) => transact(systemScope, ({ chats }) => chats.save(chat)),
    },
    install: (personId) => installer.openChat(personId),
  });
  const matcher = createMatcher({
    onCrash: (error) => log.error({ error: describeError(error) }, 'matching thread'),
  });
  const placer = createPlacer();
  const use = createUseCases({
    transact,
    clock,
    directory: createDirectory(graph, config),
    gradesAreRead: config.gradeAttribute !== null,
    calendar,
    calendarReader: createCalendarReader(graph, clock),
    workingHours: calendar,
    changeSubscriptions: createSubscriptions(graph),
    notificationAddress: config.notificationUrl === null ? null : config.notificationUrl + NOTIFICATION_PATH,
    messenger,
    post: createPost(graph),
    matcher,
    placer,
    organizerMailboxes: config.organizerMailboxes,
    limits: config.mailLimits,
    tabLink: links.home,
    homePage: `${config.baseUrl}/tab/home`,
  });

  const webApp = async () => {
    const tenant = `${config.entraAuthorityUrl}/${config.tenantId}/v2.0/.well-known/openid-configuration`;
    const readTabToken = createTabTokenReader({
      tenantId: config.tenantId,
      apiAppId: config.apiAppId,
      keys: createSigningKeys(tenant, tabTokenIssuer(config.tenantId)),
      clock,
    });
    const bot = await createBot({
      ...connector,
      tenantId: config.tenantId,
      verify: createVerifyActivity({
        ...connector,
        tenantId: config.tenantId,
        keys: createSigningKeys(config.botOpenIdUrl, BOT_ISSUER),
        clock,
      }),
      handlers: createBotHandlers({ use, transact, links, log }),
      log: { error: (error) => log.error({ error: describeError(error) }, 'bot') },
    });
    const { baseUrl, hostOrigin } = config;
    const entraOrigin = new URL(config.entraAuthorityUrl).origin;
    return createWebApp({ baseUrl, hostOrigin, entraOrigin, log }, (app) => {
      const web = { app, readTabToken, doorkeeper: createDoorkeeper(transact) };
      addHealth(app, healthOf({ db, jobs }, use), log);
      addBotRoute(app, bot);
      addNotificationRoute(app, { receive: use.receiveNotifications, log });
      addOwnRoutes(web, use);
      addDirectoryRoutes(web, use);
      addProgrammeRoutes(web, use);
      addEnrolmentRoutes(web, use, clock);
      addPairListRoutes(web, use);
      addMatchingRoutes(web, use);
      addMeetingRoutes(web, use);
      addNewTimesRoutes(web, use);
      addSupportRoutes(web, use);
      addTabPages(app, { ...config, folder: tabFolder(config) });
    });
  };
  return { use, matcher, placer, webApp };
}

const healthOf = ({ db }: Pick<Storage, 'db' | 'jobs'>, use: ReturnType<typeof createUseCases>) => ({
  database: () => sql`select 1`.execute(db),
  jobs: () => sql`select 1 from pgboss.version`.execute(db),
  async directory() {
    const shown = await use.showDirectory({});
    if (!shown.ok) throw new Error(shown.fault.code);
    const { phase, people, pages } = shown.value;
    return { phase, people, pages };
  },
});

/** Opens a tab of the app wherever the reader is: Teams, Outlook or a browser. */
function tabLink(config: Config, tab: 'home' | 'privacy' | 'programmes'): string {
  const query = new URLSearchParams({ webUrl: `${config.baseUrl}/tab/${tab}`, label: 'Counterpart' });
  return `https://teams.microsoft.com/l/entity/${config.teamsAppId}/${tab}?${query.toString()}`;
}

/** A sandbox's page is a host of its own, which only a tab that was built for it will talk to. */
const tabFolder = (config: Config): string =>
  fileURLToPath(new URL(config.hostOrigin === null ? '../../dist/tab' : '../../dist/tab-sandbox', import.meta.url));
