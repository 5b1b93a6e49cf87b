import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

/** What a trusted proxy may say of a request, and no one else. */
const proxyHeaders = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
  "x-request-id",
  "traceparent",
  "tracestate",
];

/** Returns the proxies of these addresses and CIDR ranges. */
export function proxyList(named: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of named) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * Leaves the caller's address alone in `x-forwarded-for`: the last one that is no proxy of ours, since each proxy adds whom it heard, and
 * what stands before is what that caller wrote. Drops the other forwarding headers unless a trusted proxy sent them. Rate limits count by
 * this address, which must not be forged.
 */
export function noteCaller(request: Pick<IncomingMessage, "headers" | "socket">, trusted: BlockList): void {
  const { headers } = request;
  const peer = plainAddress(request.socket.remoteAddress ?? "");
  const isProxy = (address: string) => isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  if (!isProxy(peer)) for (const name of proxyHeaders) delete headers[name];
  const named = isProxy(peer)
    ? String(headers["x-forwarded-for"] ?? "")
        .split(",")
        .map(plainAddress)
    : [];
  const hops = [...named.filter((address) => address !== ""), peer];
  headers["x-forwarded-for"] = hops.findLast((address) => !isProxy(address)) ?? hops[0];
}

/** An address without its port, as some proxies write it, and IPv4 as such. */
function plainAddress(written: string): string {
  const [, bracketed, port4] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(written.trim()) ?? [];
  return (bracketed ?? port4 ?? written.trim()).replace(/^::ffff:(?=\d+\.)/i, "");
}
