import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** What a sync asked of Greenhouse. */
export interface RecordedRequests {
  /** Paths with their queries. Those of one wave wait for no response of each other. */
  waves: string[][];
  /** The most that were under way at the same time. */
  atOnce: number;
}

interface Message {
  request: { path: string };
}

/**
 * Returns what a piece of work returned, and the requests below a path that this process sent during it. A page of a list is a wave of its
 * own, because the next page's address is in its response. Between two pages, the requests for people and for jobs are one wave. Departments,
 * offices and managers really wait for their jobs, so repeating the waves is a few milliseconds faster than the original could be.
 */
export async function recordRequests<Result>(
  below: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; recorded: RecordedRequests }> {
  const recorded: RecordedRequests = { waves: [], atOnce: 0 };
  const underWay = new Set<object>();
  let wave: string[] | null = null;
  const created = (message: unknown) => {
    const { request } = message as Message;
    if (!request.path.startsWith(below)) return;
    underWay.add(request);
    recorded.atOnce = Math.max(recorded.atOnce, underWay.size);
    const isPage = !isForPeople(request.path) && !/[?&](job_)?ids=/.test(request.path);
    if (wave === null || isPage) {
      wave = [];
      recorded.waves.push(wave);
    }
    wave.push(request.path);
    if (isPage) wave = null;
  };
  const ended = (message: unknown) => underWay.delete((message as Message).request);
  const listeners = { "undici:request:create": created, "undici:request:trailers": ended, "undici:request:error": ended };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);
  try {
    return { result: await work(), recorded };
  } finally {
    for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
  }
}

/** Returns whether a request's response is one or more candidates. */
export function isForPeople(path: string): boolean {
  return /^\/v\d\/candidates\b/.test(path);
}
