import { z } from "zod";

const referenceKinds = ["job", "department", "office", "job_managers", "user"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const jobReference = z.object({
  name: z.string().nullable(),
  departmentId: z.number().nullable(),
  officeIds: z.array(z.number()),
  // Absent in what an earlier version wrote.
  customFields: z.array(z.object({ key: z.string(), name: z.string(), value: z.string().nullable() })).default([]),
});
export const nameReference = z.object({ name: z.string().nullable() });
export const managersReference = z.object({ userIds: z.array(z.number()) });

/** Caches what rarely changes in Greenhouse (a job's name, a department) by kind and id, so it is requested once a day, not in every run. */
export interface ReferenceStore {
  /** Returns the values written within the last day. */
  read(kind: ReferenceKind, ids: readonly number[]): Promise<Map<number, unknown>>;
  write(kind: ReferenceKind, values: ReadonlyMap<number, unknown>): Promise<void>;
}

/** The most ids that Greenhouse's `ids` and parent filters accept. */
export const IDS_PER_REQUEST = 50;

/** Requests references of one kind from Greenhouse; ids that it doesn't have are absent. */
export type FetchReferences = (ids: readonly number[]) => Promise<Map<number, unknown>>;

/** The references that one run has loaded. */
export class References {
  private readonly loaded = new Map<string, unknown>();
  private readonly store: ReferenceStore;

  constructor(store: ReferenceStore) {
    this.store = store;
  }

  /**
   * Loads the wanted references, from the store first, with as few requests as possible. The last request is filled up with
   * `likely` ones, which the run will probably want later.
   */
  async load(kind: ReferenceKind, wanted: readonly number[], likely: readonly number[], fetch: FetchReferences): Promise<void> {
    const isNew = (id: number) => !this.loaded.has(`${kind} ${id}`);
    let missing = [...new Set(wanted)].filter(isNew);
    if (missing.length === 0) return;
    const candidates = [...new Set([...missing, ...likely])].filter(isNew);
    for (const [id, value] of await this.store.read(kind, candidates)) this.loaded.set(`${kind} ${id}`, value);
    missing = missing.filter(isNew);
    if (missing.length === 0) return;
    const room = Math.ceil(missing.length / IDS_PER_REQUEST) * IDS_PER_REQUEST;
    const requested = [...missing, ...candidates.filter((id) => isNew(id) && !missing.includes(id))].slice(0, room);
    const found = await fetch(requested);
    // An id that Greenhouse doesn't have is stored, too, or every run would request it again.
    const values = new Map(requested.map((id) => [id, found.get(id) ?? null]));
    await this.store.write(kind, values);
    for (const [id, value] of values) this.loaded.set(`${kind} ${id}`, value);
  }

  /** Returns a loaded reference; undefined when Greenhouse doesn't have it or it doesn't fit the schema. */
  get<Value>(kind: ReferenceKind, id: number, schema: z.ZodType<Value>): Value | undefined {
    const parsed = schema.safeParse(this.loaded.get(`${kind} ${id}`));
    return parsed.success ? parsed.data : undefined;
  }
}
