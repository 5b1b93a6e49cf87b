import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { type Attempt, countSignInAttempt, forgetSignInAttempts } from "@/lib/auth/throttle";
import { rateLimitCounters } from "@/lib/platform/db";

testDatabase();

const someone = (): Attempt => ({ account: `${randomUUID()}@northwind.example`, address: randomUUID(), device: null });

/** Makes attempts one after the other and returns what each has to wait. */
async function attempts(count: number, attempt: (n: number) => Attempt): Promise<(number | null)[]> {
  const waits: (number | null)[] = [];
  for (let n = 0; n < count; n++) waits.push(await countSignInAttempt(attempt(n)));
  return waits;
}

const free = (count: number) => Array(count).fill(null);

/** Lets the waits that are running pass, as a clock would. */
async function waitsPass(): Promise<void> {
  await rateLimitCounters().rateLimit.deleteMany({ where: { key: { contains: "-turn:" } } });
}

describe("wrong passwords for one account from one address", () => {
  it("wait after ten, each time twice as long, up to a quarter of an hour", async () => {
    const guesser = someone();
    expect(await attempts(10, () => guesser)).toEqual(free(10));
    const waits: (number | null)[] = [];
    for (let round = 0; round < 7; round++) {
      waits.push(await countSignInAttempt(guesser));
      // Who comes too early neither gets in nor waits longer.
      expect(await countSignInAttempt(guesser)).toBe(waits.at(-1));
      await waitsPass();
      expect(await countSignInAttempt(guesser)).toBeNull();
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
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
      await waitsPass();
      expect(await countSignInAttempt(from(101 + wait * 7 + Math.random()))).toBeNull();
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
