import { readdirSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as account from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import * as greenhouse from "@/lib/platform/paths/greenhouse";
import * as hires from "@/lib/platform/paths/hires";
import * as pages from "@/lib/platform/paths/pages";
import * as record from "@/lib/platform/paths/record";
import * as service from "@/lib/platform/paths/service";
import * as settings from "@/lib/platform/paths/settings";
import * as team from "@/lib/platform/paths/team";

const paths = { ...account, ...greenhouse, ...hires, ...pages, ...record, ...service, ...settings, ...team };

/** Addresses of the files of a name below `app`, as these files spell them. */
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
    expect(path(pages.newHirePage, "0190")).toBe("/onboard/new-hires/0190");
    expect(path(hires.muteNoticeRoute, "a/b?c")).toBe("/api/notices/a%2Fb%3Fc/mute");
    expect(path(pages.joinPage, "$& {token}")).toBe("/join/%24%26%20%7Btoken%7D");
  });

  it("takes as many values as it has places", () => {
    expectTypeOf(path<typeof pages.newHirePage>).parameters.toEqualTypeOf<[address: typeof pages.newHirePage, value: string]>();
    expectTypeOf(path<typeof pages.newHiresPage>).parameters.toEqualTypeOf<[address: typeof pages.newHiresPage]>();
  });

  it("leads through the sign-in and on, with its query", () => {
    expect(pages.signInBefore("/onboard/new-hires?status=all")).toBe("/sign-in?next=%2Fonboard%2Fnew-hires%3Fstatus%3Dall");
  });
});
