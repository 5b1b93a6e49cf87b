import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";

const scopesOf = (required: boolean) => v3Permissions.filter((permission) => permission.required === required).map(({ scope }) => scope);

/** The scopes of Harvest v3 without which nobody can be found or read, by Greenhouse's names. */
export const neededScopes: readonly string[] = scopesOf(true);

/** Those that fill in job title, department, location and manager. */
export const optionalScopes: readonly string[] = scopesOf(false);

interface WayWords {
  /** The way's name where one is chosen, and what to know about it first. */
  tab: { label: string; note?: string };
  /** Over what is shown of a stored credential. */
  stored: string;
  /** What is stored, in a sentence. */
  noun: string;
  /** The button that puts another one in its place. */
  replace: string;
}

/** How each way of connecting is called. */
export const wayWords: Record<GreenhouseGrant, WayWords> = {
  authorization_code: {
    tab: { label: "Connect with Greenhouse" },
    stored: "Harvest v3",
    noun: "approval",
    replace: "Connect again",
  },
  client_credentials: {
    tab: { label: "Client ID and secret" },
    stored: "Harvest v3, client ID and secret",
    noun: "credential",
    replace: "Replace the credential",
  },
  key: {
    tab: { label: "Harvest (v1)", note: "retired by Greenhouse on 31 Aug 2026" },
    stored: "Harvest v1 key",
    noun: "key",
    replace: "Replace the key",
  },
};

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
