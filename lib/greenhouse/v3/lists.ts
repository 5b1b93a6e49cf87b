import type { z } from "zod";
import { GreenhouseError, type Rejected } from "@/lib/greenhouse/connector";
import type { HarvestAnswer, HarvestHttp } from "@/lib/greenhouse/http";
import { NextLinks } from "@/lib/greenhouse/paging";
import { rejection, rowsOf } from "@/lib/greenhouse/parsing";
import { IDS_PER_REQUEST } from "@/lib/greenhouse/references";
import { idSchema } from "@/lib/greenhouse/v3/shapes";

// "Pagination": at most 500 a page; 501 is an error.
export const PAGE_SIZE = 500;
export const LISTS_AT_ONCE = 5;

/**
 * Harvest v3's lists as the connector reads them: filters on the first request only, then the `next` link exactly as given,
 * because a cursor must be the only parameter ("Pagination").
 */
export class V3Lists {
  readonly links = new NextLinks();
  private readonly http: HarvestHttp;

  constructor(http: HarvestHttp) {
    this.http = http;
  }

  /** One page. Throws for anything but an answer. */
  async page(scope: string, from: { first: string } | { next: string }): Promise<HarvestAnswer & { next: string | null; rows: unknown[] }> {
    const answer = "next" in from ? await this.http.follow(from.next) : await this.http.get(from.first);
    if (answer.status !== 200) throw refusal(answer.status, scope);
    return { ...answer, rows: rowsOf(answer.body, listName(scope)), next: this.links.after(answer.link) };
  }

  /** Every row of a list, page after page. */
  async *rows(scope: string, first: string): AsyncGenerator<unknown> {
    let from: { first: string } | { next: string } = { first };
    for (;;) {
      const { rows, next } = await this.page(scope, from);
      yield* rows;
      if (next === null) return;
      from = { next };
    }
  }

  /** Rows by id; one that cannot be read is there as a rejection, one that Greenhouse does not have is absent. */
  async byIds<Row extends { id: number }>(
    scope: string,
    path: string,
    ids: readonly number[],
    schema: z.ZodType<Row>,
  ): Promise<Map<number, Row | Rejected>> {
    const found = new Map<number, Row | Rejected>();
    await inBatches([...new Set(ids)], async (batch) => {
      for await (const raw of this.rows(scope, `${path}?per_page=${PAGE_SIZE}&ids=${batch.join(",")}`)) {
        const parsed = schema.safeParse(raw);
        if (parsed.success) found.set(parsed.data.id, parsed.data);
        else {
          const known = idSchema.safeParse(raw);
          if (known.success) found.set(known.data.id, rejection("candidate", raw, parsed.error));
        }
      }
    });
    return found;
  }

  /** The ids of a list's rows with the requests it took; null when it has more pages than `atMost`. */
  async idsOf(scope: string, first: string, atMost: number): Promise<{ ids: Set<number>; requests: number } | null> {
    const ids = new Set<number>();
    let from: { first: string } | { next: string } = { first };
    for (let requests = 1; requests <= atMost; requests++) {
      const { rows, next } = await this.page(scope, from);
      for (const raw of rows) {
        const parsed = idSchema.safeParse(raw);
        if (parsed.success) ids.add(parsed.data.id);
      }
      if (next === null) return { ids, requests };
      from = { next };
    }
    return null;
  }
}

function listName(scope: string): string {
  return scope.split(":")[1] ?? "records";
}

/** Runs `work` for ids in batches as large as a filter takes, a few at a time. */
export async function inBatches(ids: readonly number[], work: (batch: number[]) => Promise<void>): Promise<void> {
  const batches: number[][] = [];
  for (let at = 0; at < ids.length; at += IDS_PER_REQUEST) batches.push(ids.slice(at, at + IDS_PER_REQUEST));
  let at = 0;
  const worker = async () => {
    for (let batch = batches[at++]; batch !== undefined; batch = batches[at++]) await work(batch);
  };
  await Promise.all(Array.from({ length: Math.min(LISTS_AT_ONCE, batches.length) }, worker));
}

export function refusal(status: number, scope: string): GreenhouseError {
  if (status === 401) return new GreenhouseError("credential_rejected", "Greenhouse does not accept this connection's token.");
  // "GET endpoints are only accessible by site admin users": the same answer as for a missing scope.
  if (status === 403) {
    return new GreenhouseError(
      "permission_missing",
      `Greenhouse refuses “${scope}”: the scope was taken away, or the credential acts for somebody who is not a Site Admin (any more).`,
      scope,
    );
  }
  return new GreenhouseError("greenhouse_unreadable", `Greenhouse answered in a way Harvest v3 does not document (${status}).`);
}
