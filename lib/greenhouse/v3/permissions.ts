export const ATTACHMENTS = "harvest:attachments:list";
export const OPENINGS = "harvest:openings:list";
export const CREATE_NOTES = "harvest:notes:create";

/** A scope of a Harvest v3 credential. */
export interface V3Permission {
  scope: string;
  /** The list that shows whether it is granted; null for a scope to write, which only an introspection tells. */
  path: string | null;
  /** False for a scope without which only some fields stay empty. */
  required: boolean;
}

/** Scopes that not every vendor's client is registered for, and that a consent page may refuse as a whole. */
const registeredApart: readonly string[] = [ATTACHMENTS, OPENINGS, CREATE_NOTES];

/** Returns the scopes that an approval is asked for: what syncs use, and of the others those that the vendor's client is registered for. */
export function consentScopes(registered: readonly string[]): string[] {
  const used = v3Permissions.flatMap(({ scope }) => (registeredApart.includes(scope) && !registered.includes(scope) ? [] : scope));
  // Webhooks are looked after with the vendor's client only, so no screen names their scopes.
  return [...used, ...registered.filter((scope) => scope.startsWith("harvest:webhooks:"))];
}

// "Scopes": one per endpoint. Each optional scope fills a field, opens the offer documents or writes notes.
export const v3Permissions: readonly V3Permission[] = [
  { scope: "harvest:offers:list", path: "/offers", required: true },
  { scope: "harvest:applications:list", path: "/applications", required: true },
  { scope: "harvest:candidates:list", path: "/candidates", required: true },
  { scope: "harvest:jobs:list", path: "/jobs", required: false },
  { scope: "harvest:departments:list", path: "/departments", required: false },
  { scope: "harvest:offices:list", path: "/offices", required: false },
  { scope: "harvest:job_hiring_managers:list", path: "/job_hiring_managers", required: false },
  { scope: "harvest:users:list", path: "/users", required: false },
  { scope: ATTACHMENTS, path: "/attachments", required: false },
  { scope: OPENINGS, path: "/openings", required: false },
  { scope: CREATE_NOTES, path: null, required: false },
];
