/** One that waits for its batch. */
type Waiting<Item> = { items: Item[]; done: () => void; failed: (error: unknown) => void };

/**
 * Makes one call of many that come at about the same time: while one is under way, what comes is gathered for the next,
 * up to `most` items in each. Every caller waits for the end of the call that its own items are in, or gets its error.
 */
export function gathered<Item>(work: (items: Item[]) => Promise<void>, most: number): (items: Item[]) => Promise<void> {
  const waiting: Waiting<Item>[] = [];
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = take();
      await work(batch.flatMap(({ items }) => items)).then(
        () => batch.forEach(({ done }) => done()),
        (error: unknown) => batch.forEach(({ failed }) => failed(error)),
      );
    }
    isRunning = false;
  };
  /** At least one, however large it is. */
  const take = (): Waiting<Item>[] => {
    let [count, size] = [0, 0];
    for (const { items } of waiting) {
      if (count > 0 && size + items.length > most) break;
      count += 1;
      size += items.length;
    }
    return waiting.splice(0, count);
  };

  return (items) =>
    new Promise((done, failed) => {
      waiting.push({ items, done, failed });
      if (!isRunning) void run();
    });
}
