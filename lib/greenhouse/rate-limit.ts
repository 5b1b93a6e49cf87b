/** What the headers of an answer say of the rate limit; null for what they do not. */
export interface RateHeaders {
  limit: number | null;
  remaining: number | null;
  resetMs: number | null;
}

/**
 * Keeps requests below a rate limit instead of running into it. It counts every request from its sending until one window
 * after its answer: Greenhouse's own count of it, wherever its window begins, ends no later. Thus no window of
 * Greenhouse's can hold more than the limit, and a full-speed run meets no 429.
 *
 * Other users of the same key are seen through `X-RateLimit-Remaining`: what is missing from it beyond our own
 * requests is theirs and is held back for a window.
 */
export class RateLimit {
  private limit: number;
  private known = false;
  private inFlight = 0;
  /** When each answered (or foreign) request stops counting, in ms; ascending, because all last one window. */
  private counted: number[] = [];
  /** Where in `counted` those begin that still count; the front is cut off now and then, not at every request. */
  private head = 0;
  private pausedUntil = 0;
  private readonly waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  private readonly windowMs: number;
  private readonly now: () => number;

  constructor(assumed: number, windowMs: number, now: () => number = () => performance.now()) {
    this.limit = assumed;
    this.windowMs = windowMs;
    this.now = now;
  }

  /** Waits for a place. Until the first answer tells the real limit, one request goes at a time. */
  async take(signal?: AbortSignal): Promise<void> {
    const wake = () => this.wake();
    signal?.addEventListener("abort", wake);
    try {
      while (!this.free()) {
        signal?.throwIfAborted();
        await new Promise<void>((resume) => {
          this.waiting.push(resume);
          this.arm();
        });
      }
    } finally {
      signal?.removeEventListener("abort", wake);
    }
    this.inFlight++;
  }

  /**
   * Gives the place back when the answer is there, with what its headers say; null for headers it did not have. `resetMs` is
   * the time until Greenhouse's window ends, with which its count of this request ends too.
   */
  answered({ limit, remaining, resetMs }: RateHeaders): void {
    this.forgetEnded();
    this.inFlight--;
    this.known = true;
    if (limit !== null && limit > 0) this.limit = limit;
    this.count(1, resetMs);
    if (remaining !== null) this.count(Math.min(this.limit, this.limit - this.used() - remaining), resetMs);
    this.wake();
  }

  /** Holds every request back, after a 429 said so. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + milliseconds);
    this.wake();
  }

  private count(places: number, resetMs: number | null): void {
    const until = Math.max(this.counted.at(-1) ?? 0, this.now() + Math.min(this.windowMs, resetMs ?? this.windowMs));
    for (let place = 0; place < places; place++) this.counted.push(until);
  }

  private used(): number {
    return this.inFlight + this.counted.length - this.head;
  }

  private free(): boolean {
    this.forgetEnded();
    if (this.now() < this.pausedUntil) return false;
    return this.known ? this.used() < this.limit : this.inFlight === 0;
  }

  private forgetEnded(): void {
    const now = this.now();
    while (this.head < this.counted.length && (this.counted[this.head] ?? 0) <= now) this.head++;
    if (this.head > 1024 && this.head * 2 > this.counted.length) {
      this.counted = this.counted.slice(this.head);
      this.head = 0;
    }
  }

  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }

  private arm(): void {
    if (this.timer) return;
    const next = Math.max(this.pausedUntil, this.used() >= this.limit ? (this.counted[this.head] ?? 0) : 0);
    // With nothing ahead to wait for, an answer in flight will wake those who wait.
    if (next <= this.now()) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.wake();
      },
      Math.max(1, Math.ceil(next - this.now())),
    );
  }
}
