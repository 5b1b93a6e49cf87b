/**
 * Returns a function whose calls are worked on together: `work` gets the items of all calls since it last began, and returns what becomes of
 * each, in their order. It begins immediately, unless it began less than `apartMs` ago.
 */
export function joined<Item, Result>(
  apartMs: number,
  work: (items: readonly Item[]) => readonly Promise<Result>[],
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; resolve: (result: Promise<Result>) => void }[] = [];
  let begunAt = Number.NEGATIVE_INFINITY;
  const begin = () => {
    const calls = waiting;
    waiting = [];
    begunAt = performance.now();
    for (const [at, result] of work(calls.map(({ item }) => item)).entries()) calls[at]?.resolve(result);
  };
  return (item) =>
    new Promise((resolve) => {
      waiting.push({ item, resolve });
      if (waiting.length > 1) return;
      const waitMs = begunAt + apartMs - performance.now();
      // Calls of the same moment are worked on together, too.
      if (waitMs > 0) setTimeout(begin, waitMs);
      else setImmediate(begin);
    });
}
