import type { ListedApplication, PersonRequest, PersonResult, Rejected } from "@/lib/greenhouse/connector";
import { missingCandidate } from "@/lib/greenhouse/parsing";
import { toListed, type V3Application } from "@/lib/greenhouse/v3/shapes";
import * as m from "@/lib/messages/generated/server/greenhouse";

/** An application that Greenhouse shows. After a merge, it names the remaining candidate. */
export interface ShownApplication {
  listed: ListedApplication;
  isHired: boolean;
}

/** Returns the application that was listed or read; else why there is none. */
export function applicationOf(
  { applicationId, candidateId, listed }: PersonRequest,
  applications: ReadonlyMap<number, V3Application | Rejected>,
): ShownApplication | Extract<PersonResult, { kind: "unreadable" }> {
  if (listed) return { listed, isHired: true };
  const application = applications.get(applicationId);
  if (!application) return { kind: "unreadable", rejected: missingCandidate(candidateId), isShown: false };
  if ("kind" in application) {
    return { kind: "unreadable", rejected: { ...unreadableApplication(application), id: String(candidateId) }, isShown: true };
  }
  return { listed: toListed(application), isHired: isHired(application) };
}

/** Returns the rejection of an application as one of its person. */
export function unreadableApplication(rejected: Rejected): Rejected {
  return { ...rejected, id: "unknown", reason: m.applicationUnreadable({ id: rejected.id, reason: rejected.reason }) };
}

/** Returns whether Greenhouse calls an application hired. */
export function isHired({ status }: V3Application): boolean {
  return status === "hired";
}
