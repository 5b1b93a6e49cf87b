import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

const password = "correct horse battery staple";
/** Its SHA-1. */
const [prefix, rest] = ["ABF7A", "AD6438836DBE526AA231ABDE2D0EEF74D42"];
const owner = { email: "maren.olsen@northwind.example", organizations: ["Northwind"] };

let server: Server;
let asked: { path: string | undefined; padded: string | string[] | undefined }[];
let answer: { status: number; body: string } | null;

/** Checks a password with a module of its own, since a pause after a failure outlasts a test. */
async function problemOf(typed: string): Promise<string | null> {
  const { passwordProblem } = await import("@/lib/auth/password");
  return passwordProblem(typed, owner);
}

beforeEach(async () => {
  asked = [];
  server = createServer(({ url, headers }, response) => {
    asked.push({ path: url, padded: headers["add-padding"] });
    if (answer) response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  vi.resetModules();
  process.env.BREACHED_PASSWORDS = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range`;
  (await import("@/lib/platform/env")).loadEnv({ mail: false });
});

afterEach(async () => {
  delete process.env.BREACHED_PASSWORDS;
  loadEnv({ mail: false });
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe("a set of breached passwords", () => {
  it("is told five digits of a hash, and what it knows is refused", async () => {
    answer = { status: 200, body: `0018A45C4D1DEF81644B54AB7F969B88D65:12\r\n${rest}:731\r\n` };
    expect(await problemOf(password)).toEqual(expect.stringContaining("breach"));
    expect(asked).toEqual([{ path: `/range/${prefix}`, padded: "true" }]);
  });

  it.each([
    ["others of its range", `0018A45C4D1DEF81644B54AB7F969B88D65:12`],
    ["padding, which was never seen", `${rest}:0`],
    ["nothing", ""],
  ])("that knows %s accepts it", async (_, body) => {
    answer = { status: 200, body };
    expect(await problemOf(password)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["fails", { status: 503, body: `${rest}:731` }],
    ["answers without an end", { status: 200, body: "0".repeat(300_000) }],
    ["says nothing", null],
  ])("that %s keeps no one from choosing a password, and is left alone for a while", async (_, given) => {
    answer = given;
    expect(await problemOf(password)).toBeNull();
    expect(await problemOf("four words that only maren knows")).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it("is not asked about what is refused anyway", async () => {
    expect(await problemOf("password1234")).toEqual(expect.any(String));
    expect(asked).toEqual([]);
  });

  it("is not asked where the operator wants none, nor without https where none is named", async () => {
    for (const given of ["none", ""]) {
      process.env.BREACHED_PASSWORDS = given;
      (await import("@/lib/platform/env")).loadEnv({ mail: false });
      expect(await problemOf(password)).toBeNull();
    }
    expect(asked).toEqual([]);
  });
});
