import type { AppOptions, IPlugin } from '@microsoft/teams.apps';

/** Where an unexpected error inside the SDK is told. */
export type SdkLog = { error(error: unknown): void };
type Logger = NonNullable<AppOptions<IPlugin>['logger']>;

/** The SDK logs whole activities, with names and texts: only its errors pass, as errors, never its words. */
export function createSdkLog(log: SdkLog): Logger {
  const ignore = (): void => undefined;
  const error = (...message: unknown[]): void => {
    log.error(message.find((one) => one instanceof Error) ?? new Error('the Teams SDK reported an error'));
  };
  const logger: Logger = {
    error,
    warn: ignore,
    info: ignore,
    debug: ignore,
    trace: ignore,
    log: (level, ...message: unknown[]) => (level === 'error' ? error(...message) : undefined),
    child: () => logger,
  };
  return logger;
}
