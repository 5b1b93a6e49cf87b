import { beforeAll, expect, it } from "vitest";
import { anyone } from "@/lib/http/access";
import { noContent } from "@/lib/http/responses";
import { idParams, publicRoute } from "@/lib/http/routes";
import { loadEnv } from "@/lib/platform/env";
import { logContext } from "@/lib/platform/telemetry/log-context";
import { metrics } from "@/lib/platform/telemetry/metrics";

const id = "0199e2a4-7a51-7cc2-8f8e-0123456789ab";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.LOG_LEVEL = "silent";
  loadEnv({ mail: false });
});

let seen: string | undefined;
const route = publicRoute({
  operationId: "testObserved",
  summary: "Test",
  access: anyone,
  audit: { none: "tests" },
  params: idParams("hireId"),
  response: noContent(),
  handler: async () => {
    seen = logContext().requestId;
    if (seen?.startsWith("fail")) throw new Error("of ours");
  },
});

function call(requestId?: string): Promise<Response> {
  const headers: Record<string, string> = requestId === undefined ? {} : { "x-request-id": requestId };
  return route(new Request(`http://localhost:3000/api/hires/${id}?secret=hunter2`, { headers }), {
    params: Promise.resolve({ hireId: id }),
  });
}

it("gives every answer the id that its log lines carry, a proxy's own if it is one", async () => {
  const own = (await call()).headers.get("x-request-id");
  expect(own).toBe(seen);
  expect(own).toMatch(/^[0-9a-f-]{36}$/);
  expect((await call("4bf92f3577b34da6a3ce929d0e0e4736")).headers.get("x-request-id")).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
  for (const strange of ["short", "ida@mail.test", "x".repeat(65), "a b c d e f"]) {
    expect((await call(strange)).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect((await call("fail-in-handler")).headers.get("x-request-id")).toBe("fail-in-handler");
});

it("measures answers by operation and status, and never by the address", async () => {
  metrics().http.reset();
  await call();
  await call("fail-in-handler");
  const said = await metrics().registry.metrics();
  expect(said).toContain('emptrust_http_request_duration_seconds_count{operation="testObserved",status="204"} 1');
  expect(said).toContain('emptrust_http_request_duration_seconds_count{operation="testObserved",status="500"} 1');
  expect(said).not.toContain(id);
  expect(said).not.toContain("hunter2");
});
