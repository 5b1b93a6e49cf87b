import type { Job, Named } from "@/e2e/sandbox/world/model";
import { cyclic } from "@/e2e/sandbox/world/names";

/** A Greenhouse user at the employer. */
export interface User extends Named {
  email: string;
  siteAdmin: boolean;
  /** A credential's own account, which lists leave out unless they are asked for it. */
  isService?: boolean;
}

export const departments = [
  { id: 31, name: "Data & Analytics" },
  { id: 32, name: "Engineering" },
  { id: 33, name: "Customer Success" },
  { id: 34, name: "Operations" },
] as const satisfies readonly Named[];

export const offices = [
  { id: 12, name: "Utrecht" },
  { id: 13, name: "Kraków" },
  { id: 14, name: "Saint-Étienne" },
] as const satisfies readonly Named[];

const managers = [
  { id: 4_001, name: "Maren Okonjo-Lindqvist" },
  { id: 4_002, name: "Idris Valverde" },
  { id: 4_003, name: "Petra Świątek-Holm" },
] as const satisfies readonly Named[];

/** A user with all rights, and one of those without: Harvest v3 answers the latter with 403. */
export const siteAdminUserId = 4_101;
export const basicUserId = 4_102;

/** Whom a credential acts for that names nobody. */
export const serviceAccountId = 4_201;

export const users: readonly User[] = [
  ...managers.map((manager) => ({ ...manager, email: `manager.${manager.id}@employer.example`, siteAdmin: false })),
  { id: siteAdminUserId, name: "Yusra Holmqvist", email: "admin@employer.example", siteAdmin: true },
  { id: basicUserId, name: "Colm Adeyemi-Roche", email: "basic@employer.example", siteAdmin: false },
  { id: serviceAccountId, name: "Integration service account", email: "service@employer.example", siteAdmin: true, isService: true },
];

type Placement = Pick<Job, "department" | "offices" | "managers">;

/** Where the job of a running number belongs: one department, one office, one manager for most, and one of each exception in eight. */
export function placement(number: number): Placement {
  const ordinary: Placement = {
    department: cyclic(departments, number),
    offices: [cyclic(offices, number)],
    managers: [cyclic(managers, number)],
  };
  switch (number % 8) {
    case 3:
      return { ...ordinary, department: null };
    case 5:
      return { ...ordinary, offices: offices.slice(0, 2) };
    case 6:
      return { ...ordinary, managers: [] };
    case 7:
      return { ...ordinary, managers: managers.slice(1) };
    default:
      return ordinary;
  }
}

/** Who recruited for an application; some have no one. */
export function recruiterOf({ id }: { id: number }): User | null {
  const people = users.filter(({ isService }) => !isService);
  return id % 3 === 0 ? null : (people[id % people.length] ?? null);
}
