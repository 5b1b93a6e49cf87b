import { writeFile } from "node:fs/promises";
import pg from "pg";
import { round } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import { city, searched, widely } from "@/bench/list/organization";
import type { Row } from "@/bench/results";
import { type Statement, statementsOf } from "@/e2e/fixtures/stack/statements";
import { dashboardFigures } from "@/lib/dashboard/data";
import { newHireConditionsSchema, newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { countForScreen } from "@/lib/hires/list/count";
import { closeStarts, dueHires, openHiresAfter, overdueHires } from "@/lib/hires/list/due";
import { listHirePage } from "@/lib/hires/list/rows";
import { hiresDue } from "@/lib/hires/record/retention";
import { remindable } from "@/lib/invitations/data";
import { addDays, daysLater, utcDay } from "@/lib/platform/calendar";
import { applicationConnection } from "@/lib/platform/database/connection";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";

const SIZE = 1_000_000;
const FILE = "docs/plans.md";

/** The pieces of work whose statements are explained: add one here, and its statements appear in the document. */
const works: Record<string, (tx: TenantTx, organizationId: OrganizationId, now: Date) => Promise<unknown>> = {
  "The first page of the list": (_, organizationId) => listHirePage(organizationId, newHireQuerySchema.parse({ status: "pending" })),
  "A page of all tabs by name": (_, organizationId) => listHirePage(organizationId, newHireQuerySchema.parse({ sort: "name" })),
  "A page by location and first day": (_, organizationId) =>
    listHirePage(organizationId, newHireQuerySchema.parse({ status: "started", location: city, startFrom: "2026-03-01" })),
  "A page by two own fields": (_, organizationId) =>
    listHirePage(organizationId, newHireQuerySchema.parse({ status: "started", x_size: "M", x_laptop: "yes" })),
  "A page of a search that few match": (_, organizationId) =>
    listHirePage(organizationId, newHireQuerySchema.parse({ status: "pending", search: searched })),
  "A page of a search that one in a hundred matches": (_, organizationId) =>
    listHirePage(organizationId, newHireQuerySchema.parse({ search: `${widely}7` })),
  "The dashboard's figures": (tx, organizationId, now) => dashboardFigures(tx, organizationId, { now, today: utcDay(now) }),
  "A count by status": (tx, organizationId) => countForScreen(tx, organizationId, { status: ["started"] }),
  "A count by status, location and first day": (tx, organizationId) =>
    countForScreen(tx, organizationId, newHireConditionsSchema.parse({ status: "started", location: city, startFrom: "2026-03-01" })),
  "A count by a search": (tx, organizationId) => countForScreen(tx, organizationId, { status: ["pending"], search: searched }),
  "Reminders that are due": (tx, organizationId, now) => remindable(tx, organizationId, { sentBefore: daysLater(now, -119), most: 2 }, 200),
  "Close starts to flag": (tx, organizationId, now) =>
    closeStarts(tx, organizationId, { from: utcDay(now), until: addDays(utcDay(now), 7), limit: 200 }),
  "Scheduled invitations that are due": (tx, organizationId, now) => dueHires(tx, organizationId, utcDay(now), 200),
  "Suspensions that are over": (tx, _, now) => overdueHires(tx, now, 200),
  "Hires to erase": (tx, _, now) => hiresDue(tx, { withdrawnDays: 30, startedDays: 119 }, now, 100),
  "Open hires to decide again": (tx, organizationId) => openHiresAfter(tx, organizationId, null, 500),
};

const intro = `# Plans of the statements that must not slow down

Written by \`npm run bench -- plans\`: an organization of ${SIZE.toLocaleString("en")} hires, each statement as the portal sends it, explained as the
application's role below row-level security with the caches warm. Each node names its index, the rows that it returned and the pages (8 kB) that it
and the nodes below it read. Add further statements to \`works\` in \`bench/hires/plans.ts\`.
`;

/** Explains the statements of frequent work at a million hires into a document. Counts the sequential scans of the large tables: none is wanted. */
export function writePlans(): Promise<Row[]> {
  return onSizes([SIZE], async ({ organizationId }, _, owner) => {
    await owner.query("VACUUM ANALYZE");
    const client = new pg.Client(applicationConnection(process.env.DATABASE_URL ?? ""));
    await client.connect();
    const sections: string[] = [];
    const rows: Row[] = [];
    try {
      for (const [name, work] of Object.entries(works)) {
        const { trips } = await statementsOf(() => inOrganization(organizationId, (tx, now) => work(tx, organizationId, now)));
        const plans: Plan[] = [];
        for (const statement of trips.flat().filter(({ text }) => /"(NewHire|Invitation|DashboardSum)"|new_hires_matching/.test(text)))
          plans.push(await explain(client, organizationId, statement));
        sections.push(`## ${name}\n\n${plans.map(toText).join("\n")}`);
        const scans = plans.flatMap(({ Plan: top }) => nodesOf(top)).filter(isScanOfLarge).length;
        rows.push({
          name: `plans ${name}`,
          statements: plans.length,
          ms: round(sum(plans.map((plan) => plan["Execution Time"]))),
          sequentialScans: scans,
        });
      }
    } finally {
      await client.end();
    }
    await writeFile(FILE, `${intro}\n${sections.join("\n")}`);
    return rows;
  });
}

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Node[];
}

interface Plan {
  Plan: Node;
  "Execution Time": number;
}

async function explain(client: pg.Client, organizationId: OrganizationId, { text, values }: Statement): Promise<Plan> {
  await client.query("BEGIN");
  await client.query("SELECT set_config('role', 'emptrust_app', true), set_config('app.organization_id', $1, true)", [organizationId]);
  try {
    // The first time reads into the caches.
    const run = () => client.query<{ "QUERY PLAN": Plan[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
    await run();
    const [plan] = (await run()).rows[0]?.["QUERY PLAN"] ?? [];
    if (!plan) throw new Error("a statement has no plan");
    return plan;
  } finally {
    await client.query("ROLLBACK");
  }
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function isScanOfLarge(node: Node): boolean {
  return node["Node Type"] === "Seq Scan" && ["NewHire", "Invitation", "DashboardSum"].includes(node["Relation Name"] ?? "");
}

function toText(plan: Plan): string {
  return `\`\`\`text\n${linesOf(plan.Plan, 0).join("\n")}\n${round(plan["Execution Time"])} ms\n\`\`\`\n`;
}

function linesOf(node: Node, depth: number): string[] {
  const index = node["Index Name"] ? ` using ${node["Index Name"]}` : "";
  const relation = node["Relation Name"] ? ` on ${node["Relation Name"]}` : "";
  const pages = node["Shared Hit Blocks"] + node["Shared Read Blocks"];
  const line = `${"  ".repeat(depth)}${node["Node Type"]}${relation}${index}: ${round(node["Actual Rows"] * node["Actual Loops"], 0)} rows, ${pages} pages`;
  return [line, ...(node.Plans ?? []).flatMap((inner) => linesOf(inner, depth + 1))];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
