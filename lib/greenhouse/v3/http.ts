import { type Authorization, HarvestHttp } from "@/lib/greenhouse/http";

// "Rate limits": a fixed window of 30 seconds. The limit is not published; the first response's headers tell it.
const ASSUMED_LIMIT = 50;
const WINDOW_SECONDS = 30;

export interface V3HttpOptions {
  baseUrl: string;
  authorization: Authorization;
  /** Attempts per request; fewer while a user waits. */
  attempts?: number;
  signal?: AbortSignal | undefined;
}

/** Returns what sends requests to Harvest v3, below its rate limit. */
export function v3Http({ baseUrl, authorization, attempts, signal }: V3HttpOptions): HarvestHttp {
  return new HarvestHttp({
    api: "v3",
    baseUrl,
    authorization,
    assumedLimit: ASSUMED_LIMIT,
    windowSeconds: WINDOW_SECONDS,
    signal,
    ...(attempts ? { attempts } : {}),
  });
}
