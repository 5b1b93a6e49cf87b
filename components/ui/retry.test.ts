import { expect, it } from "vitest";
import { retryOf } from "@/components/ui/retry";
import { ApiError } from "@/lib/http/api-client";

const answered = (status: number) =>
  new ApiError({ type: "about:blank", title: "Refused", status, code: "version_conflict", detail: "Refused." });

it.each([
  [new Error("no answer"), true],
  [answered(500), true],
  [answered(503), true],
  [answered(401), true],
  [answered(403), false],
  [answered(409), false],
  [answered(422), false],
])("what failed with %s can be tried again: %s", (error, canHelp) => {
  expect(retryOf(error, () => {}) !== undefined).toBe(canHelp);
});
