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
] as const;
/** What Harvest v3 lists. */
export type Resource = (typeof resources)[number];

export type Scope = `harvest:${Resource}:list`;

export const scopeOf = (resource: Resource): Scope => `harvest:${resource}:list`;
export const scopes = resources.map(scopeOf);
