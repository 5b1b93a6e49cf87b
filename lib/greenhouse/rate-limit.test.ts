import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RateHeaders, RateLimiter } from "@/lib/greenhouse/rate-limit";

const WINDOW = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function limiterOf(assumed: number): RateLimiter {
  return new RateLimiter(assumed, WINDOW, { now: () => Date.now() });
}

function headers(limit: number | null, remaining: number | null, resetMs: number | null = null): RateHeaders {
  return { limit, remaining, resetMs };
}

/** Sends a first request, so that the real limit is known. */
async function firstResponse(limiter: RateLimiter, real: number | null = null, remaining: number | null = null): Promise<void> {
  await limiter.acquire();
  limiter.release(headers(real, remaining));
}

/** Returns how many of `wanted` requests have started; those stay in flight. */
async function startedNow(limiter: RateLimiter, wanted: number): Promise<() => number> {
  let started = 0;
  for (let at = 0; at < wanted; at++) {
    void limiter.acquire().then(() => {
      started++;
    });
  }
  await vi.advanceTimersByTimeAsync(0);
  return () => started;
}

/** Runs a client at full speed, with connections of varying delay, against a Greenhouse that counts its requests. */
async function fullSpeed({
  real,
  assumed,
  connections,
  requests,
}: {
  real: number;
  assumed: number;
  connections: number;
  requests: number;
}) {
  const limiter = limiterOf(assumed);
  const received: number[] = [];
  const startedAt = Date.now();
  let left = requests;
  let seed = 7;
  const delay = (most: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return (Math.floor(seed / 65536) % most) + 1;
  };
  const sleep = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
  const connection = async () => {
    while (left > 0) {
      left--;
      await limiter.acquire();
      await sleep(delay(300));
      received.push(Date.now());
      const remaining = Math.max(0, real - received.filter((moment) => moment > Date.now() - WINDOW).length);
      await sleep(delay(600));
      limiter.release(headers(real, remaining));
    }
  };
  let done = false;
  const all = Promise.all(Array.from({ length: connections }, connection)).then(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(50);
  await all;
  received.sort((a, b) => a - b);
  // The fullest window, wherever it begins.
  const fullest = Math.max(...received.map((begin) => received.filter((moment) => moment >= begin && moment < begin + WINDOW).length));
  return { fullest, seconds: (Date.now() - startedAt) / 1000, received: received.length };
}

describe("at full speed", () => {
  it.each([
    { real: 50, assumed: 50, connections: 16, requests: 300 },
    { real: 50, assumed: 50, connections: 80, requests: 300 },
    { real: 10, assumed: 50, connections: 16, requests: 60 },
    { real: 5, assumed: 50, connections: 1, requests: 20 },
  ])("no window of Greenhouse's holds more than the limit: %o", async (given) => {
    const { fullest, received } = await fullSpeed(given);
    expect(received).toBe(given.requests);
    expect(fullest).toBeLessThanOrEqual(given.real);
  });

  it("little of the limit is left unused", async () => {
    const { seconds } = await fullSpeed({ real: 50, assumed: 50, connections: 16, requests: 300 });
    // 300 requests are six windows; the first begins immediately.
    expect(seconds).toBeLessThan(65);
  });
});

describe("before the real limit is known", () => {
  it("one request runs at a time", async () => {
    const limiter = limiterOf(50);
    const started = await startedNow(limiter, 5);
    expect(started()).toBe(1);
    limiter.release(headers(50, 49));
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toBe(5);
  });

  it("a lower limit than the assumed one is kept from the first response on", async () => {
    const limiter = limiterOf(50);
    await firstResponse(limiter, 3, 2);
    expect((await startedNow(limiter, 10))()).toBe(2);
  });

  it("the assumed limit holds where the response has no headers", async () => {
    const limiter = limiterOf(4);
    await firstResponse(limiter);
    expect((await startedNow(limiter, 10))()).toBe(3);
  });
});

describe("a request", () => {
  it("counts until one window after its response, not after its start", async () => {
    const limiter = limiterOf(1);
    await limiter.acquire();
    await vi.advanceTimersByTimeAsync(4_000);
    limiter.release(headers(1, 0));
    const started = await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(WINDOW - 1);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(1);
  });
});

describe("other users of the same key", () => {
  it("are noticed in what remains, and their requests count for a window", async () => {
    const limiter = limiterOf(10);
    // One of ours and six of theirs.
    await firstResponse(limiter, 10, 3);
    const started = await startedNow(limiter, 10);
    expect(started()).toBe(3);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(started()).toBe(10);
  });

  it("are noticed also when earlier requests of ours have just stopped counting", async () => {
    const limiter = limiterOf(10);
    await firstResponse(limiter, 10, 9);
    await startedNow(limiter, 7);
    for (let at = 0; at < 7; at++) limiter.release(headers(10, 2));
    await vi.advanceTimersByTimeAsync(WINDOW - 100);
    await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(200);
    // Our eight stopped counting; one of ours and seven of theirs are in Greenhouse's window.
    limiter.release(headers(10, 2));
    expect((await startedNow(limiter, 10))()).toBe(2);
  });

  it("never lead to a wait beyond a window, whatever the header says", async () => {
    const limiter = limiterOf(10);
    await firstResponse(limiter, 10, 0);
    const started = await startedNow(limiter, 10);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(started()).toBe(10);
  });

  it("are not imagined where more remains than we counted", async () => {
    const limiter = limiterOf(10);
    await firstResponse(limiter, 10, 10);
    expect((await startedNow(limiter, 20))()).toBe(9);
  });
});

describe("the end of Greenhouse's window", () => {
  it("is when its requests stop counting, if a response says it", async () => {
    const limiter = limiterOf(2);
    for (const remaining of [1, 0]) {
      await limiter.acquire();
      limiter.release(headers(2, remaining, 4_000));
    }
    const started = await startedNow(limiter, 2);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(2);
  });

  it("is never later than one whole window, whatever a response says", async () => {
    const limiter = limiterOf(1);
    await limiter.acquire();
    limiter.release(headers(1, 0, 10 * WINDOW));
    const started = await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(started()).toBe(1);
  });
});

describe("a pause", () => {
  it("delays every request until it is over", async () => {
    const limiter = limiterOf(10);
    await firstResponse(limiter, 10, 9);
    limiter.pause(3_000);
    const started = await startedNow(limiter, 4);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(4);
  });

  it("is not shortened by a shorter one", async () => {
    const limiter = limiterOf(10);
    await firstResponse(limiter, 10, 9);
    limiter.pause(3_000);
    limiter.pause(10);
    const started = await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(started()).toBe(0);
  });
});

describe("a run that is stopped", () => {
  it("stops waiting", async () => {
    const limiter = limiterOf(1);
    await firstResponse(limiter, 1, 0);
    const stop = new AbortController();
    const outcome = limiter.acquire(stop.signal).then(
      () => "started",
      () => "stopped",
    );
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(await Promise.race([outcome, Promise.resolve("still waiting")])).toBe("stopped");
  });

  it("leaves its turn to the others", async () => {
    const limiter = limiterOf(1);
    await firstResponse(limiter, 1, 0);
    const stopped = limiter.acquire(AbortSignal.abort()).catch(() => "stopped");
    const started = await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(await stopped).toBe("stopped");
    expect(started()).toBe(1);
  });
});

it("a request whose turn comes between two looks at the clock starts", async () => {
  for (let earlier = 0; earlier < 20; earlier++) {
    let looks = 0;
    const limiter = new RateLimiter(1, 10, { now: () => Date.now() + looks++ * 0.1 });
    await firstResponse(limiter, 1);
    await vi.advanceTimersByTimeAsync(9);
    looks += earlier;
    const started = await startedNow(limiter, 1);
    await vi.advanceTimersByTimeAsync(20);
    expect(started()).toBe(1);
  }
});

it("no more requests than told are under way, whatever the limit allows", async () => {
  const limiter = new RateLimiter(50, WINDOW, { atOnce: 3, now: () => Date.now() });
  await firstResponse(limiter, 50);
  const started = await startedNow(limiter, 5);
  expect(started()).toBe(3);
  limiter.release(headers(50, null));
  await vi.advanceTimersByTimeAsync(0);
  expect(started()).toBe(4);
});
