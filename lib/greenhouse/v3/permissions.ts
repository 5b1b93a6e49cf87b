export const ATTACHMENTS = "harvest:attachments:list";

/** A scope of a Harvest v3 credential, and the list that it gives access to. */
export interface V3Permission {
  scope: string;
  path: string;
  /** False for a scope without which only some fields stay empty. */
  required: boolean;
}

// "Scopes": one per endpoint. Each optional scope fills a field or opens the offer documents.
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
];
