import { Writable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { describeError, openLogger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { withLogContext } from "@/lib/platform/telemetry/log-context";
import { metrics } from "@/lib/platform/telemetry/metrics";

const secret = "ida@mail.test";

/** A library's error: the database's own, whose message and detail quote a row. */
function databaseError(): Error {
  const error = new Error(`duplicate key value: Key (email)=(${secret}) already exists.\n    at ${secret} (row)`);
  return Object.assign(error, { name: "DatabaseError", code: "23505", detail: `Key (email)=(${secret})` });
}

describe("describeError", () => {
  it.each([
    ["an error", databaseError(), { name: "DatabaseError", code: "23505" }],
    ["an error that pg-boss spread into an object", spread(databaseError()), { name: "DatabaseError", code: "23505" }],
    ["what Prisma's adapter throws", { kind: "postgres", originalCode: "57P01", message: secret }, { name: "postgres", code: "57P01" }],
    ["an object that says nothing", { [secret]: secret }, { name: "object" }],
    ["an object of a class", new (class Refusal {})(), { name: "Refusal" }],
    ["a text", secret, { name: "string" }],
    ["nothing", undefined, { name: "undefined" }],
    ["null", null, { name: "null" }],
    [
      "a name and code that are messages",
      Object.assign(new Error(secret), { name: `no ${secret}`, code: `of ${secret}` }),
      { name: "Error" },
    ],
  ])("names %s, without anything that could quote a row", (_, thrown, expected) => {
    const described = describeError(thrown);
    expect(described).toMatchObject(expected);
    expect(JSON.stringify(described)).not.toContain(secret);
  });

  it("names the causes, wherever they are said", () => {
    const cause = spread(databaseError());
    const prisma = Object.assign(new Error(secret), {
      name: "PrismaError",
      code: "P2010",
      meta: { driverAdapterError: { name: "DriverAdapterError", cause } },
    });
    expect(describeError(prisma)).toMatchObject({
      name: "PrismaError",
      code: "P2010",
      cause: { name: "DriverAdapterError", cause: { name: "DatabaseError", code: "23505" } },
    });
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    expect(describeError(new AggregateError([refused]))).toMatchObject({ name: "AggregateError", cause: { code: "ECONNREFUSED" } });
    expect(JSON.stringify(describeError(new Error("outer", { cause: prisma })))).not.toContain(secret);
  });

  it("survives causes that lead back to themselves", () => {
    const circle: { name: string; cause?: unknown } = { name: "Circle" };
    circle.cause = circle;
    expect(describeError(circle)).toMatchObject({ name: "Circle", cause: { name: "Circle" } });
  });
});

/** As pg-boss's manager passes an error on: without its prototype, and so without its name. */
function spread(error: Error): object {
  const { name: _, ...own } = { ...error, name: "" };
  return { ...own, message: error.message, stack: `DatabaseError: ${error.message}\n    at somewhere (file.js:1:1)`, queue: "test" };
}

interface Line {
  level: number;
  msg: string;
  times?: number;
  requestId?: string;
  job?: string;
  error?: { code?: string };
}
const lines: Line[] = [];
const [info, error] = [30, 50];

beforeEach(() => {
  lines.length = 0;
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)) as Line);
      done();
    },
  });
  (globalThis as { emptrustLogger?: unknown }).emptrustLogger = openLogger("info", sink);
});

describe("a fault that repeats", () => {
  it("is logged once when it begins and once when it ends, with how often it came", () => {
    const fault = recurringFault("test: away", { level: "error" });
    for (let turn = 0; turn < 50; turn++) fault.failed(databaseError());
    fault.passed();
    fault.passed();
    expect(lines.map(({ level, msg, times }) => ({ level, msg, times }))).toEqual([
      { level: error, msg: "test: away", times: undefined },
      { level: info, msg: "test: away: over", times: 50 },
    ]);
  });

  it("says each different error that it brings, and begins again after its end", () => {
    const fault = recurringFault("test: two", { level: "error" });
    for (const code of ["A1", "B2", "A1", "B2"]) fault.failed(Object.assign(new Error("x"), { code }));
    fault.passed();
    fault.failed(Object.assign(new Error("x"), { code: "A1" }));
    expect(lines.map((line) => line.error?.code ?? line.msg)).toEqual(["A1", "B2", "test: two: over", "A1"]);
  });

  it("is measured as long as it lasts", async () => {
    const fault = recurringFault("test: measured", { level: "error" });
    const measured = async () => {
      const { values } = await metrics().faults.get();
      return values.filter(({ labels }) => labels.fault === "test: measured").map(({ value, labels: { level } }) => ({ level, value }));
    };
    expect(await measured()).toEqual([]);
    fault.failed(new Error("x"));
    fault.failed(new Error("x"));
    expect(await measured()).toEqual([{ level: "error", value: 1 }]);
    fault.passed();
    expect(await measured()).toEqual([{ level: "error", value: 0 }]);
  });

  it("is one fault for every copy of the code", () => {
    recurringFault("test: shared", { level: "error" }).failed(new Error("x"));
    recurringFault("test: shared", { level: "error" }).failed(new Error("x"));
    expect(lines).toHaveLength(1);
  });
});

it("a log line carries the ids of the request and job that it belongs to, and no others", async () => {
  const say = async (msg: string) => {
    await Promise.resolve();
    recurringFault(msg, { level: "error" }).failed(new Error("x"));
  };
  await Promise.all([
    withLogContext({ requestId: "r1" }, () => say("test: inside")),
    withLogContext({ requestId: "r2" }, () => withLogContext({ job: "sync" }, () => say("test: nested"))),
    say("test: outside"),
  ]);
  const byMessage = Object.fromEntries(lines.map(({ msg, requestId, job }) => [msg, { requestId, job }]));
  expect(byMessage).toEqual({
    "test: inside": { requestId: "r1", job: undefined },
    "test: nested": { requestId: "r2", job: "sync" },
    "test: outside": { requestId: undefined, job: undefined },
  });
});
