export const resources = [
  "offers",
  "applications",
  "candidates",
  "jobs",
  "departments",
  "offices",
  "job_hiring_managers",
  "users",
  "custom_fields",
  "attachments",
  "openings",
] as const;
/** What Harvest v3 lists. */
export type Resource = (typeof resources)[number];

export const CREATE_NOTES = "harvest:notes:create";
export type Scope = `harvest:${Resource}:list` | typeof CREATE_NOTES | (typeof webhookScopes)[number];

export const scopeOf = (resource: Resource): Scope => `harvest:${resource}:list`;
const webhookScopes = ["harvest:webhooks:list", "harvest:webhooks:create", "harvest:webhooks:update", "harvest:webhooks:destroy"] as const;
export const scopes: readonly Scope[] = [...resources.map(scopeOf), CREATE_NOTES, ...webhookScopes];
