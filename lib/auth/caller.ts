import { isIPv6 } from "node:net";

/**
 * Returns the caller's IP address, which the server names (`scripts/portal/caller.ts`); of IPv6 the network, since one subscriber has all
 * addresses of it (RFC 6177).
 */
export function callerAddress(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [front = "", back] = address.split("::");
  const groups = front === "" ? [] : front.split(":");
  const rest = back ? back.split(":") : [];
  while (back !== undefined && groups.length + rest.length < 8) groups.push("0");
  const network = [...groups, ...rest].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
