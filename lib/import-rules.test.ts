import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { IForbiddenRuleType } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import laws, { rooms } from "@/.dependency-cruiser.mjs";

const root = join(import.meta.dirname, "..");

/** One file of each room, as it could be written tomorrow: what it may import, and what its law refuses it. */
const houses: Record<string, { file: string; allowed: string[]; refused: string[] }> = {
  app: {
    file: "app/(portal)/some/page.tsx",
    allowed: ["components/ui/button", "lib/auth/session", "lib/workflows/invite/open-invitation", "lib/hires/schema"],
    refused: ["lib/hires/data", "lib/hires/queries", "lib/greenhouse/v1/harvest", "lib/platform/db", "app/api/some/route"],
  },
  "app/api": {
    file: "app/api/some/route.ts",
    allowed: ["lib/http/routes", "lib/hires/mutations", "lib/workflows/sync/check-again", "lib/hires/bulk/report"],
    refused: ["lib/greenhouse/v1/harvest", "lib/email/transport", "lib/embedded-database/database", "components/ui/button", "app/layout"],
  },
  components: {
    file: "components/hires/some-card.tsx",
    allowed: [
      "components/ui/button",
      "lib/messages/format",
      "lib/hires/status",
      "lib/hires/bulk/queries",
      "lib/http/problem",
      "lib/greenhouse/v3/permissions",
    ],
    refused: [
      "lib/hires/data",
      "lib/platform/db",
      "lib/workflows/sync/check-again",
      "lib/http/routes",
      "lib/messages/compile",
      "lib/messages/generated/server/hires",
      "app/layout",
    ],
  },
  "components/ui": {
    file: "components/ui/some-box.tsx",
    allowed: ["components/ui/button", "lib/http/api-client"],
    refused: ["components/hires/status-pill", "lib/hires/schema", "lib/sync-runs/rules", "lib/platform/db"],
  },
  platform: {
    file: "lib/platform/some.ts",
    allowed: ["lib/platform/env", "prisma/generated/client"],
    refused: ["lib/auth/actor", "lib/hires/status", "e2e/fixtures/test"],
  },
  messages: { file: "lib/messages/some.ts", allowed: ["lib/platform/calendar"], refused: ["lib/platform/db", "lib/hires/schema"] },
  "embedded-database": {
    file: "lib/embedded-database/some.ts",
    allowed: ["lib/platform/env"],
    refused: ["lib/auth/actor", "prisma/generated/client", "prisma/migrate"],
  },
  jobs: { file: "lib/jobs/some.ts", allowed: ["lib/platform/db"], refused: ["lib/invitations/data", "lib/auth/actor"] },
  audit: {
    file: "lib/audit/some.ts",
    allowed: ["lib/platform/db", "lib/auth/actor"],
    refused: ["lib/hires/status", "lib/auth/session", "lib/http/routes"],
  },
  auth: {
    file: "lib/auth/some.ts",
    allowed: ["lib/audit/mutations", "lib/platform/db"],
    refused: ["lib/hires/data", "lib/http/routes"],
  },
  http: {
    file: "lib/http/some.ts",
    allowed: ["lib/auth/session", "lib/platform/env"],
    refused: ["lib/hires/data", "lib/workflows/sync/check-again"],
  },
  greenhouse: {
    file: "lib/greenhouse/v3/some.ts",
    allowed: ["lib/greenhouse/connector", "lib/messages/generated/server/greenhouse", "lib/platform/logger"],
    refused: ["lib/hires/schema", "lib/offers/rules", "lib/email/transport", "lib/workflows/operate/worker"],
  },
  email: {
    file: "lib/email/some.ts",
    allowed: ["lib/email/transport", "lib/platform/env"],
    refused: ["lib/hires/status", "lib/invitations/schema", "lib/greenhouse/connector", "lib/jobs/queue"],
  },
  oidc: {
    file: "lib/oidc/some.ts",
    allowed: ["lib/oidc/provider", "lib/platform/env"],
    refused: ["lib/sso/data", "lib/auth/actor", "lib/greenhouse/connector", "lib/jobs/queue"],
  },
  ...noun("hire-fields", [], ["hires/data", "settings/data"]),
  ...noun("hire-fields/own", ["hire-fields/schema"], ["hires/data", "settings/data"]),
  ...noun("settings", ["hire-fields/schema", "hire-fields/own/fields"], ["hires/data"]),
  ...noun("invitations", ["invitations/rules"], ["hires/data", "hires/schema"]),
  ...noun("offers", ["offers/rules"], ["hires/data"]),
  ...noun("sync-runs/known", ["sync-runs/data"], ["connections/data", "hires/data"]),
  ...noun("sync-runs", ["sync-runs/rules", "sync-runs/known/data"], ["connections/data", "connections/schema", "hires/data"]),
  ...noun("compensation", ["compensation/rules"], ["hires/data", "settings/data"]),
  ...noun("notices", ["notices/rules"], ["hires/data", "team/data"]),
  ...noun("team", ["team/schema"], ["hires/data"]),
  ...noun("sso", ["sso/rules"], ["hires/data", "team/data", "oidc/provider"]),
  ...noun("connections", ["sync-runs/mutations", "invitations/data"], ["hires/data", "offers/data"]),
  ...noun("connections/approvals", [], ["hires/data", "connections/data"]),
  ...noun("connections/credentials", [], ["hires/data", "connections/data"]),
  ...noun("connections/manage", ["connections/queries"], ["hires/data", "invitations/data"]),
  ...noun("connections/doctor", [], ["hires/data", "connections/data"]),
  ...noun("connections/listing", [], ["hires/data", "connections/data"]),
  ...noun("connections/references", [], ["hires/data", "connections/data"]),
  ...noun("connections/tokens", [], ["hires/data", "connections/data"]),
  ...noun("connections/webhooks", [], ["hires/data", "connections/data"]),
  ...noun(
    "hires",
    ["invitations/mutations", "hires/timeline/mutations", "settings/data"],
    ["connections/data", "offers/data", "hires/bulk/run"],
  ),
  ...noun("hires/conditions", ["hires/schema", "settings/data"], ["hires/list/list", "connections/data"]),
  ...noun("hires/list", ["hires/data"], ["hires/bulk/run", "connections/data"]),
  ...noun("hires/bulk", ["hires/mutations", "hires/list/list"], ["connections/data", "sync-runs/data"]),
  ...noun("hires/duplicates", ["hires/schema"], ["hires/list/list", "invitations/data"]),
  ...noun("hires/attention", ["hires/status"], ["hires/list/list", "invitations/data"]),
  ...noun("hires/plan", ["hires/status"], ["hires/list/list", "invitations/data"]),
  ...noun("hires/suspension", ["hires/status"], ["hires/list/list", "invitations/data"]),
  ...noun("hires/edit", ["hire-fields/own/schema", "settings/data"], ["hires/data", "hires/list/list", "connections/data"]),
  ...noun("hires/emails", ["hires/schema"], ["hires/list/list", "hires/timeline/data", "sync-runs/data"]),
  ...noun("hires/undo", ["hires/execute", "invitations/schema"], ["hires/list/list", "hires/bulk/data", "connections/data"]),
  ...noun("hires/timeline", ["hires/status"], ["hires/list/list", "invitations/data"]),
  ...noun("hires/by-hand", ["hires/execute", "invitations/data"], ["hires/list/list", "connections/data"]),
  ...noun("hires/notes-back", ["hires/change"], ["hires/list/list", "connections/data"]),
  ...noun("hires/documents", [], ["hires/list/list", "connections/data"]),
  ...noun("hires/record", ["hires/schema"], ["hires/list/list", "connections/data"]),
  ...noun("invitations/delivery", ["invitations/mutations"], ["hires/data", "settings/data"]),
  ...noun("hires/views", ["hires/schema"], ["hires/list/list", "connections/data"]),
  ...noun("settings/greenhouse", [], ["hires/data", "settings/data"]),
  ...noun("settings/mapping", ["hire-fields/fields"], ["hires/data", "settings/data"]),
  ...noun("settings/branding", ["settings/data"], ["hires/data", "invitations/data"]),
  ...noun("reconciliation", ["hires/status"], ["hires/list/list", "connections/data"]),
  ...noun("dashboard", ["hires/list/list", "invitations/data"], ["connections/data", "sync-runs/data"]),
  workflows: {
    file: "lib/workflows/sync/some.ts",
    allowed: ["lib/greenhouse/v1/harvest", "lib/email/transport", "lib/hires/mutations", "prisma/generated/client"],
    refused: ["app/api/some/route", "components/ui/button", "lib/embedded-database/database", "e2e/fixtures/test"],
  },
  "e2e/sandbox": {
    file: "e2e/sandbox/some.ts",
    allowed: ["e2e/sandbox/world/model"],
    refused: ["lib/greenhouse/connector", "lib/platform/db"],
  },
};

