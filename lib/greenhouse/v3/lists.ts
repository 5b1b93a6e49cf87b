import pMap from "p-map";
import type { z } from "zod";
import { type DayRange, GreenhouseError, type PageRequest, type Rejected } from "@/lib/greenhouse/connector";
import type { HarvestHttp, HarvestResponse } from "@/lib/greenhouse/http";
import { NextLinks, refusedPlace } from "@/lib/greenhouse/paging";
import { rejection, rowsOf } from "@/lib/greenhouse/parsing";
import { IDS_PER_REQUEST } from "@/lib/greenhouse/references";
import { idSchema } from "@/lib/greenhouse/v3/shapes";
import * as m from "@/lib/messages/generated/server/greenhouse";

// "Pagination": at most 500 per page; 501 is an error.
export const PAGE_SIZE = 500;
export const PARALLEL_LISTS = 5;

/** Reads Harvest v3's lists. Only the first request has filters; a `next` link is followed unchanged ("Pagination"). */
export class V3Lists {
  private readonly links = new NextLinks();
  private readonly http: HarvestHttp;

  constructor(http: HarvestHttp) {
    this.http = http;
  }

  /** Returns one page; throws for every status but 200. The refusal of a `next` link says nothing about the scope. */
  async page(
    scope: string,
    from: { first: string } | { next: string },
  ): Promise<HarvestResponse & { next: string | null; rows: unknown[] }> {
    const response = "next" in from ? await this.http.follow(from.next) : await this.http.get(from.first);
    if (response.status !== 200) throw "next" in from ? refusedPlace(response.status) : statusError(response.status, scope);
    return { ...response, rows: rowsOf(response.body, listName(scope)), next: this.links.nextOf(response.link) };
  }

  /** Yields every row of a list, page by page. */
  async *rows(scope: string, first: string): AsyncGenerator<unknown> {
    let from: { first: string } | { next: string } = { first };
    for (;;) {
      const { rows, next } = await this.page(scope, from);
      yield* rows;
      if (next === null) return;
      from = { next };
    }
  }

  /** Returns rows by id: an unreadable one as a rejection, one that Greenhouse doesn't have not at all. */
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
          const identified = idSchema.safeParse(raw);
          if (identified.success) found.set(identified.data.id, rejection("candidate", raw, parsed.error));
        }
      }
    });
    return found;
  }

  /** Returns the ids of a list's rows and the number of requests; null when the list has more pages than `maxPages`. */
  async idsOf(scope: string, first: string, maxPages: number): Promise<{ ids: Set<number>; requests: number } | null> {
    const ids = new Set<number>();
    let from: { first: string } | { next: string } = { first };
    for (let requests = 1; requests <= maxPages; requests++) {
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

/** Runs `work` for batches of ids as large as a filter accepts, several in parallel. */
export async function inBatches(ids: readonly number[], work: (batch: number[]) => Promise<void>): Promise<void> {
  const batches: number[][] = [];
  for (let at = 0; at < ids.length; at += IDS_PER_REQUEST) batches.push(ids.slice(at, at + IDS_PER_REQUEST));
  await pMap(batches, work, { concurrency: PARALLEL_LISTS });
}

/** Returns the error for a response whose status is not 200. */
export function statusError(status: number, scope: string): GreenhouseError {
  if (status === 401) return new GreenhouseError("credential_rejected", m.tokenRejected());
  // "GET endpoints are only accessible by site admin users": a missing role gets the same status as a missing scope.
  if (status === 403) {
    return new GreenhouseError("permission_missing", m.scopeMissing({ scope }), scope);
  }
  return new GreenhouseError("greenhouse_unreadable", m.unexpectedStatus({ version: "v3", status: String(status) }));
}

/** Returns the query of the accepted offers with a start date in a range of days. */
export function startingQuery([from, to]: DayRange): URLSearchParams {
  // "Filtering": a date filter may have two sides.
  return new URLSearchParams({ per_page: String(PAGE_SIZE), status: "Accepted", starts_on: `gte|${from}|lte|${to}` });
}

/** Returns the request of a list's page. Its filters are in the first page's address only; "Filtering": a pipe separates operator and value. */
export function listed(
  path: string,
  request: PageRequest,
  { always = {}, ifEverything = {} }: { always?: Record<string, string>; ifEverything?: Record<string, string> },
): { first: string } | { next: string } {
  if ("next" in request) return request;
  const changed = request.changedSince ? { updated_at: `gte|${request.changedSince.toISOString()}` } : ifEverything;
  return { first: `${path}?${new URLSearchParams({ per_page: String(PAGE_SIZE), ...always, ...changed })}` };
}
