import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");
const client = 'import { PrismaClient } from "@/prisma/generated/client";\n';
const environment = "export const url = process.env.APP_URL;\n";
const router = 'import { usePathname } from "next/navigation";\nimport { useRouter } from "next/navigation";\n';

/** Files as they could be written tomorrow: what goes by the name that is imported, not by the file. */
const files: Record<string, string> = {
  "lib/offers/data.ts": `import { Prisma } from "@/prisma/generated/client";\n${client}`,
  "lib/some-new-room/data.ts": client,
  "lib/workflows/sync/some.ts": `import type { SyncRun } from "@/prisma/generated/client";\nimport { Prisma } from "@/prisma/generated/client";\n`,
  "lib/platform/database/client.ts": client,
  "lib/offers/some.integration.test.ts": client,
  "proxied.ts": client,
  "lib/invitations/settings.ts": environment,
  "app/settings.tsx": environment,
  "components/some/form.tsx": router,
  "components/ui/unsaved/use-go.ts": router,
  "components/some/panel.tsx": 'import { lazy, useState } from "react";\nimport dynamic from "next/dynamic";\n',
  "lib/platform/env.ts": environment,
};

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      message: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), "linter-rules-"));
let diagnostics: z.infer<typeof reportSchema>["diagnostics"] = [];

beforeAll(() => {
  copyFileSync(join(root, "biome.json"), join(folder, "biome.json"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const biome = join(root, "node_modules", ".bin", "biome");
  const options = ["lint", "--vcs-enabled=false", "--colors=off", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout, stderr } = spawnSync(biome, options, { cwd: folder, encoding: "utf8" });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`the linter said nothing: ${stderr}`);
  ({ diagnostics } = reportSchema.parse(JSON.parse(stdout.slice(start))));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function messagesAt(file: string, line: number, category: string): string[] {
  return diagnostics
    .filter((one) => one.category === category && one.location.path === file && one.location.start.line === line)
    .map(({ message }) => message);
}

describe("names that a file may not import", () => {
  const messages = (file: string, line: number) => messagesAt(file, line, "lint/style/noRestrictedImports").join();

  it("lets a noun build SQL with Prisma.sql and refuses it a database client of its own", () => {
    expect(messages("lib/offers/data.ts", 1)).toBe("");
    expect(messages("lib/offers/data.ts", 2)).toContain("Only lib/platform/database/client.ts opens the database");
  });

  it("lets a workflow name the types of rows and refuses it SQL", () => {
    expect(messages("lib/workflows/sync/some.ts", 1)).toBe("");
    expect(messages("lib/workflows/sync/some.ts", 2)).toContain("data.ts or mutations.ts");
  });

  it.each(["lib/some-new-room/data.ts", "proxied.ts"])("refuses %s a database client", (file) => {
    expect(messages(file, 1)).toContain("Only lib/platform/database/client.ts opens the database");
  });

  it.each(["lib/platform/database/client.ts", "lib/offers/some.integration.test.ts"])("leaves %s its database client", (file) => {
    expect(messages(file, 1)).toBe("");
  });
});

describe("the framework's router, which leaves a changed form without asking", () => {
  const messages = (file: string, line: number) => messagesAt(file, line, "lint/style/noRestrictedImports").join();

  it("is refused to a component, which may read the address", () => {
    expect(messages("components/some/form.tsx", 1)).toBe("");
    expect(messages("components/some/form.tsx", 2)).toContain("useGo");
  });

  it("is left to the folder that asks", () => expect(messages("components/ui/unsaved/use-go.ts", 2)).toBe(""));
});

describe("code that comes later and may not arrive", () => {
  it.each([1, 2])("is loaded through the one door that says so (line %i)", (line) => {
    expect(messagesAt("components/some/panel.tsx", line, "lint/style/noRestrictedImports").join()).toContain("lazyPart");
  });
});

describe("the environment is read in one file", () => {
  const messages = (file: string) => messagesAt(file, 1, "lint/style/noProcessEnv");
  it.each(["lib/invitations/settings.ts", "app/settings.tsx"])("refuses process.env in %s", (file) => {
    expect(messages(file)).toHaveLength(1);
  });

  it("allows it in lib/platform/env.ts", () => expect(messages("lib/platform/env.ts")).toEqual([]));
});
