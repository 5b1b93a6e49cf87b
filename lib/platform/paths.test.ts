import { readdirSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as paths from "@/lib/platform/paths";

/** Addresses of the files of a name below `app`, as `paths.ts` spells them. */
function addressesOf(file: string): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((name) => name.split("/").at(-1) === file)
    .map(
      (name) =>
        `/${name
          .slice(0, -file.length)
          .replaceAll(/\([^)]*\)\//g, "")
          .replaceAll(/\[(\w+)\]/g, "{$1}")}`,
    )
    .map((address) => (address === "/" ? address : address.slice(0, -1)))
    .filter((address) => !address.startsWith("/api/auth/"))
    .sort();
}

function named(ending: "Page" | "Route"): string[] {
  return Object.entries(paths)
    .flatMap(([name, value]) => (name.endsWith(ending) && typeof value === "string" ? [value] : []))
    .filter((address) => !address.startsWith("/api/auth/"))
    .sort();
}

describe("the table of addresses", () => {
  it("holds every page of the portal, and no other", () => {
    expect(named("Page")).toEqual(addressesOf("page.tsx"));
  });

  it("holds every route of the API, and no other", () => {
    expect(named("Route")).toEqual(addressesOf("route.ts"));
  });
});

describe("an address with places", () => {
  it("is filled in, and what is filled in stays within its place", () => {
    expect(paths.path(paths.newHirePage, "0190")).toBe("/onboard/new-hires/0190");
    expect(paths.path(paths.muteNoticeRoute, "a/b?c")).toBe("/api/notices/a%2Fb%3Fc/mute");
    expect(paths.path(paths.joinPage, "$& {token}")).toBe("/join/%24%26%20%7Btoken%7D");
  });

  it("takes as many values as it has places", () => {
    expectTypeOf(paths.path<typeof paths.newHirePage>).parameters.toEqualTypeOf<[address: typeof paths.newHirePage, value: string]>();
    expectTypeOf(paths.path<typeof paths.newHiresPage>).parameters.toEqualTypeOf<[address: typeof paths.newHiresPage]>();
  });

  it("leads through the sign-in and on, with its query", () => {
    expect(paths.signInBefore("/onboard/new-hires?status=all")).toBe("/sign-in?next=%2Fonboard%2Fnew-hires%3Fstatus%3Dall");
  });
});
