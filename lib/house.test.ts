import { readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

function filesBelow(...folders: string[]): string[] {
  return folders
    .flatMap((one) => readdirSync(join(root, one), { recursive: true, encoding: "utf8" }).map((file) => join(one, file)))
    .filter((file) => !/(^|\/)(node_modules|generated)(\/|$)/.test(file));
}

describe("the house's plan", () => {
  it("has no room without a name of its own", () => {
    const nameless = /^(utils?|helpers?|common|misc|shared)$/;
    const everything = filesBelow("app", "components", "lib", "prisma", "scripts", "e2e", "bench");
    expect(everything.filter((file) => nameless.test(parse(file).name))).toEqual([]);
  });
});

describe("the server's time", () => {
  // A response of Greenhouse without a Date header leaves no other clock, and only spans are counted by it. The half year of a device
  // cookie decides nothing but how attempts to sign in are counted.
  const withoutDatabase = ["lib/auth/sign-in/device.ts", "lib/greenhouse/headers.ts", "lib/greenhouse/oauth.ts"];

  it("is the database's: no file of lib reads the clock of its machine, which may be wrong", () => {
    const sources = filesBelow("lib").filter((file) => /\.(ts|mjs)$/.test(file) && !/\.test\.ts$/.test(file));
    const reading = sources.filter((file) => /new Date\(\)|\bDate\.now\b|\bTemporal\.Now\b/.test(readFileSync(join(root, file), "utf8")));
    expect(reading.sort()).toEqual(withoutDatabase);
  });
});

describe("the versions that are installed", () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
    .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));

  // A lock file that is written anew must not bring older ones back.
  it.each([
    ["next", "16.4.6"],
    ["next-auth", "4.24.15"],
  ])("hold %s at %s or later, every copy of it", (name, least) => {
    const versions = Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version ? [version] : [],
    );
    expect(versions).not.toEqual([]);
    for (const version of versions) expect(version.localeCompare(least, "en", { numeric: true }), version).toBeGreaterThanOrEqual(0);
  });
});
