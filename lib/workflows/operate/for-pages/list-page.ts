import { ownWrites } from "@/lib/auth/own-writes";
import { greenhouseView } from "@/lib/connections/data";
import { newHireQuerySchema, type PageFilter } from "@/lib/hires/conditions/schema";
import { listHirePage } from "@/lib/hires/list/rows";
import type { ReadPage } from "@/lib/hires/schema";
import { layoutOf } from "@/lib/hires/views/data";
import { entityTag } from "@/lib/http/responses";
import { mailStatus } from "@/lib/invitations/data";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Returns what the list's page shows first: how the member arranged the list, what stands above it, and its page where the filter is one. */
export async function listPageOf({ organizationId, userId }: { organizationId: OrganizationId; userId: string }, filter: PageFilter) {
  const [page, around] = await Promise.all([
    firstPage(organizationId, filter),
    inOrganization(organizationId, async (tx) => ({
      layout: await layoutOf(tx, userId),
      greenhouse: await greenhouseView(tx),
      mail: await mailStatus(tx),
    })),
  ]);
  return { ...around, list: page && { filter, page } };
}

/** Returns a page of the list; null where the address asks for what the list refuses, such as a place that is gone: the list itself says so. */
export async function firstPage(organizationId: OrganizationId, filter: PageFilter): Promise<ReadPage | null> {
  const asked = newHireQuerySchema.safeParse(filter);
  if (!asked.success) return null;
  try {
    const page = await listHirePage(organizationId, asked.data, await ownWrites());
    return { ...page, version: entityTag(JSON.stringify(page)) };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
