import { describe, expect, it } from "vitest";
import { domainOf, emailToldBy, ssoRefusalOf } from "@/lib/sso/rules";

const told = { email: "Ida@North.example", emailVerified: null, hostedDomain: null };
const google = "https://accounts.google.com";

describe("an address by which a provider names a person", () => {
  it("is believed at a verified domain only, and not where the provider says that it is unverified", () => {
    expect(emailToldBy("https://idp.example", told, ["north.example"])).toEqual({ email: "ida@north.example" });
    expect(emailToldBy("https://idp.example", told, ["other.example"])).toEqual({ refused: "foreign_domain" });
    expect(emailToldBy("https://idp.example", { ...told, emailVerified: false }, ["north.example"])).toEqual({
      refused: "unverified_email",
    });
    expect(emailToldBy("https://idp.example", { ...told, email: null }, ["north.example"])).toEqual({ refused: "unverified_email" });
  });

  it("is believed of Google only where the organization manages the account", () => {
    const verified = { ...told, emailVerified: true };
    expect(emailToldBy(google, told, ["north.example"])).toEqual({ refused: "unverified_email" });
    expect(emailToldBy(google, verified, ["north.example"])).toEqual({ refused: "foreign_domain" });
    expect(emailToldBy(google, { ...verified, hostedDomain: "north.example" }, ["north.example"])).toEqual({ email: "ida@north.example" });
  });

  it("has the domain behind its last @", () => {
    expect(["a@b.example", '"x@y"@B.example ', "@b.example", "b.example"].map(domainOf)).toEqual(["b.example", "b.example", "", ""]);
  });
});

it("a reason in an address is one of the known ones", () => {
  expect(ssoRefusalOf("expired")).toBe("expired");
  expect(ssoRefusalOf("<script>")).toBeUndefined();
  expect(ssoRefusalOf(["expired", "expired"])).toBeUndefined();
});
