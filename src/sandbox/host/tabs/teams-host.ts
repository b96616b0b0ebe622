/** What a tab may ask of its host, beyond what is answered from fixed values. */
export type HostAnswers = {
  /** The flat form of the teams-js context. */
  context(): Record<string, unknown>;
  getAuthToken(): Promise<string>;
  /** Follows a Teams link. */
  openLink(url: string): void;
  /** Goes to another tab of the app. Answers false when there is no such page. */
  navigateTo(pageId: string | undefined, subPage: string | null): boolean;
  /** The tab speaks teams-js: it is there. */
  onGreeted(): void;
  /** The tab has something to show, its own skeletons included. */
  onReady(): void;
  onFailed(reason: string): void;
};

export type TeamsHost = { setTheme(theme: string): void; close(): void };

type Request = { id?: number; uuidAsString?: string; func: string; args?: unknown[] };

const RUNTIME = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: { app: { notifySuccessResponse: {} }, pages: { currentApp: {} } },
});

/**
 * Plays Teams to the tab in `frame` over the teams-js 2.58 protocol. Hears only messages that come from that very frame
 * and from `origin`, and answers to `origin` only, so that no other page ever sees a token.
 */
export function hostTab(frame: HTMLIFrameElement, origin: string, answers: HostAnswers): TeamsHost {
  const handlers = new Set<string>();
  const post = (message: object): void => frame.contentWindow?.postMessage(message, origin);

  const onMessage = (event: MessageEvent): void => {
    const request = event.data as Request | null;
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (request === null || typeof request !== 'object' || typeof request.func !== 'string') return;
    const { id, uuidAsString } = request;
    const reply = (...args: unknown[]): void => post({ id, uuidAsString, args, monotonicTimestamp: performance.now() });
    answer(request, reply);
  };

  const answer = ({ func, args = [] }: Request, reply: (...args: unknown[]) => void): void => {
    switch (func) {
      case 'initialize':
        answers.onGreeted();
        return reply('content', 'web', '2.58.0', RUNTIME);
      case 'getContext':
        return reply(answers.context());
      case 'authentication.getAuthToken':
        answers.getAuthToken().then(
          (token) => reply(true, token),
          (error: Error) => reply(false, error.message),
        );
        return;
      case 'registerHandler':
        handlers.add(String(args[0]));
        return;
      case 'appInitialization.appLoaded':
        return answers.onReady(); // Teams takes its loading picture away at this call
      case 'appInitialization.success':
        answers.onReady();
        return reply();
      case 'appInitialization.failure':
      case 'appInitialization.expectedFailure':
        return answers.onFailed(String((args[0] as { message?: unknown } | undefined)?.message ?? args[0]));
      case 'executeDeepLink':
        answers.openLink(String(args[0]));
        return reply(true);
      case 'pages.currentApp.navigateTo': {
        const { pageId, subPageId } = (args[0] ?? {}) as { pageId?: string; subPageId?: string };
        const known = answers.navigateTo(pageId, subPageId || null);
        return known ? reply() : reply({ errorCode: 404, message: 'No such page' });
      }
      case 'pages.currentApp.navigateToDefaultPage':
        answers.navigateTo('home', null);
        return reply();
    }
  };

  addEventListener('message', onMessage);
  return {
    setTheme(theme) {
      if (handlers.has('themeChange')) post({ func: 'themeChange', args: [theme] });
    },
    close: () => removeEventListener('message', onMessage),
  };
}
