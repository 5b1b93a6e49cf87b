import type { z } from "zod";
import { type CustomField, GreenhouseError, type JobDetails, type ReportedValue } from "@/lib/greenhouse/connector";
import { toJobFields, toOpeningFields } from "@/lib/greenhouse/job-fields";
import { jobReference, managersReference, nameReference, type ReferenceStore, References } from "@/lib/greenhouse/references";
import { inBatches, PAGE_SIZE, type V3Lists } from "@/lib/greenhouse/v3/lists";
import { OPENINGS } from "@/lib/greenhouse/v3/permissions";
import { hiringManagerSchema, jobSchema, namedSchema, v3OpeningSchema } from "@/lib/greenhouse/v3/shapes";
import * as m from "@/lib/messages/generated/server/greenhouse";

/** Loads the jobs of one run's hires, as far as the optional scopes allow. */
export class V3Jobs {
  private readonly references: References;
  private readonly granted: ReadonlySet<string>;
  private readonly lost = new Set<string>();
  /** Jobs of listed offers; they fill up requests for jobs that are needed now. */
  private readonly likely = new Set<number>();
  private readonly lists: V3Lists;

  constructor(lists: V3Lists, granted: readonly string[], store: ReferenceStore) {
    this.lists = lists;
    this.granted = new Set(granted);
    this.references = new References(store);
  }

  /** Notes a job that will probably be needed. */
  addLikely(jobId: number): void {
    this.likely.add(jobId);
  }

  /** Returns the optional scopes that Greenhouse refused in this run. */
  lostScopes(): readonly string[] {
    return [...this.lost];
  }

  /** Loads these jobs with their departments, offices and hiring managers. */
  async load(jobIds: readonly number[]): Promise<void> {
    if (jobIds.length === 0) return;
    await this.optionally(["harvest:jobs:list"], () =>
      this.references.load("job", jobIds, [...this.likely], (ids) =>
        this.fetch("harvest:jobs:list", `/jobs?per_page=${PAGE_SIZE}&ids=`, ids, jobSchema, (job) => ({
          name: job.name,
          departmentId: job.department_id,
          officeIds: job.office_ids,
          customFields: toJobFields(job),
        })),
      ),
    );
    const jobs = jobIds.flatMap((jobId) => this.references.get("job", jobId, jobReference) ?? []);
    const departments = jobs.flatMap(({ departmentId }) => departmentId ?? []);
    const offices = jobs.flatMap(({ officeIds }) => officeIds);
    await Promise.all([
      this.optionally(["harvest:departments:list"], () => this.loadNames("department", "departments", departments)),
      this.optionally(["harvest:offices:list"], () => this.loadNames("office", "offices", offices)),
      this.optionally(["harvest:job_hiring_managers:list", "harvest:users:list"], () => this.loadManagers(jobIds)),
    ]);
  }

  /** Returns the fields of openings by id; null where this connection may not read them. */
  async openings(ids: readonly number[]): Promise<Map<number, CustomField[]> | null> {
    const found = await this.optionally([OPENINGS], () => this.lists.byIds(OPENINGS, "/openings", ids, v3OpeningSchema));
    return found && new Map([...found].flatMap(([id, opening]) => ("kind" in opening ? [] : [[id, toOpeningFields(opening)] as const])));
  }

  /** Loads the names of these users, if this connection may read them. */
  async loadUsers(ids: readonly number[]): Promise<void> {
    await this.optionally(["harvest:users:list"], () => this.loadNames("user", "users", [...new Set(ids)]));
  }

  /** Returns the name of a loaded user; null: there is none. Undefined where this connection may not read users. */
  userName(id: number | null): ReportedValue {
    if (!this.has("harvest:users:list")) return undefined;
    return id === null ? null : (this.references.get("user", id, nameReference)?.name ?? null);
  }

