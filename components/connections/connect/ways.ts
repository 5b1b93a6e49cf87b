import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";
import * as m from "@/lib/messages/generated/connections/connect";

const scopesOf = (required: boolean) => v3Permissions.filter((permission) => permission.required === required).map(({ scope }) => scope);

/** The scopes of Harvest v3 that are needed to find and read hires, by Greenhouse's names. */
export const neededScopes: readonly string[] = scopesOf(true);

/** Those that fill in job title, department, location and manager. */
export const optionalScopes: readonly string[] = scopesOf(false);

/** The name of each way to connect. */
export const wayNames: Record<GreenhouseGrant, () => string> = {
  authorization_code: m.wayApproval,
  client_credentials: m.wayClient,
  key: m.wayKey,
};

/** The day on which Greenhouse retired Harvest v1 ("API changes"). */
export const v1RetiredOn = "2026-08-31";

/** The ways that are open to an organization, the one to prefer first. */
export function waysOf({ approvalOffered }: Pick<GreenhouseView, "approvalOffered">): GreenhouseGrant[] {
  return approvalOffered ? ["authorization_code", "client_credentials", "key"] : ["client_credentials", "key"];
}

/** The way to offer first: the one in use where it is still open, else the one to prefer. */
export function firstWay(view: Pick<GreenhouseView, "approvalOffered" | "grant" | "status">): GreenhouseGrant {
  const ways = waysOf(view);
  const inUse = view.status === "not_connected" ? undefined : ways.find((way) => way === view.grant);
  return inUse ?? ways[0] ?? "client_credentials";
}

/** Whether hires still come through Harvest v1. */
export function isOnV1({ apiVersion, status }: Pick<GreenhouseView, "apiVersion" | "status">): boolean {
  return status !== "not_connected" && apiVersion === "v1";
}
