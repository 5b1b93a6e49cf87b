import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryOf, refuseOtherSite } from "@/lib/http/request";
import { sent } from "@/lib/platform/columns";
import { loadEnv } from "@/lib/platform/env";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.APP_URL = "https://portal.example";
  process.env.TRUSTED_PROXIES = "10.0.0.1";
  loadEnv({ mail: false });
});

describe("the query of a request", () => {
  const asked = (query: string, apart?: string) =>
    queryOf(new Request(`https://portal.example/api/new-hires${query}`, apart === undefined ? {} : { headers: { "x-query": apart } }));

  it("is what stands in the address and what its header carries apart from it", () => {
    expect(asked("?status=pending", "search=Ada+Lovelace%20%C5%81")).toEqual({ status: "pending", search: "Ada Lovelace Ł" });
  });

  it("has every value of a repeated name where its schema takes several, and the last one where it does not", () => {
    const schema = z.object({ department: sent.anyOf(z.string(), 9), status: z.optional(z.string()) });
    const request = new Request("https://portal.example/api/new-hires?status=a&status=b&department=Kitchen&department=Bar&__proto__=1");
    expect(queryOf(request, schema)).toEqual({ status: "b", department: ["Kitchen", "Bar"], ["__proto__"]: "1" });
    expect(queryOf(new Request("https://portal.example/api/new-hires?department=Kitchen"), schema)).toEqual({ department: "Kitchen" });
  });

  it("has further names where the schema speaks for them, and passes over others", () => {
    const names = { isMeant: (name: string) => name.startsWith("x_"), about: "own fields" };
    const schema = z.object({ status: z.optional(z.string()) }).catchall(sent.named(sent.anyOf(z.string(), 9), names));
    const request = new Request("https://portal.example/api/new-hires?status=a&status=b&x_size=M&x_size=L&nonsense=&__proto__=1");
    expect(queryOf(request, schema)).toEqual({ status: "b", x_size: ["M", "L"] });
    expect(queryOf(request, z.strictObject({ status: z.string() }))).toMatchObject({ status: "b", x_size: "L", nonsense: "" });
  });

  it.each(["", "%", "%FF", "=", "&&"])("is read whatever the header holds: %j", (apart) => {
    expect(asked("?status=pending", apart)).toMatchObject({ status: "pending" });
  });
});

describe("a GET that begins something", () => {
  const refusal = (headers: Record<string, string>) => () =>
    refuseOtherSite(new Request("https://portal.example/api/partner-integrations/greenhouse/authorize", { headers }));

  it.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", referer: "https://portal.example/settings" },
    { "sec-fetch-site": "anything else" },
    { referer: "https://evil.example/" },
    { referer: "https://portal.example.evil.example/" },
    { referer: "http://portal.example/" },
    { referer: "no address" },
  ])("is refused when another site leads to it: %j", (headers) => {
    expect(refusal(headers)).toThrow(expect.objectContaining({ code: "cross_origin" }));
  });

  it.each<Record<string, string>>([
    {},
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    { referer: "https://portal.example/settings/partner-integrations" },
  ])("is taken from the portal's own page, from a typed address and from a program: %j", (headers) => {
    expect(refusal(headers)).not.toThrow();
  });
});
