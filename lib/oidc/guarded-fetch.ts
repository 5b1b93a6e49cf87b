import { type LookupOptions, lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { env } from "@/lib/platform/env";

/** An address that an admin typed leads where the portal sends nothing: into its own network, or unencrypted. */
export class AddressRefused extends Error {
  constructor() {
    super("the address is not public");
    this.name = "AddressRefused";
  }
}

/** More than any discovery document, key set or token response that was ever seen; memory is not a provider's to fill. */
const MOST_BYTES = 256 * 1024;
const TIMEOUT_MS = 8_000;

// IANA's registries of special-purpose addresses. What an IPv4 address is embedded in counts as private, since it would lead there.
const privateRanges = new BlockList();
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
]) {
  const [address = "", bits] = range.split("/");
  privateRanges.addSubnet(address, Number(bits), "ipv4");
}
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
const embedding = new BlockList();
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  embedding.addSubnet(address, bits, "ipv6");
}

/** Returns whether an IP address is one of the public internet's. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !privateRanges.check(address, "ipv4");
  return version === 6 && globalUnicast.check(address, "ipv6") && !embedding.check(address, "ipv6");
}

/** Resolves a host as the system does, and fails where one of its addresses is private: the checked address is the one that is used. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  systemLookup(hostname, { ...(options as LookupOptions), all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return done(error ?? new AddressRefused(), "", 0);
    if (found.some(({ address }) => !isPublicAddress(address))) return done(new AddressRefused(), "", 0);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

let agents: Record<"public" | "any", Agent> | undefined;

function agentOf(which: "public" | "any"): Agent {
  const limits = { maxResponseSize: MOST_BYTES, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, keepAliveTimeout: 1_000 };
  agents ??= {
    public: new Agent({ ...limits, connect: { lookup: publicLookup, timeout: TIMEOUT_MS } }),
    any: new Agent({ ...limits, connect: { timeout: TIMEOUT_MS } }),
  };
  return agents[which];
}

/** Whether the operator's company has its identity provider inside its own network. */
export function allowsPrivate(): boolean {
  return env().SSO_PRIVATE_ISSUERS === "on";
}

/**
 * Sends one request to an address that a customer or their provider named. Only by https and to public addresses, unless the operator allows
 * private ones; follows no redirect, and gives up on slow and long answers. Throws `AddressRefused`, or undici's errors.
 */
export async function guardedFetch(
  address: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | null; signal?: AbortSignal },
): Promise<Response> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isOpen = allowsPrivate();
  if (url.protocol !== "https:" && !(isOpen && url.protocol === "http:" && /^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host))) {
    throw new AddressRefused();
  }
  if (url.username !== "" || url.password !== "") throw new AddressRefused();
  // A literal address is connected to without a lookup.
  if (!isOpen && isIP(host) !== 0 && !isPublicAddress(host)) throw new AddressRefused();
  const { statusCode, headers, body } = await request(url, {
    method: options.method === "POST" ? "POST" : "GET",
    headers: { ...options.headers, "user-agent": "EMPTrust" },
    body: options.body ?? null,
    dispatcher: agentOf(isOpen ? "any" : "public"),
    signal: AbortSignal.any([AbortSignal.timeout(2 * TIMEOUT_MS), ...(options.signal ? [options.signal] : [])]),
  });
  const read = await body.text();
  const told = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // The body is read already, without its encoding on the way.
    if (value !== undefined && !/^(content-length|transfer-encoding|content-encoding)$/.test(name)) told.set(name, String(value));
  }
  const hasNoBody = statusCode === 204 || statusCode === 205 || statusCode === 304;
  return new Response(hasNoBody ? null : read, { status: statusCode, headers: told });
}
