/**
 * Outlook serves four requests of an app at once for each mailbox and refuses the fifth (Microsoft Graph service
 * limits). A lane queues the calls to one mailbox or service, and holds all of them back while one was told to wait.
 */
export type Lane = {
  /** Runs `work` when there is room and the lane is not held. Rejects with a hold's refusal. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Nothing starts before `until` is over. With a `refusal`, whoever comes meanwhile is turned away with it. */
  hold(until: Promise<void>, refusal?: Error): void;
};

/** A lane for `places` calls at once; after a hold each call first awaits `spread`, so that they do not all start at once. */
export function createLane(places: number, spread: () => Promise<void>): Lane {
  let running = 0;
  let held: { until: Promise<unknown>; refusal: Error | undefined } | undefined;
  const queue: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (running < places) running += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  const passHold = async (): Promise<void> => {
    while (held) {
      if (held.refusal) throw held.refusal;
      await held.until;
      await spread();
    }
  };

  return {
    async run(work) {
      await enter();
      try {
        await passHold();
        return await work();
      } finally {
        leave();
      }
    },
    hold(until, refusal) {
      const hold = { until: Promise.all([held?.until, until]), refusal: refusal ?? held?.refusal };
      held = hold;
      void hold.until.then(() => {
        if (held === hold) held = undefined;
      });
    },
  };
}
