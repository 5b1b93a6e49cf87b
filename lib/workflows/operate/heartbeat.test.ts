import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beat, watchWorker, workerIsAlive } from "@/lib/workflows/operate/heartbeat";

let stopping: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  stopping = new AbortController();
});

afterEach(() => {
  stopping.abort();
  vi.useRealTimers();
});

describe("a worker", () => {
  it("whose loop comes round is alive, and one that stood still for a minute is not", () => {
    watchWorker(stopping.signal, () => {});
    expect(workerIsAlive()).toBe(true);
    vi.advanceTimersByTime(61_000);
    expect(workerIsAlive()).toBe(false);
    beat();
    expect(workerIsAlive()).toBe(true);
  });

  it("that makes no progress for five minutes ends its process, and not before", () => {
    const end = vi.fn();
    watchWorker(stopping.signal, end);
    vi.advanceTimersByTime(4 * 60_000);
    beat();
    vi.advanceTimersByTime(4 * 60_000);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * 60_000);
    expect(end).toHaveBeenCalled();
  });

  it("that has stopped is none, and ends nothing", () => {
    const end = vi.fn();
    watchWorker(stopping.signal, end);
    stopping.abort();
    vi.advanceTimersByTime(10 * 60_000);
    expect(workerIsAlive()).toBeNull();
    expect(end).not.toHaveBeenCalled();
  });
});
