import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { noteCaller, proxyList } from "@/scripts/portal/caller";

const trusted = proxyList(["10.0.0.0/8", "2001:db8::/32"]);

/** Returns the forwarding headers that are left of a request from `peer`. */
function headersFrom(peer: string, headers: Record<string, string>): Record<string, unknown> {
  const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: peer });
  const request = { headers: { ...headers }, socket };
  noteCaller(request, trusted);
  return request.headers;
}

const callerOf = (peer: string, forwardedFor: string) => headersFrom(peer, { "x-forwarded-for": forwardedFor })["x-forwarded-for"];

describe("the caller's address", () => {
  it("is the peer's where it is no trusted proxy, whatever it says of itself", () => {
    expect(headersFrom("203.0.113.9", { "x-forwarded-for": "10.0.0.1", "x-forwarded-proto": "https", traceparent: "00-1" })).toEqual({
      "x-forwarded-for": "203.0.113.9",
    });
  });

  it("is what a trusted proxy heard, and its other headers stay", () => {
    expect(headersFrom("10.0.0.1", { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" })).toEqual({
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
    });
  });

  it.each([
    ["behind two proxies the one before both", "::ffff:10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"],
    ["never what the caller wrote in front", "10.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"],
    ["never a trusted address that the caller wrote in front", "10.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"],
    ["without the port that some proxies add", "10.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
    ["of IPv6, too", "2001:db8::1", "[2a00:1450::5]:443", "2a00:1450::5"],
    ["what the proxy wrote, even where it is no address", "10.0.0.1", "unknown", "unknown"],
    ["the farthest proxy's where all are ours", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["the proxy's own where it names none", "10.0.0.1", "", "10.0.0.1"],
  ])("is %s", (_, peer, forwardedFor, caller) => {
    expect(callerOf(peer, forwardedFor)).toBe(caller);
  });
});
