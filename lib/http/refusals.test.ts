import { Writable } from "node:stream";
import { beforeAll, expect, it } from "vitest";
import { anyone } from "@/lib/http/access";
import { noContent } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { openLogger } from "@/lib/platform/logger";
import type { ProblemCode } from "@/lib/platform/problem-codes";

const lines: Record<string, unknown>[] = [];

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  loadEnv({ mail: false });
  const written = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString("utf8")));
      done();
    },
  });
  (globalThis as { emptrustLogger?: unknown }).emptrustLogger = openLogger("info", written);
});

function refusing(code: ProblemCode) {
  return publicRoute({
    operationId: "knock",
    summary: "Knock",
    access: anyone,
    audit: { none: "tests" },
    response: noContent(),
    problems: [code],
    handler: () => Promise.reject(new AppError(code, "No.")),
  });
}

async function linesOf(code: ProblemCode, address: string) {
  lines.length = 0;
  const headers = { "x-forwarded-for": address };
  const answer = await refusing(code)(new Request("http://localhost:3000/api/knock/secret-token", { method: "POST", headers }), {
    params: Promise.resolve({}),
  });
  return { id: answer.headers.get("x-request-id"), said: [...lines] };
}

it.each(["forbidden", "too_many_requests", "invalid_sign_in", "link_ended"] as const)(
  "a call that is refused as %s is one line, which names the operation and neither address nor path",
  async (code) => {
    const { id, said } = await linesOf(code, "198.51.100.7");
    expect(said).toEqual([
      expect.objectContaining({ level: 30, msg: "refused", refused: code, operation: "knock", method: "POST", requestId: id }),
    ]);
    expect(JSON.stringify(said)).not.toMatch(/198\.51|secret-token/);
  },
);

it("tells callers apart, and knows one again", async () => {
  const callerOf = async (address: string) => (await linesOf("forbidden", address)).said[0]?.caller;
  const first = await callerOf("198.51.100.7");
  expect(await callerOf("198.51.100.7")).toBe(first);
  expect(await callerOf("198.51.100.8")).not.toBe(first);
});

it("says nothing of a wish that meets the state of a record", async () => {
  expect((await linesOf("version_conflict", "198.51.100.7")).said).toEqual([]);
});
