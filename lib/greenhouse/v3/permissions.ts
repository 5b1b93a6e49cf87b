/** What a Harvest v3 credential is asked for: a scope and the list that it opens. */
export interface V3Permission {
  scope: string;
  path: string;
  /** Without it nothing works; without the others some fields stay empty. */
  needed: boolean;
}

// "Scopes": one for each endpoint. The fewest: nothing here is asked for that no field comes from.
export const v3Permissions: readonly V3Permission[] = [
  { scope: "harvest:offers:list", path: "/offers", needed: true },
  { scope: "harvest:applications:list", path: "/applications", needed: true },
  { scope: "harvest:candidates:list", path: "/candidates", needed: true },
  { scope: "harvest:jobs:list", path: "/jobs", needed: false },
  { scope: "harvest:departments:list", path: "/departments", needed: false },
  { scope: "harvest:offices:list", path: "/offices", needed: false },
  { scope: "harvest:job_hiring_managers:list", path: "/job_hiring_managers", needed: false },
  { scope: "harvest:users:list", path: "/users", needed: false },
];
