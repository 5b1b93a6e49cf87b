import { medianMs, round } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import { city, searched } from "@/bench/list/organization";
import type { Row } from "@/bench/results";
import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import { countForScreen, countMatching } from "@/lib/hires/list/count";
import { inOrganization } from "@/lib/platform/db";

const SIZE = 1_000_000;

const queries = {
  all: "",
  status: "status=started",
  filtered: `status=started&location=${encodeURIComponent(city)}&startFrom=2026-03-01`,
  "filtered by own fields": "status=started&x_size=M&x_laptop=yes",
  searched: `status=pending&search=${searched}`,
};

/** How many hires match a filter, as the list asks it of a million, beside the exact number. */
export function countTimes(): Promise<Row[]> {
  return onSizes([SIZE], async ({ organizationId }) => {
    const rows: Row[] = [];
    for (const [name, query] of Object.entries(queries)) {
      const conditions = newHireConditionsSchema.parse(Object.fromEntries(new URLSearchParams(query)));
      const ms = await medianMs(15, () => inOrganization(organizationId, (tx) => countForScreen(tx, organizationId, conditions)));
      const baselineMs = await medianMs(3, () => inOrganization(organizationId, (tx) => countMatching(tx, organizationId, conditions)));
      rows.push({ name: `count ${name}`, hires: SIZE, ms, baselineMs, ratioToBaseline: round(ms / baselineMs, 3) });
    }
    return rows;
  });
}
