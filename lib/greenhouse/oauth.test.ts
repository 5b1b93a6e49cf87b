import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { consentAddress, createPkcePair } from "@/lib/greenhouse/consent";
import { lifetimeSeconds } from "@/lib/greenhouse/oauth";

const respondedAt = Date.parse("2026-11-24T10:00:00Z");

describe("a token's lifetime", () => {
  it.each([
    ["expires_in, in seconds", { expires_in: 1800 }, 1800],
    ["expires_at, ISO 8601", { expires_at: "2026-11-24T10:30:00Z" }, 1800],
    ["expires_at, epoch seconds", { expires_at: respondedAt / 1000 + 1800 }, 1800],
    ["expires, ISO 8601", { expires: "2026-11-24T10:30:00.000Z" }, 1800],
    ["expires, seconds as text", { expires: "1800" }, 1800],
    ["none of them: one hour", {}, 3600],
    ["something that is none of these: one hour", { expires: "soon" }, 3600],
  ])("is read from %s", (_, response, seconds) => {
    expect(lifetimeSeconds(response, respondedAt)).toBe(seconds);
  });

  it("is compared with Greenhouse's clock, so ours may be wrong", () => {
    const greenhouseTime = Date.parse("2001-01-01T00:00:00Z");
    expect(lifetimeSeconds({ expires_at: "2001-01-01T01:00:00Z" }, greenhouseTime)).toBe(3600);
  });

  it("is at least one second", () => {
    expect(lifetimeSeconds({ expires_at: "2026-11-24T09:00:00Z" }, respondedAt)).toBe(1);
  });
});

describe("the address of the consent page", () => {
  const { verifier, challenge } = createPkcePair();
  const asked = {
    clientId: "client",
    redirectUri: "https://portal.example/callback",
    scopes: ["harvest:offers:list", "harvest:candidates:list"],
    state: "state",
  };
  const address = new URL(consentAddress("https://auth.example", { ...asked, challenge }));

  it("carries no challenge where the operator turned PKCE off", () => {
    const plain = new URL(consentAddress("https://auth.example", { ...asked, challenge: null }));
    expect([...plain.searchParams.keys()].sort()).toEqual(["client_id", "redirect_uri", "response_type", "scope", "state"]);
  });

  it("carries state, scopes and the challenge", () => {
    expect(address.origin + address.pathname).toBe("https://auth.example/authorize");
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: "code",
      client_id: "client",
      redirect_uri: "https://portal.example/callback",
      scope: "harvest:offers:list harvest:candidates:list",
      state: "state",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
  });

  it("never carries the verifier", () => {
    expect(address.href).not.toContain(verifier);
  });
});
