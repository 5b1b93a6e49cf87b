import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { okUnlessKnown } from "@/lib/http/responses";

describe("an answer with an entity tag", () => {
  const kind = okUnlessKnown(z.object({ name: z.string() }));
  const tagOf = (name: string) => kind.write({ name }).headers.get("etag");

  it("is sent whole to a caller who has none, or another one", async () => {
    for (const known of [undefined, null, tagOf("Mei"), "*", ""]) {
      const answer = kind.write({ name: "Ida" }, known);
      expect([answer.status, await answer.json()]).toEqual([200, { name: "Ida" }]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("is not sent again to a caller who names it", async () => {
    const answer = kind.write({ name: "Ida" }, tagOf("Ida"));
    expect([answer.status, await answer.text()]).toEqual([304, ""]);
    expect(answer.headers.get("etag")).toBe(tagOf("Ida"));
  });

  it("says nothing of what was answered by its tag", () => {
    expect(tagOf("Ida")).toMatch(/^"[\w-]{43}"$/);
  });
});
