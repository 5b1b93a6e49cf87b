import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { metrics } from "@/lib/platform/telemetry/metrics";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manual = read("docs/OPERATIONS.md");

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Emptrust[A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
  annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
});
const rulesSchema = z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alertSchema) })) });
const alerts = rulesSchema.parse(parse(read("docs/operations/prometheus-alerts.yml"))).groups.flatMap(({ rules }) => rules);

const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
});
const { panels } = dashboardSchema.parse(JSON.parse(read("docs/operations/grafana-dashboard.json")));

const metricSchema = z.object({ name: z.string(), labelNames: z.array(z.string()), type: z.string().optional() });
const given = metrics()
  .registry.getMetricsAsArray()
  .map((metric) => metricSchema.parse(metric));
/** Series by name, with their labels: what a histogram gives has names of its own. */
const series = new Map<string, readonly string[]>(
  given.flatMap(({ name, labelNames }) => ["", "_bucket", "_sum", "_count"].map((part) => [`${name}${part}`, labelNames] as const)),
);

const functions = new Set(["sum", "min", "max", "rate", "topk", "histogram_quantile", "by"]);
/** What Prometheus itself knows of a target. */
const ofPrometheus = { metrics: ["up"], labels: ["job", "instance", "le"] };

const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** The metrics that an expression names, each with the labels that it is asked for by. */
function namesIn(expression: string): { name: string; labels: string[] }[] {
  const plain = expression
    .replace(/\[\w+\]/g, "")
    .replace(/\boffset \w+/g, "")
    .replace(/\bby \([^)]*\)/g, "");
  const named = [...plain.matchAll(/([A-Za-z_]\w*)(?:\{([^}]*)\})?/g)].map(([, name = "", labels = ""]) => ({
    name,
    labels: [...labels.matchAll(/(\w+)(?:=~|!=|!~|=)"/g)].map(([, label = ""]) => label),
  }));
  return named.filter(({ name }) => !functions.has(name));
}

describe("the alerts and the dashboard", () => {
  it.each(expressions)("%s asks for what /api/metrics gives: %s", (_, expression) => {
    const named = namesIn(expression);
    expect(named).not.toEqual([]);
    for (const { name, labels } of named) {
      if (ofPrometheus.metrics.includes(name)) continue;
      expect([...series.keys()]).toContain(name);
      for (const label of labels) expect([...(series.get(name) ?? []), ...ofPrometheus.labels]).toContain(label);
    }
    const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = ""]) => labels.split(", "));
    const known = named.flatMap(({ name }) => series.get(name) ?? []);
    for (const label of grouped) expect([...known, ...ofPrometheus.labels]).toContain(label);
  });
});

describe("docs/OPERATIONS.md", () => {
  it.each(alerts)("has a page for $alert: meaning, first look, what to do", ({ alert, annotations }) => {
    expect(annotations.runbook).toBe(`docs/OPERATIONS.md#${alert.toLowerCase()}`);
    const page = manual.split(/\n(?=##)/).find((section) => section.startsWith(`### ${alert}\n`)) ?? "";
    for (const part of ["**Meaning.**", "**First look.**", "**What to do.**"]) expect(page.split(`\n- ${part} `)).toHaveLength(2);
  });

  it("has no page for an alert that does not exist, and every link in it leads to a heading", () => {
    const pages = [...manual.matchAll(/^### (Emptrust\w+)$/gm)].map(([, name]) => name);
    expect(pages.toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
    const headings = [...manual.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor] of manual.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });

  it("lists every metric of ours, with its labels, and none that does not exist", () => {
    const rows = [...manual.matchAll(/^\| `(emptrust_\w+)` +\| ([^|]+)\|/gm)].map(([, name = "", labels = ""]) => ({
      name,
      labelNames: [...labels.matchAll(/`(\w+)`/g)].map(([, label = ""]) => label),
    }));
    const ours = given.filter(({ name }) => name.startsWith("emptrust_")).map(({ name, labelNames }) => ({ name, labelNames }));
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
    expect(rows.toSorted(byName)).toEqual(ours.toSorted(byName));
  });
});
