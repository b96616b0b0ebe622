const WINDOW_MS = 10 * 60_000;
const SLOW_SHARE = 0.1;
const DROP_SHARE = 0.15;

/**
 * How Graph thinks of an address: it waits ten seconds longer with what is for one where more than a tenth of the last
 * ten minutes' answers were slow, and throws away what is for one with more than 15 percent of them
 * (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#throttling).
 */
export type EndpointHealth = {
  answered(address: string, at: number, isSlow: boolean): void;
  state(address: string, now: number): 'well' | 'slow' | 'drop';
};

export function createEndpointHealth(): EndpointHealth {
  const answers = new Map<string, { at: number; isSlow: boolean }[]>();
  return {
    answered(address, at, isSlow) {
      const recent = (answers.get(address) ?? []).filter((one) => one.at > at - WINDOW_MS);
      answers.set(address, [...recent, { at, isSlow }]);
    },
    state(address, now) {
      const recent = (answers.get(address) ?? []).filter((one) => one.at > now - WINDOW_MS);
      const share = recent.filter((one) => one.isSlow).length / Math.max(1, recent.length);
      return share > DROP_SHARE ? 'drop' : share > SLOW_SHARE ? 'slow' : 'well';
    },
  };
}
