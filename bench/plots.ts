import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { RESULTS, type Row } from "@/bench/results";

const FOLDER = "docs/plots";
// Fetched when they are asked for, and no dependencies.
const PACKAGES = ["--package=vega@6.4.0", "--package=vega-lite@6.5.0"];

interface Point {
  hires: number;
  ms: number;
  of: string;
  case?: string;
}

const axes = {
  x: {
    field: "hires",
    type: "quantitative",
    scale: { type: "log" },
    title: "hires of the organization",
    axis: { tickCount: 4, format: "," },
  },
  y: { field: "ms", type: "quantitative", title: "milliseconds", scale: { zero: true } },
  color: { field: "of", type: "nominal", title: null, legend: { orient: "bottom", labelLimit: 300 } },
  strokeDash: { field: "of", type: "nominal", title: null },
} as const;

/** The plots by file: the newest row of each benchmark's name becomes points. */
const plots: Record<string, (rows: readonly Row[]) => object> = {
  list: (rows) => ({
    title: "A page of the list, eight clients at a time",
    data: { values: rows.flatMap(listPoints) },
    facet: { field: "case", type: "nominal", title: null },
    columns: 3,
    spec: { width: 200, height: 150, mark: { type: "line", point: true }, encoding: axes },
  }),
  dashboard: (rows) => ({
    title: "The dashboard's figures",
    data: { values: rows.flatMap(dashboardPoints) },
    width: 420,
    height: 200,
    mark: { type: "line", point: true },
    encoding: { ...axes, y: { ...axes.y, scale: { type: "log" } } },
  }),
};

function listPoints(row: Row): Point[] {
  const [, name] = /^list (.+), 8 clients, /.exec(row.name) ?? [];
  if (name === undefined) return [];
  const point = (of: string, figure: string) => ({ hires: Number(row.hires), ms: Number(row[figure]), of, case: name });
  return [
    point("portal, p50", "p50Ms"),
    point("its SQL alone, p50", "baselineP50Ms"),
    point("a route that asks nothing, p50", "emptyRouteP50Ms"),
  ];
}

function dashboardPoints(row: Row): Point[] {
  if (!row.name.startsWith("dashboard")) return [];
  const point = (of: string, figure: string) => ({ hires: Number(row.hires), ms: Number(row[figure]), of });
  return [point("kept sums", "ms"), point("reading the rows", "baselineMs")];
}

/** Draws `docs/plots` from the newest rows of the results. A plot without rows stays as it is. */
export async function drawPlots(): Promise<Row[]> {
  const newest = new Map<string, Row>();
  for (const line of (await readFile(RESULTS, "utf8")).trim().split("\n")) {
    const row = JSON.parse(line) as Row;
    newest.set(row.name, row);
  }
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), "plots-"));
  const drawn: string[] = [];
  for (const [name, plot] of Object.entries(plots)) {
    const drawing = plot([...newest.values()]);
    if (!JSON.stringify(drawing).includes('"ms":')) continue;
    const source = join(folder, `${name}.json`);
    await writeFile(
      source,
      JSON.stringify({ $schema: "https://vega.github.io/schema/vega-lite/v6.json", background: "white", ...drawing }),
    );
    await promisify(execFile)("npm", ["exec", "--yes", ...PACKAGES, "--", "vl2svg", source, join(FOLDER, `${name}.svg`)]);
    drawn.push(name);
  }
  await rm(folder, { recursive: true, force: true });
  return [{ name: "plots", drawn: drawn.join(", ") }];
}