function noun(name: string, allowed: string[], refused: string[]): typeof houses {
  const of = (paths: string[]) => paths.map((path) => `lib/${path}`);
  return {
    [name]: {
      file: `lib/${name}/mutations.ts`,
      allowed: [...of(allowed), "lib/audit/mutations", "lib/platform/db", "prisma/generated/client"],
      refused: [...of(refused), "lib/greenhouse/connector", "lib/email/transport", "lib/workflows/operate/worker", "components/ui/button"],
    },
  };
}

/** Laws that hold across rooms: a file that breaks each, and one beside it that keeps it. */
const across: Record<string, { breaks: [file: string, from: string][]; keeps: [file: string, from: string][] }> = {
  "no circles": {
    breaks: [
      ["lib/platform/circle-a.ts", "@/lib/platform/circle-b"],
      ["lib/platform/types-a.ts", "type @/lib/platform/types-b"],
    ],
    keeps: [["lib/platform/straight.ts", "@/lib/platform/env"]],
  },
  "whole paths": {
    breaks: [
      ["lib/offers/near.ts", "./rules"],
      ["components/ui/near.tsx", "../hires/status-pill"],
    ],
    keeps: [["app/near.tsx", "./globals.css"]],
  },
  "no barrels": { breaks: [["lib/offers/shelf.ts", "@/lib/offers/index"]], keeps: [] },
  "one door to the database": {
    breaks: [
      ["lib/offers/own-client.ts", "pg"],
      ["lib/workflows/sync/own-client.ts", "@prisma/adapter-pg"],
      ["app/own-client.tsx", "@prisma/client"],
    ],
    keeps: [
      ["lib/platform/database/client.ts", "@prisma/adapter-pg"],
      ["lib/jobs/install.ts", "pg"],
      ["lib/offers/own.integration.test.ts", "pg"],
      ["prisma/own.ts", "pg"],
    ],
  },
  "components run in the browser": {
    breaks: [
      ["components/hires/reads.tsx", "node:fs"],
      ["components/hires/reads-too.tsx", "node:fs/promises"],
    ],
    keeps: [["components/hires/reads.test.tsx", "node:fs"]],
  },
  "what reaches the browser": {
    breaks: [
      ["lib/invitations/schema.ts", "@/lib/platform/env"],
      ["lib/invitations/rules.ts", "node:crypto"],
      ["lib/invitations/queries.ts", "@/lib/invitations/data"],
      ["lib/hires/bulk/words.ts", "undici"],
      ["lib/hires/words.ts", "@/lib/messages/generated/server/hires"],
    ],
    keeps: [
      ["lib/hires/schema.ts", "zod/mini"],
      ["lib/hires/queries.ts", "@tanstack/react-query"],
    ],
  },
  "rules are pure": {
    breaks: [
      ["lib/notices/rules.ts", "@/lib/notices/queries"],
      ["lib/notices/schema.ts", "@/lib/http/api-client"],
    ],
    keeps: [["lib/notices/queries.ts", "@/lib/http/api-client"]],
  },
  "every room of lib has a law": {
    breaks: [["lib/some-new-room/data.ts", "@/lib/platform/db"]],
    keeps: [],
  },
};

const resultSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }),
});

const folder = mkdtempSync(join(tmpdir(), "import-rules-"));
let violations: z.infer<typeof resultSchema>["summary"]["violations"] = [];

function put(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text, { flag: "a" });
}

const importOf = (from: string) => (from.startsWith("type ") ? `import type { some } from "${from.slice(5)}";\n` : `import "${from}";\n`);

/** A house that holds nothing but allowed and forbidden imports. */
function build(): void {
  copyFileSync(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
  for (const { file, allowed, refused } of Object.values(houses)) {
    for (const path of [...allowed, ...refused]) {
      put(file, importOf(`@/${path}`));
      const target = path.startsWith("components/") || path === "app/layout" ? `${path}.tsx` : `${path}.ts`;
      if (!existsSync(join(folder, target))) put(target, "export {};\n");
    }
  }
  for (const { breaks, keeps } of Object.values(across)) for (const [file, from] of [...breaks, ...keeps]) put(file, importOf(from));
  // The other half of each circle; a circle is reported once.
  put("lib/platform/circle-b.ts", importOf("@/lib/platform/circle-a"));
  put("lib/platform/types-b.ts", importOf("type @/lib/platform/types-a"));
  for (const file of ["lib/offers/index.ts", "lib/platform/env.ts", "app/globals.css"]) put(file, "");
}

beforeAll(() => {
  build();
  const cruiser = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(root, ".dependency-cruiser.mjs");
  const options = ["--config", config, "--output-type", "json", "."];
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...options], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout.startsWith("{")) throw new Error(`the cruiser said nothing: ${stderr}`);
  ({ violations } = resultSchema.parse(JSON.parse(stdout)).summary);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusals(file: string, to?: string): string[] {
  return violations
    .filter((one) => one.from === file && (to === undefined || one.to.replace(/\.tsx?$/, "") === to))
    .map((one) => one.rule.name);
}

describe.each(Object.entries(houses))("the room %s", (name, { file, allowed, refused }) => {
  it.each(refused)("is refused %s", (path) => expect(refusals(file, path)).toContain(`room ${name}`));
  it.each(allowed)("may import %s", (path) => expect(refusals(file, path)).toEqual([]));
});

describe.each(Object.entries(across))("%s", (law, { breaks, keeps }) => {
  it.each(breaks)("holds for %s, which imports %s", (file) => expect(refusals(file)).toContain(law));
  if (keeps.length > 0) it.each(keeps)("leaves %s its import of %s", (file) => expect(refusals(file)).not.toContain(law));
});

describe("the laws", () => {
  const named = (laws.forbidden ?? []) as IForbiddenRuleType[];

  it("are each proved to bite", () => {
    expect(Object.keys(houses).sort()).toEqual(rooms.map(({ name }) => name).sort());
    expect(
      named
        .map(({ name }) => name)
        .filter((name) => !name?.startsWith("room "))
        .sort(),
    ).toEqual(Object.keys(across).sort());
  });

  it("say what to do instead", () => {
    expect(named.filter(({ comment }) => !comment || comment.length < 40)).toEqual([]);
  });

  it("name every folder of lib that holds files", () => {
    const everything = readdirSync(join(root, "lib"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = everything
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((file) => !file.endsWith(".test.ts"));
    expect(files.filter((file) => !rooms.some((room) => new RegExp(room.files).test(file)))).toEqual([]);
  });
});
