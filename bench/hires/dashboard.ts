import { medianMs, round } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import type { Row } from "@/bench/results";
import { figuresFromRows } from "@/e2e/fixtures/dashboard/figures-from-rows";
import { dashboard } from "@/lib/dashboard/dashboard";
import { localDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";

/** The dashboard's figures of one organization at three sizes, beside the same figures read from its hires and invitations. */
export function dashboardTimes(): Promise<Row[]> {
  return onSizes([10_000, 300_000, 1_000_000], async ({ organizationId }, size) => {
    const ms = await medianMs(15, () => inOrganization(organizationId, (tx, now) => dashboard(tx, organizationId, now)));
    const baselineMs = await medianMs(3, () =>
      inOrganization(organizationId, (tx, now) => figuresFromRows(tx, organizationId, { now, today: localDay(now, "UTC") })),
    );
    return [{ name: `dashboard ${size.toLocaleString("en")}`, hires: size, ms, baselineMs, ratioToBaseline: round(ms / baselineMs, 3) }];
  });
}
