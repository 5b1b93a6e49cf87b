import { cookies } from "next/headers";
import { cookieHeader, hostCookie } from "@/lib/auth/sign-in/cookies";
import { MINUTE_MS } from "@/lib/platform/calendar";
import { asLogPosition, beyondReplica, type OwnWrites, writtenPosition } from "@/lib/platform/database/replica";

const NAME = "emptrust.own-writes";
/** Far longer than a replica may be behind: after that, each reader sees what was written when the cookie was set. */
const KEPT_MS = MINUTE_MS;

/** Returns what the person who asks wrote lately in this browser. */
export async function ownWrites(): Promise<OwnWrites> {
  return ownWritesIn((await cookies()).get(hostCookie(NAME).name)?.value);
}

/** Returns what a cookie says of its owner's writes. It is no secret, and a forged one can only keep its owner from the replica, or show them less. */
export function ownWritesIn(cookie: string | undefined): OwnWrites {
  return cookie === undefined ? null : (asLogPosition(cookie) ?? beyondReplica);
}

/** Has the browser of an answer read no less, from now on, than what is committed by now. Does nothing without a replica. */
export async function noteOwnWrites(answer: Response): Promise<void> {
  const position = await writtenPosition();
  if (position !== null) answer.headers.append("set-cookie", cookieHeader(NAME, position, KEPT_MS));
}
