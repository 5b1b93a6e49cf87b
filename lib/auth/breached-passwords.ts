import { createHash } from "node:crypto";
import { env } from "@/lib/platform/env";
import { recurringFault } from "@/lib/platform/telemetry/faults";

/** Have I Been Pwned, "Searching by range" (API v3): it is free of charge, needs no key, and keeps no record of what is asked. */
const PUBLIC_SET = "https://api.pwnedpasswords.com/range";
/** A person waits for it. */
const ANSWER_MS = 2_000;
/** How long it is not asked again after it gave no answer. */
const PAUSE_MS = 60_000;
/** A range has about 1,000 lines of 40 characters; padded ones no more than twice that. */
const LONGEST_ANSWER = 256 * 1024;
const PREFIX_LENGTH = 5;

const fault = recurringFault("the set of breached passwords gives no answer, so passwords are not held against it", { level: "warn" });
let pausedUntil = 0;

/**
 * Returns whether a password is known from a breach, as far as the set at `BREACHED_PASSWORDS` knows: the public one where `APP_URL` is
 * https. Of the password it is told the first 5 of 40 hexadecimal digits of its SHA-1, which a thousand others have, too. False where there is no set,
 * and where it does not answer: then only the log says so, since no outage there may keep people from signing up.
 */
export async function isBreached(password: string): Promise<boolean> {
  const { BREACHED_PASSWORDS: given, APP_URL } = env();
  const set = given === undefined && APP_URL.startsWith("https:") ? PUBLIC_SET : given;
  if (!set || performance.now() < pausedUntil) return false;
  // SHA-1 is what the set is made of; it protects nothing here.
  const digest = createHash("sha1").update(password.normalize("NFKC")).digest("hex").toUpperCase();
  try {
    const known = await linesOf(`${set}/${digest.slice(0, PREFIX_LENGTH)}`);
    fault.passed();
    return known.some((line) => isLineOf(line, digest.slice(PREFIX_LENGTH)));
  } catch (error) {
    pausedUntil = performance.now() + PAUSE_MS;
    fault.failed(error);
    return false;
  }
}

/** A line is the rest of a hash, a colon and how often it was seen; padding was never seen. */
function isLineOf(line: string, rest: string): boolean {
  const [hash, count] = line.split(":");
  return hash?.toUpperCase() === rest && Number(count) > 0;
}

async function linesOf(address: string): Promise<string[]> {
  const headers = { "add-padding": "true", "user-agent": "EMPTrust" };
  const answer = await fetch(address, { headers, redirect: "error", signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`the answer is ${answer.status}`);
  let text = "";
  for await (const part of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.length > LONGEST_ANSWER) throw new Error("the answer is too long");
  }
  return text.split(/\r?\n/);
}
