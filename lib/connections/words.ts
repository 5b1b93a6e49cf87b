import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/permissions";

/** The two permissions that a Harvest v1 key needs, named as Greenhouse prints them. */
export const v1Permissions = ["Candidates: Get: Retrieve Candidate", "Offers: Get: List Offers"] as const;

interface PermissionWords {
  /** What the permission is for. */
  purpose: () => string;
  /** What doesn't work without it. */
  without: () => string;
}

/** The words of each permission, by the name that Greenhouse gives it. */
const permissionWords: Record<string, PermissionWords> = {
  "Candidates: Get: Retrieve Candidate": { purpose: m.readsCandidatesAndJobs, without: m.keyWithoutCandidates },
  "Offers: Get: List Offers": { purpose: m.findsOffers, without: m.keyWithoutOffers },
  "harvest:offers:list": { purpose: m.findsOffers, without: m.withoutOffers },
  "harvest:applications:list": { purpose: m.identifiesHires, without: m.withoutApplications },
  "harvest:candidates:list": { purpose: m.readsCandidates, without: m.withoutCandidates },
  "harvest:jobs:list": { purpose: m.fillsJobTitle, without: m.withoutJobs },
  "harvest:departments:list": { purpose: m.fillsDepartment, without: m.withoutDepartments },
  "harvest:offices:list": { purpose: m.fillsLocation, without: m.withoutOffices },
  "harvest:job_hiring_managers:list": { purpose: m.findsManager, without: m.withoutManagers },
  "harvest:notes:create": { purpose: m.writesNotes, without: m.withoutNotes },
  "harvest:openings:list": { purpose: m.readsOpenings, without: m.withoutOpenings },
  "harvest:attachments:list": { purpose: m.opensDocuments, without: m.withoutAttachments },
  "harvest:users:list": { purpose: m.namesManager, without: m.withoutManagers },
};

/** Whether a permission is one that the portal uses. */
export function isKnownPermission(name: string): boolean {
  return name in permissionWords;
}

/** Returns whether a permission is granted, and what that means: "Not granted (optional): The department stays empty." */
export function permissionState({ name, granted, optional }: { name: string; granted: boolean; optional: boolean }): string {
  const state = granted ? "granted" : optional ? "off" : "missing";
  const words = permissionWords[name];
  if (!words) return m.state({ state });
  return m.stateAndMeaning({ state, meaning: state === "off" ? words.without() : words.purpose() });
}

/** Returns what doesn't work without permissions that are needed and missing, and where in Greenhouse they are selected. */
export function missingPermissions(harvest: "v1" | "v3", names: readonly string[]): { consequence: string; remedy: string } {
  const consequences = names.flatMap((name) => permissionWords[name]?.without() ?? []);
  return { consequence: consequences.join(" "), remedy: m.remedy({ harvest, steps: listOf(names.map(selectionOf)) }) };
}

/** A permission of a key is listed in Greenhouse under its group; a scope has its own name there. */
function selectionOf(name: string): string {
  const [group = "", ...rest] = name.split(": ");
  return rest.length > 0 ? m.selectPermission({ group, permission: rest.join(": ") }) : m.selectScope({ scope: name });
}
