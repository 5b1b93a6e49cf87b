import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RateHeaders, RateLimit } from "@/lib/greenhouse/rate-limit";

const WINDOW = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function limitOf(assumed: number): RateLimit {
  return new RateLimit(assumed, WINDOW, () => Date.now());
}

function headers(limit: number | null, remaining: number | null, resetMs: number | null = null): RateHeaders {
  return { limit, remaining, resetMs };
}

/** Takes a place and answers at once, so that the real limit is known. */
async function firstAnswer(limit: RateLimit, real: number | null = null, remaining: number | null = null): Promise<void> {
  await limit.take();
  limit.answered(headers(real, remaining));
}

/** How many of `wanted` requests get a place now; those that do stay unanswered. */
async function placesNow(limit: RateLimit, wanted: number): Promise<() => number> {
  let taken = 0;
  for (let at = 0; at < wanted; at++) {
    void limit.take().then(() => {
      taken++;
    });
  }
  await vi.advanceTimersByTimeAsync(0);
  return () => taken;
}

/** A Greenhouse that counts the requests it received, and a client at full speed with connections of varying delay. */
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
  const limit = limitOf(assumed);
  const received: number[] = [];
  const started = Date.now();
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
      await limit.take();
      await sleep(delay(300));
      received.push(Date.now());
      const remaining = Math.max(0, real - received.filter((moment) => moment > Date.now() - WINDOW).length);
      await sleep(delay(600));
      limit.answered(headers(real, remaining));
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
  return { fullest, seconds: (Date.now() - started) / 1000, received: received.length };
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

  it("little of the allowance is left unused", async () => {
    const { seconds } = await fullSpeed({ real: 50, assumed: 50, connections: 16, requests: 300 });
    // 300 requests are six windows; the first begins at once.
    expect(seconds).toBeLessThan(65);
  });
});

describe("before the real limit is known", () => {
  it("one request goes at a time", async () => {
    const limit = limitOf(50);
    const taken = await placesNow(limit, 5);
    expect(taken()).toBe(1);
    limit.answered(headers(50, 49));
    await vi.advanceTimersByTimeAsync(0);
    expect(taken()).toBe(5);
  });

  it("a lower limit than the assumed one is kept from the first answer on", async () => {
    const limit = limitOf(50);
    await firstAnswer(limit, 3, 2);
    expect((await placesNow(limit, 10))()).toBe(2);
  });

  it("the assumed limit holds where the answer says nothing", async () => {
    const limit = limitOf(4);
    await firstAnswer(limit);
    expect((await placesNow(limit, 10))()).toBe(3);
  });
});

describe("a place", () => {
  it("comes back one window after the answer, not after the sending", async () => {
    const limit = limitOf(1);
    await limit.take();
    await vi.advanceTimersByTimeAsync(4_000);
    limit.answered(headers(1, 0));
    const taken = await placesNow(limit, 1);
    await vi.advanceTimersByTimeAsync(WINDOW - 1);
    expect(taken()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(taken()).toBe(1);
  });
});

describe("other users of the same key", () => {
  it("are seen in what remains, and their requests are held back for a window", async () => {
    const limit = limitOf(10);
    // One of ours and six of theirs.
    await firstAnswer(limit, 10, 3);
    const taken = await placesNow(limit, 10);
    expect(taken()).toBe(3);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(taken()).toBe(10);
  });

  it("are seen also at the moment when earlier requests of ours have just ended", async () => {
    const limit = limitOf(10);
    await firstAnswer(limit, 10, 9);
    await placesNow(limit, 7);
    for (let at = 0; at < 7; at++) limit.answered(headers(10, 2));
    await vi.advanceTimersByTimeAsync(WINDOW - 100);
    await placesNow(limit, 1);
    await vi.advanceTimersByTimeAsync(200);
    // Our eight have ended; one of ours and seven of theirs are in Greenhouse's window.
    limit.answered(headers(10, 2));
    expect((await placesNow(limit, 10))()).toBe(2);
  });

  it("never lead to a wait beyond a window, whatever the header says", async () => {
    const limit = limitOf(10);
    await firstAnswer(limit, 10, 0);
    const taken = await placesNow(limit, 10);
    expect(taken()).toBe(0);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(taken()).toBe(10);
  });

  it("are not imagined where more remains than we counted", async () => {
    const limit = limitOf(10);
    await firstAnswer(limit, 10, 10);
    expect((await placesNow(limit, 20))()).toBe(9);
  });
});

describe("the end of Greenhouse's window", () => {
  it("is where its requests stop counting, when an answer says it", async () => {
    const limit = limitOf(2);
    for (const remaining of [1, 0]) {
      await limit.take();
      limit.answered(headers(2, remaining, 4_000));
    }
    const taken = await placesNow(limit, 2);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(taken()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(taken()).toBe(2);
  });

  it("is never later than one whole window, whatever an answer says", async () => {
    const limit = limitOf(1);
    await limit.take();
    limit.answered(headers(1, 0, 10 * WINDOW));
    const taken = await placesNow(limit, 1);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(taken()).toBe(1);
  });
});

describe("a pause", () => {
  it("holds every request back, and lets them go when it is over", async () => {
    const limit = limitOf(10);
    await firstAnswer(limit, 10, 9);
    limit.pause(3_000);
    const taken = await placesNow(limit, 4);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(taken()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(taken()).toBe(4);
  });

  it("is not shortened by a shorter one", async () => {
    const limit = limitOf(10);
    await firstAnswer(limit, 10, 9);
    limit.pause(3_000);
    limit.pause(10);
    const taken = await placesNow(limit, 1);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(taken()).toBe(0);
  });
});

describe("a run that is stopped", () => {
  it("does not wait for its place to the end", async () => {
    const limit = limitOf(1);
    await firstAnswer(limit, 1, 0);
    const stop = new AbortController();
    const outcome = limit.take(stop.signal).then(
      () => "got a place",
      () => "stopped",
    );
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(await Promise.race([outcome, Promise.resolve("still waiting")])).toBe("stopped");
  });

  it("leaves its place to the others", async () => {
    const limit = limitOf(1);
    await firstAnswer(limit, 1, 0);
    const stopped = limit.take(AbortSignal.abort()).catch(() => "stopped");
    const taken = await placesNow(limit, 1);
    await vi.advanceTimersByTimeAsync(WINDOW);
    expect(await stopped).toBe("stopped");
    expect(taken()).toBe(1);
  });
});