  private async loadManagers(jobIds: readonly number[]): Promise<void> {
    await this.references.load("job_managers", jobIds, [...this.likely], async (ids) => {
      const userIds = new Map<number, number[]>(ids.map((jobId) => [jobId, []]));
      await inBatches(ids, async (batch) => {
        const path = `/job_hiring_managers?per_page=${PAGE_SIZE}&job_ids=${batch.join(",")}`;
        for await (const raw of this.lists.rows("harvest:job_hiring_managers:list", path)) {
          const parsed = hiringManagerSchema.safeParse(raw);
          if (parsed.success) userIds.get(parsed.data.job_id)?.push(parsed.data.user_id);
        }
      });
      return new Map([...userIds].map(([jobId, users]) => [jobId, { userIds: [...new Set(users)].sort((a, b) => a - b) }]));
    });
    const users = jobIds.flatMap((jobId) => this.references.get("job_managers", jobId, managersReference)?.userIds ?? []);
    await this.loadNames("user", "users", users);
  }

  private loadNames(kind: "department" | "office" | "user", list: string, ids: readonly number[]): Promise<void> {
    return this.references.load(kind, ids, [], (wanted) =>
      this.fetch(`harvest:${list}:list`, `/${list}?per_page=${PAGE_SIZE}&ids=`, wanted, namedSchema, ({ name }) => ({ name })),
    );
  }

  private async fetch<Row extends { id: number }>(
    scope: string,
    path: string,
    ids: readonly number[],
    schema: z.ZodType<Row>,
    toReference: (row: Row) => unknown,
  ): Promise<Map<number, unknown>> {
    const found = new Map<number, unknown>();
    await inBatches(ids, async (batch) => {
      for await (const raw of this.lists.rows(scope, `${path}${batch.join(",")}`)) {
        const parsed = schema.safeParse(raw);
        if (parsed.success) found.set(parsed.data.id, toReference(parsed.data));
      }
    });
    return found;
  }

  /** Returns what `load` reads if its scopes are granted, else null. A scope that Greenhouse refuses counts as lost for the rest of the run. */
  async optionally<Result>(scopes: readonly string[], load: () => Promise<Result>): Promise<Result | null> {
    if (!scopes.every((scope) => this.has(scope))) return null;
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof GreenhouseError) || error.failure !== "permission_missing" || !error.permission) throw error;
      this.lost.add(error.permission);
      return null;
    }
  }

  private has(scope: string): boolean {
    return this.granted.has(scope) && !this.lost.has(scope);
  }

  /** Returns the details of a loaded job. A prospect's application has no job (null). */
  detailsOf(jobId: number | null): JobDetails {
    if (!this.has("harvest:jobs:list"))
      return { name: undefined, department: undefined, location: undefined, managerName: undefined, customFields: undefined };
    if (jobId === null) return { name: null, department: null, location: null, managerName: null, customFields: [] };
    const job = this.references.get("job", jobId, jobReference);
    const nameOf = (kind: "department" | "office" | "user", reference: number | null | undefined) =>
      reference == null ? null : (this.references.get(kind, reference, nameReference)?.name ?? null);
    const managers = this.references.get("job_managers", jobId, managersReference)?.userIds ?? [];
    const namesOf = (kind: "office" | "user", ids: readonly number[]) => ids.flatMap((one) => nameOf(kind, one) ?? []);
    const offices = namesOf("office", job?.officeIds ?? []);
    const managerNames = namesOf("user", managers);
    return {
      name: job?.name ?? null,
      customFields: [
        ...(job?.customFields ?? []),
        ...severalNames("offices", m.offices(), offices),
        ...severalNames("hiring_managers", m.hiringManagers(), managerNames),
      ],
      department: this.has("harvest:departments:list") ? nameOf("department", job?.departmentId) : undefined,
      location: this.has("harvest:offices:list") ? nameOf("office", onlyId(job?.officeIds ?? [])) : undefined,
      managerName:
        this.has("harvest:job_hiring_managers:list") && this.has("harvest:users:list") ? nameOf("user", onlyId(managers)) : undefined,
    };
  }
}

/** Returns several names as one field, in the order of the alphabet, so that a translation can say which of them counts. */
function severalNames(key: string, name: string, names: readonly string[]): CustomField[] {
  return names.length < 2 ? [] : [{ key, name, value: names.toSorted().join(", ") }];
}

/** Returns the id if there is exactly one; of several, none is known to be the right one. */
function onlyId(ids: readonly number[]): number | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}
