import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { type Attempt, countSignInAttempt, forgetSignInAttempts } from "@/lib/auth/throttle";

testDatabase();

// The limiter goes by the process's clock, which stands still here unless a test moves it.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const someone = (): Attempt => ({ account: `${randomUUID()}@northwind.example`, address: randomUUID(), device: null });

/** Makes attempts one after the other and returns what each has to wait. */
async function attempts(count: number, attempt: (n: number) => Attempt): Promise<(number | null)[]> {
  const waits: (number | null)[] = [];
  for (let n = 0; n < count; n++) waits.push(await countSignInAttempt(attempt(n)));
  return waits;
}

const free = (count: number) => Array(count).fill(null);

function secondsPass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

describe("wrong passwords for one account from one address", () => {
  it("wait after ten, each time twice as long, up to a quarter of an hour", async () => {
    const guesser = someone();
    expect(await attempts(10, () => guesser)).toEqual(free(10));
    for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await countSignInAttempt(guesser)).toBe(wait);
      secondsPass(wait - 1);
      // An attempt that comes too early neither gets in nor makes the wait longer.
      expect(await countSignInAttempt(guesser)).toBe(1);
      secondsPass(1);
      expect(await countSignInAttempt(guesser)).toBeNull();
    }
  });

  it("count also when they come in parallel", async () => {
    const guesser = someone();
    const waits = await Promise.all(Array.from({ length: 30 }, () => countSignInAttempt(guesser)));
    expect(waits.filter((wait) => wait === null)).toHaveLength(10);
  });

  it("are forgotten after the right one", async () => {
    const owner = someone();
    await attempts(10, () => owner);
    await forgetSignInAttempts(owner);
    expect(await attempts(10, () => owner)).toEqual(free(10));
  });
});

describe("strangers who guess from everywhere", () => {
  it("are held up for a minute at most, and not longer the more they are", async () => {
    const { account } = someone();
    const from = (n: number) => ({ account, address: `${account} ${n}`, device: null });
    expect(await attempts(50, from)).toEqual(free(50));
    for (const wait of [5, 10, 20, 40, 60, 60]) {
      expect(await countSignInAttempt(from(100))).toBe(wait);
      secondsPass(wait);
      expect(await countSignInAttempt(from(101 + wait))).toBeNull();
    }
  });

  it("never lock out the owner at a browser that signed in before, even at their own address", async () => {
    const owner = { ...someone(), device: "known" };
    const strangers = (n: number) => ({ ...owner, device: null, address: n % 2 ? owner.address : String(n) });
    await attempts(120, strangers);
    expect(await countSignInAttempt({ ...owner, device: null })).not.toBeNull();
    expect(await countSignInAttempt(owner)).toBeNull();
  });

  it("gain nothing by a known browser: its attempts are limited as well", async () => {
    const thief = { ...someone(), device: "copied" };
    expect(await attempts(10, () => thief)).toEqual(free(10));
    expect(await countSignInAttempt(thief)).toBe(30);
    expect(await countSignInAttempt({ ...thief, address: "elsewhere" })).toBe(30);
    expect(await countSignInAttempt({ ...thief, device: "the owner's other one" })).toBeNull();
  });
});
