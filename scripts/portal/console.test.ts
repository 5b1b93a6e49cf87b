import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openLogger } from "@/lib/platform/logger";
import { logConsole } from "@/scripts/portal/console";

const { error: printError, warn: printWarning } = console;
const secret = "ida@mail.test";
let lines: string[];
/** Prints as a library does. */
let print: Pick<typeof console, "error" | "warn">;

beforeEach(() => {
  lines = [];
  const sink = new Writable({
    write(line, _, done) {
      lines.push(String(line));
      done();
    },
  });
  Object.assign(globalThis, { emptrustLogger: openLogger("info", sink), emptrustFaults: undefined });
  logConsole();
  const { error, warn } = console;
  print = { error, warn };
});

afterEach(() => {
  Object.assign(console, { error: printError, warn: printWarning });
});

it.each([
  ["an error", [" ⨯", Object.assign(new Error(`Key (email)=(${secret})`), { code: "23505" })]],
  ["an error's stack", [` ⨯ Error: no row of ${secret}\n    of ${secret}\n    at query (file.js:1:2)`]],
  ["a sentence that quotes", [`No route for "${secret}"`]],
  ["a sentence that ends with a value", [`Warning: ${secret}`, secret]],
  ["an object", [{ email: secret }]],
])("what a library prints is one line of JSON without what it quotes: %s", (_, printed) => {
  print.error(...printed);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 50 });
  expect(lines.join()).not.toContain(secret);
});

it("a failure that repeats is logged once, with its code and place", () => {
  for (let turn = 0; turn < 20; turn++) print.error(Object.assign(new Error("x"), { code: "57P01" }));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: "a page failed", error: { name: "Error", code: "57P01" } });
});

it("a library's own warning stays readable", () => {
  print.warn(" ⚠ Using a deprecated option", "more");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 40, printed: "Using a deprecated option" });
});
