import { z } from "zod";

export const referenceKinds = ["job", "department", "office", "job_managers", "user"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const jobReference = z.object({ name: z.string().nullable(), departmentId: z.number().nullable(), officeIds: z.array(z.number()) });
export const nameReference = z.object({ name: z.string().nullable() });
export const managersReference = z.object({ userIds: z.array(z.number()) });

/** Keeps what hardly changes (a job's name, a department) by kind and id, so that it is asked for once a day and not at every run. */
export interface ReferenceStore {
  /** Those that were written within the last day. */
  read(kind: ReferenceKind, ids: readonly number[]): Promise<Map<number, unknown>>;
  write(kind: ReferenceKind, values: ReadonlyMap<number, unknown>): Promise<void>;
}

/** Greenhouse's `ids` and parent filters take at most so many. */
export const IDS_PER_REQUEST = 50;

/** Fetches references of one kind that neither this run nor the store knows; ids that Greenhouse does not have are absent. */
export type FetchReferences = (ids: readonly number[]) => Promise<Map<number, unknown>>;

/** The references of one run. */
export class References {
  private readonly known = new Map<string, unknown>();
  private readonly store: ReferenceStore;

  constructor(store: ReferenceStore) {
    this.store = store;
  }

  /**
   * Makes the wanted ones known, with as few requests as that takes; `likely` ones fill the last request up, since they will
   * be wanted later in the run.
   */
  async load(kind: ReferenceKind, wanted: readonly number[], likely: readonly number[], fetch: FetchReferences): Promise<void> {
    const isNew = (id: number) => !this.known.has(`${kind} ${id}`);
    let missing = [...new Set(wanted)].filter(isNew);
    if (missing.length === 0) return;
    const candidates = [...new Set([...missing, ...likely])].filter(isNew);
    for (const [id, value] of await this.store.read(kind, candidates)) this.known.set(`${kind} ${id}`, value);
    missing = missing.filter(isNew);
    if (missing.length === 0) return;
    const room = Math.ceil(missing.length / IDS_PER_REQUEST) * IDS_PER_REQUEST;
    const asked = [...missing, ...candidates.filter((id) => isNew(id) && !missing.includes(id))].slice(0, room);
    const found = await fetch(asked);
    // That Greenhouse does not have one is kept as well, or every run would ask again.
    const values = new Map(asked.map((id) => [id, found.get(id) ?? null]));
    await this.store.write(kind, values);
    for (const [id, value] of values) this.known.set(`${kind} ${id}`, value);
  }

  /** What is known of one, read with its schema; undefined when Greenhouse does not have it or has something else. */
  get<Value>(kind: ReferenceKind, id: number, schema: z.ZodType<Value>): Value | undefined {
    const parsed = schema.safeParse(this.known.get(`${kind} ${id}`));
    return parsed.success ? parsed.data : undefined;
  }
}
