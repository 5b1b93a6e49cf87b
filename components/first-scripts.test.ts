import { build, type Metafile } from "esbuild";
import { expect, it } from "vitest";

// What a page runs before it can be used. Schemas check answers, and arrive with the first one (`lateSchemas`).
it.each([
  "layout/frame",
  "layout/providers",
  "auth/sign-in-panel",
  "dashboard/dashboard",
  "hires/list/hire-list",
  "hires/record/hire-record",
  "connections/sync/sync-line",
  "onboarding/note-to-hr",
])("the first scripts of %s hold nothing of zod, the greatest part of a page that has it", async (component) => {
  const { metafile } = await build({
    entryPoints: { page: `components/${component}.tsx` },
    bundle: true,
    splitting: true,
    format: "esm",
    jsx: "automatic",
    outdir: "first-scripts",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  expect([...firstSources(metafile)].filter((source) => source.includes("node_modules/zod/"))).toEqual([]);
});

/** Returns the sources of the page's own script and of those that it imports before it runs. */
function firstSources({ outputs }: Metafile): Set<string> {
  const waiting = ["first-scripts/page.js"];
  const met = new Set<string>();
  const sources = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const output = outputs[name];
    if (!output || met.has(name)) continue;
    met.add(name);
    for (const [source, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 0) sources.add(source);
    waiting.push(...output.imports.flatMap(({ kind, path }) => (kind === "import-statement" ? path : [])));
  }
  expect(sources.size).toBeGreaterThan(10);
  return sources;
}
