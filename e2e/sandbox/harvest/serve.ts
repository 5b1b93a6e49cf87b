import { type Faults, happen } from "@/e2e/sandbox/control/faults";
import type { RateLimiter } from "@/e2e/sandbox/control/rate-limit";
import { type Answer, type Call, json } from "@/e2e/sandbox/http";
import type { Credential } from "@/e2e/sandbox/oauth/credentials";
import type { World } from "@/e2e/sandbox/world/world";

/** Who calls, for the rate limit and the statistics. */
export interface Caller {
  /** The text that names a credential, known or not. */
  name: string;
  /** The path's kind in the statistics. */
  kind: string;
  credential: Credential | undefined;
  /** The account that is asked; undefined for an unknown credential. */
  account: World | undefined;
}

/**
 * Counts a request against its caller's rate limit, then lets a fault that waits for its path happen. Returns whether the
 * real answer is still to be sent.
 */
export async function admits(faults: Faults, limiter: RateLimiter, { response, address }: Call, caller: Caller): Promise<boolean> {
  if (!limiter.admit(response, caller.name, caller.kind, caller.credential)) return false;
  const fault = faults.take(address.pathname, caller.account);
  return !fault || !(await happen(fault, response));
}

/** Sends an answer of Harvest, with its `Link` header where it has one. */
export function send({ response }: Call, { status, body, link }: Answer): void {
  if (link !== undefined) response.setHeader("link", link);
  json(response, status, body);
}
