import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, parse } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

interface Room {
  /** A file of the room, as it could be written tomorrow. */
  file: string;
  /** What it may import. */
  allowed: string[];
  /** What it may not import → words of the message that says what to do instead. */
  forbidden: Record<string, string>;
}

const byWholePath = "Import by the whole path";
const oneDoor = "Only lib/platform/db.ts opens the database";

const rooms: Room[] = [
  {
    file: "components/new-hires/some-card.tsx",
    allowed: [
      "@/components/ui/button",
      "@/lib/new-hires/rules",
      "@/lib/invitations/schema",
      "@/lib/sync-runs/queries",
      "@/lib/http/problem",
      "@/lib/greenhouse/v3-permissions",
    ],
    forbidden: {
      "@/lib/greenhouse/v3": "A component reaches lib by schema, rules and queries",
      "@/lib/new-hires/data": "A component reaches lib by schema, rules and queries",
      "@/lib/platform/db": "A component reaches lib by schema, rules and queries",
      "@/lib/workflows/check-again": "A component reaches lib by schema, rules and queries",
      "@/lib/http/define-route": "A component reaches lib by schema, rules and queries",
      "@/app/layout": "A component reaches lib by schema, rules and queries",
      "node:fs": "A component runs in the browser",
      "node:fs/promises": "A component runs in the browser",
      pg: "A component runs in the browser",
      "./button": byWholePath,
      "../../lib/platform/db": byWholePath,
    },
  },
  {
    file: "app/(portal)/some/page.tsx",
    allowed: ["./globals.css", "@/components/ui/button", "@/lib/auth/session", "@/lib/auth/permissions", "@/lib/workflows/open-invitation"],
    forbidden: {
      "@/lib/new-hires/data": "A page composes",
      "@/lib/new-hires/queries": "A page composes",
      "@/lib/greenhouse/v1": "A page composes",
      "@/lib/platform/db": "A page composes",
      "@/lib/auth/sign-in": "A page takes callerAddress from here and nothing else",
      pg: oneDoor,
      "../layout": byWholePath,
    },
  },
  {
    file: "app/api/some/route.ts",
    allowed: ["@/lib/http/define-route", "@/lib/new-hires/mutations", "@/lib/workflows/check-again", "@/app/api/sync-runs/route"],
    forbidden: {
      "@/lib/greenhouse/v1": "Connectors are the workflows' business",
      "@/lib/email/transport": "Connectors are the workflows' business",
      "@/components/ui/button": "pages and components are the browser's",
      "@/app/layout": "pages and components are the browser's",
      "@/prisma/generated/client": "A route declares",
      pg: oneDoor,
      "../route": byWholePath,
    },
  },
  {
    file: "lib/some-new-room/data.ts",
    allowed: ["@/lib/platform/db"],
    forbidden: {
      "@/app/layout": "lib knows nothing of app and components",
      "@/components/ui/button": "lib knows nothing of app and components",
      "@/lib/greenhouse/v1": "only lib/workflows sees a connector",
      pg: oneDoor,
    },
  },
  {
    file: "lib/platform/clock.ts",
    allowed: ["@/lib/platform/env", "node:crypto", "pino"],
    forbidden: {
      "@/lib/auth/actor": "lib/platform knows nothing of hiring",
      "@/lib/new-hires/rules": "lib/platform knows nothing of hiring",
      "@/prisma/generated/client": "lib/platform knows nothing of hiring",
      pg: oneDoor,
      "@prisma/client": oneDoor,
      "./env": byWholePath,
    },
  },
  {
    file: "lib/platform/db.ts",
    allowed: ["@prisma/adapter-pg", "@/prisma/generated/client", "@/lib/platform/env"],
    forbidden: { "@/lib/auth/actor": "lib/platform knows nothing of hiring" },
  },
  {
    file: "lib/platform/local-database.ts",
    allowed: ["pg", "@/lib/platform/env"],
    forbidden: {
      "@/lib/auth/actor": "lib/platform knows nothing of hiring",
      "@/prisma/generated/client": "lib/platform knows nothing of hiring",
    },
  },
  {
    file: "lib/jobs/queue.ts",
    allowed: ["pg-boss", "@/lib/jobs/definitions", "@/lib/platform/db"],
    forbidden: { "@/lib/invitations/data": "The queue carries ids and knows no noun", pg: oneDoor, "./definitions": byWholePath },
  },
  {
    file: "lib/jobs/install.ts",
    allowed: ["pg", "@/lib/jobs/definitions", "@/lib/platform/db"],
    forbidden: { "@/lib/sync-runs/data": "The queue carries ids and knows no noun" },
  },
  {
    file: "lib/audit/mutations.ts",
    allowed: ["@/lib/platform/db", "@/lib/audit/schema"],
    forbidden: { "@/lib/new-hires/rules": "The audit log takes what it records as an argument", pg: oneDoor },
  },
  {
    file: "lib/auth/session.ts",
    allowed: ["@/lib/auth/users", "@/lib/audit/mutations", "@/lib/platform/db"],
    forbidden: {
      "@/lib/new-hires/data": "lib/auth says who is calling",
      "@/lib/http/define-route": "lib/auth says who is calling",
      pg: oneDoor,
    },
  },
  {
    file: "lib/http/define-route.ts",
    allowed: ["@/lib/auth/session", "@/lib/http/problem", "@/lib/platform/env"],
    forbidden: {
      "@/lib/new-hires/data": "The door in knows no noun",
      "@/lib/workflows/check-again": "The door in knows no noun",
      pg: oneDoor,
    },
  },
  {
    file: "lib/http/api-client.ts",
    allowed: ["zod", "@/lib/http/problem"],
    forbidden: { "@/lib/platform/env": "reach the browser", "node:crypto": "reach the browser", "./define-route": "reach the browser" },
  },
  {
    file: "lib/greenhouse/v3.ts",
    allowed: ["@/lib/greenhouse/connector", "@/lib/platform/logger", "undici"],
    forbidden: {
      "@/lib/new-hires/schema": "lib/workflows translates",
      "@/lib/accepted-offers/rules": "lib/workflows translates",
      "@/lib/email/transport": "lib/workflows translates",
      "@/lib/workflows/worker": "lib/workflows translates",
      pg: oneDoor,
      "../new-hires/schema": byWholePath,
    },
  },
  {
    file: "lib/email/reminder-mail.ts",
    allowed: ["@/lib/email/transport", "@/lib/platform/env", "nodemailer"],
    forbidden: {
      "@/lib/new-hires/rules": "A connector knows no noun",
      "@/lib/invitations/schema": "A connector knows no noun",
      "@/lib/greenhouse/connector": "A connector knows no noun",
      "@/lib/jobs/queue": "A connector knows no noun",
      pg: oneDoor,
    },
  },
  {
    file: "lib/accepted-offers/data.ts",
    allowed: ["@/lib/accepted-offers/rules", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/list-offers": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/hire-events/mutations.ts",
    allowed: ["@/lib/hire-events/schema", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/list-offers": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/greenhouse-access/mutations.ts",
    allowed: ["@/lib/greenhouse-access/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/list-offers": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/greenhouse-references/mutations.ts",
    allowed: ["@/lib/greenhouse-references/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/list-offers": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/greenhouse-webhooks/mutations.ts",
    allowed: ["@/lib/greenhouse-webhooks/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/list-offers": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/hire-fields/mutations.ts",
    allowed: ["@/lib/hire-fields/schema"],
    forbidden: {
      "@/lib/new-hires/data": "lib/hire-fields is what every noun of hiring stands on",
      "@/lib/greenhouse/connector": "lib/hire-fields is what every noun of hiring stands on",
      pg: oneDoor,
    },
  },
  {
    file: "lib/organization-settings/mutations.ts",
    allowed: ["@/lib/organization-settings/data", "@/lib/hire-fields/schema", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/saved-views/mutations.ts",
    allowed: ["@/lib/saved-views/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/email/transport": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/notices/mutations.ts",
    allowed: ["@/lib/notices/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/email/transport": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/team/mutations.ts",
    allowed: ["@/lib/team/data", "@/lib/platform/db", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/email/transport": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/dashboard/mutations.ts",
    allowed: ["@/lib/dashboard/schema", "@/lib/hire-fields/schema", "@/lib/platform/db"],
    forbidden: {
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/bulk-actions/mutations.ts",
    allowed: ["@/lib/bulk-actions/data", "@/lib/new-hires/mutations", "@/lib/platform/db"],
    forbidden: {
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/integrations/data": "Let lib/workflows bring it together",
      "@/lib/workflows/worker": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/invitations/mutations.ts",
    allowed: ["@/lib/invitations/rules", "@/lib/jobs/queue", "@/lib/platform/crypto", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/new-hires/data": "new-hires stands above it",
      "@/lib/new-hires/schema": "new-hires stands above it",
      "@/lib/email/transport": "Let lib/workflows bring it together",
      "@/lib/workflows/deliver-invitation": "Let lib/workflows bring it together",
      pg: oneDoor,
      "./data": byWholePath,
    },
  },
  {
    file: "lib/new-hires/mutations.ts",
    allowed: ["@/lib/invitations/mutations", "@/lib/new-hires/rules", "@/lib/audit/mutations", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/connector": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      "@/lib/email/transport": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      "@/lib/integrations/data": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      "@/lib/accepted-offers/data": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      "@/lib/workflows/settle-applications": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      "@/components/ui/button": "lib/new-hires stands on invitations, hire-events, hire-fields and organization-settings",
      pg: oneDoor,
    },
  },
  {
    file: "lib/sync-runs/mutations.ts",
    allowed: ["@/lib/sync-runs/rules", "@/lib/jobs/queue", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/integrations/data": "integrations stands above it",
      "@/lib/greenhouse/connector": "Let lib/workflows bring it together",
      "@/lib/new-hires/data": "Let lib/workflows bring it together",
      pg: oneDoor,
    },
  },
  {
    file: "lib/integrations/mutations.ts",
    allowed: ["@/lib/sync-runs/mutations", "@/lib/integrations/data", "@/prisma/generated/client"],
    forbidden: {
      "@/lib/greenhouse/v1": "lib/integrations stands on lib/sync-runs and lib/invitations",
      "@/lib/new-hires/data": "lib/integrations stands on lib/sync-runs and lib/invitations",
      "@/lib/workflows/worker": "lib/integrations stands on lib/sync-runs and lib/invitations",
      pg: oneDoor,
    },
  },
  {
    file: "lib/workflows/some-process.ts",
    allowed: ["@/lib/greenhouse/v1", "@/lib/email/transport", "@/lib/new-hires/mutations", "@/lib/platform/db"],
    forbidden: {
      "@/app/api/sync-runs/route": "It knows nothing of app and components",
      "@/components/ui/button": "It knows nothing of app and components",
      pg: oneDoor,
    },
  },
  {
    file: "lib/invitations/schema.ts",
    allowed: ["zod"],
    forbidden: {
      "@/lib/new-hires/schema": "stands on zod alone",
      "@/lib/platform/env": "stands on zod alone",
      "node:crypto": "stands on zod alone",
      "./rules": "stands on zod alone",
    },
  },
  {
    file: "lib/new-hires/schema.ts",
    allowed: ["zod", "@/lib/invitations/schema"],
    forbidden: {
      "@/lib/new-hires/rules": "zod and the schemas of invitations and hire-fields",
      "@/lib/integrations/schema": "zod and the schemas of invitations and hire-fields",
      "node:crypto": "zod and the schemas of invitations and hire-fields",
    },
  },
  {
    file: "lib/integrations/schema.ts",
    allowed: ["zod", "@/lib/sync-runs/schema"],
    forbidden: {
      "@/lib/new-hires/schema": "zod and the schemas of sync-runs and invitations",
      "node:crypto": "zod and the schemas of sync-runs and invitations",
    },
  },
  {
    file: "lib/sync-runs/rules.ts",
    allowed: ["@/lib/sync-runs/schema"],
    forbidden: {
      "@/lib/integrations/schema": "no noun that stands above",
      "@/lib/sync-runs/data": "Rules are pure",
      "@/lib/platform/env": "Rules are pure",
      "node:crypto": "Rules are pure",
    },
  },
  {
    file: "lib/new-hires/rules.ts",
    allowed: ["@/lib/new-hires/schema", "@/lib/invitations/rules"],
    forbidden: {
      "@/lib/new-hires/data": "Rules are pure",
      "@/lib/platform/db": "Rules are pure",
      "@/lib/sync-runs/schema": "Rules are pure",
      "node:crypto": "Rules are pure",
      pg: "Rules are pure",
    },
  },
  {
    file: "lib/integrations/rules.ts",
    allowed: ["@/lib/integrations/schema", "@/lib/sync-runs/rules"],
    forbidden: { "@/lib/integrations/mutations": "Rules are pure", "@/lib/new-hires/rules": "Rules are pure" },
  },
  {
    file: "lib/sync-runs/queries.ts",
    allowed: ["@tanstack/react-query", "@/lib/http/api-client", "@/lib/sync-runs/schema"],
    forbidden: {
      "@/lib/sync-runs/data": "Queries are the browser's side",
      "@/lib/integrations/queries": "Queries are the browser's side",
      "node:crypto": "Queries are the browser's side",
    },
  },
  {
    file: "lib/new-hires/queries.ts",
    allowed: ["@tanstack/react-query", "@/lib/http/api-client", "@/lib/invitations/schema"],
    forbidden: {
      "@/lib/new-hires/mutations": "Queries are the browser's side",
      "@/lib/integrations/queries": "Queries are the browser's side",
    },
  },
  {
    file: "lib/integrations/queries.ts",
    allowed: ["@tanstack/react-query", "@/lib/http/api-client", "@/lib/sync-runs/queries"],
    forbidden: { "@/lib/integrations/data": "Queries are the browser's side", "@/lib/new-hires/queries": "Queries are the browser's side" },
  },
];

const nouns = [
  "accepted-offers",
  "bulk-actions",
  "dashboard",
  "greenhouse-access",
  "greenhouse-references",
  "greenhouse-webhooks",
  "hire-events",
  "hire-fields",
  "integrations",
  "invitations",
  "new-hires",
  "notices",
  "organization-settings",
  "saved-views",
  "sync-runs",
  "team",
];

/** Whole files whose point is not where an import leads. */
const others: Record<string, string> = {
  "lib/new-hires/prisma-names.ts":
    'import { Prisma } from "@/prisma/generated/client";\nimport { PrismaClient } from "@/prisma/generated/client";\n',
  "lib/workflows/prisma-names.ts":
    'import type { SyncRun } from "@/prisma/generated/client";\nimport { Prisma } from "@/prisma/generated/client";\n',
  "proxied.ts": 'import { PrismaClient } from "@/prisma/generated/client";\nimport pg from "pg";\n',
  "lib/invitations/settings.ts": "export const url = process.env.APP_URL;\n",
  "app/(portal)/settings.tsx": "export const url = process.env.APP_URL;\n",
  "lib/platform/env.ts": "export const url = process.env.APP_URL;\n",
  "app/address/page.tsx": 'import { callerAddress } from "@/lib/auth/sign-in";\nexport const address = callerAddress;\n',
  "lib/platform/circle-a.ts": 'import { b } from "@/lib/platform/circle-b";\nexport const a = () => b;\n',
  "lib/platform/circle-b.ts": 'import { a } from "@/lib/platform/circle-a";\nexport const b = () => a;\n',
  "lib/new-hires/mutations.integration.test.ts":
    'import pg from "pg";\nimport { sendMail } from "@/lib/email/transport";\nexport const all = [pg, sendMail];\n',
  "prisma/seed.ts": 'import pg from "pg";\nexport const client = pg;\n',
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
type Diagnostic = z.infer<typeof reportSchema>["diagnostics"][number];

const folder = mkdtempSync(join(tmpdir(), "import-rules-"));
let diagnostics: Diagnostic[] = [];

function put(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** A path that the rules could not follow; no room may use one. */
const relative = "./neighbour";

function importsOf({ allowed, forbidden }: Room): string[] {
  return [...allowed, ...Object.keys(forbidden), relative];
}

// One run of the linter over a house that holds nothing but forbidden and allowed imports, each on a line of its own.
beforeAll(() => {
  copyFileSync(join(root, "biome.json"), join(folder, "biome.json"));
  copyFileSync(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
  // Without it the linter does not resolve the path alias, and would see no circle.
  put("package.json", "{}");
  for (const noun of [...nouns, "some-new-room"])
    put(`lib/${noun}/client.ts`, 'import { PrismaClient } from "@/prisma/generated/client";\n');
  for (const room of rooms)
    put(
      room.file,
      importsOf(room)
        .map((from) => `import "${from}";\n`)
        .join(""),
    );
  for (const [file, text] of Object.entries(others)) if (!rooms.some((room) => room.file === file)) put(file, text);
  const biome = join(root, "node_modules", ".bin", "biome");
  const options = ["lint", "--vcs-enabled=false", "--colors=off", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout, stderr } = spawnSync(biome, options, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`the linter said nothing: ${stderr}`);
  ({ diagnostics } = reportSchema.parse(JSON.parse(stdout.slice(start))));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function messagesAt(file: string, line: number, category = "lint/style/noRestrictedImports"): string[] {
  return diagnostics
    .filter((one) => one.category === category && one.location.path === file && one.location.start.line === line)
    .map((one) => one.message);
}

describe.each(rooms)("$file", (room) => {
  const { file, allowed, forbidden } = room;
  it.each(Object.entries(forbidden))("is refused an import of %s, with words that say what to do: %s", (from, words) => {
    expect(messagesAt(file, importsOf(room).indexOf(from) + 1)).toContainEqual(expect.stringContaining(words));
  });

  it("is refused a relative path, which its rules could not follow", () => {
    expect(messagesAt(file, importsOf(room).indexOf(relative) + 1)).not.toEqual([]);
  });

  it.each(allowed)("may import %s", (from) => {
    expect(messagesAt(file, importsOf(room).indexOf(from) + 1)).toEqual([]);
  });
});

describe("the database has one door", () => {
  it("lets a noun build SQL with Prisma.sql and refuses it a client of its own", () => {
    expect(messagesAt("lib/new-hires/prisma-names.ts", 1)).toEqual([]);
    expect(messagesAt("lib/new-hires/prisma-names.ts", 2)).toContainEqual(expect.stringContaining(oneDoor));
  });

  it.each([...nouns, "some-new-room"])("refuses lib/%s a client of its own", (noun) => {
    expect(messagesAt(`lib/${noun}/client.ts`, 1)).toContainEqual(expect.stringContaining(oneDoor));
  });

  it("lets a workflow name the types of rows and refuses it SQL", () => {
    expect(messagesAt("lib/workflows/prisma-names.ts", 1)).toEqual([]);
    expect(messagesAt("lib/workflows/prisma-names.ts", 2)).toContainEqual(expect.stringContaining("data.ts or mutations.ts"));
  });

  it("refuses it to the files beside the rooms", () => {
    expect(messagesAt("proxied.ts", 1)).toContainEqual(expect.stringContaining(oneDoor));
    expect(messagesAt("proxied.ts", 2)).toContainEqual(expect.stringContaining(oneDoor));
  });

  it("leaves migrations and tests their own connections", () => {
    expect(messagesAt("prisma/seed.ts", 1)).toEqual([]);
    expect(messagesAt("lib/new-hires/mutations.integration.test.ts", 1)).toEqual([]);
    expect(messagesAt("lib/new-hires/mutations.integration.test.ts", 2)).toEqual([]);
  });
});

describe("the environment is read in one file", () => {
  const rule = "lint/style/noProcessEnv";
  it.each(["lib/invitations/settings.ts", "app/(portal)/settings.tsx"])("refuses process.env in %s", (file) => {
    expect(messagesAt(file, 1, rule)).toHaveLength(1);
  });

  it("allows it in lib/platform/env.ts", () => {
    expect(messagesAt("lib/platform/env.ts", 1, rule)).toEqual([]);
  });
});

it("lets a page ask for the caller's address, though signing in is not its business", () => {
  expect(messagesAt("app/address/page.tsx", 1)).toEqual([]);
});

it("refuses imports that run in a circle", () => {
  expect(messagesAt("lib/platform/circle-a.ts", 1, "lint/suspicious/noImportCycles")).toHaveLength(1);
});

function filesBelow(...folders: string[]): string[] {
  return folders
    .filter((one) => existsSync(join(root, one)))
    .flatMap((one) => readdirSync(join(root, one), { recursive: true, encoding: "utf8" }).map((file) => join(one, file)))
    .filter((file) => !/(^|\/)(node_modules|generated)(\/|$)/.test(file));
}

describe("the house's plan", () => {
  it("gives every folder of lib a room of its own in biome.json", () => {
    const config = readFileSync(join(root, "biome.json"), "utf8");
    const folders = readdirSync(join(root, "lib"), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    expect(folders.filter((name) => !config.includes(`"lib/${name}/**"`))).toEqual([]);
  });

  it("keeps a noun's folder to the files that a reader expects there", () => {
    const vocabulary = new Set([
      "schema",
      "rules",
      "data",
      "list",
      "lookalikes",
      "policy",
      "mutations",
      "intake",
      "bulk",
      "decisions",
      "store",
      "queries",
      "jobs",
      "cursor",
    ]);
    const strangers = filesBelow(...["audit", ...nouns].map((noun) => `lib/${noun}`)).filter(
      (file) => !file.endsWith(".test.ts") && !vocabulary.has(parse(file).name),
    );
    expect(strangers).toEqual([]);
  });

  it("has no barrels: an import names the file that holds the thing", () => {
    expect(filesBelow("lib", "components").filter((file) => /^index\.tsx?$/.test(basename(file)))).toEqual([]);
  });

  it("has no room without a name of its own", () => {
    const nameless = /^(utils?|helpers?|common|misc|shared)$/;
    const everything = filesBelow("app", "components", "lib", "prisma", "scripts", "e2e", "bench");
    expect(everything.filter((file) => nameless.test(parse(file).name))).toEqual([]);
  });
});

describe("the versions that are installed", () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
    .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));

  // A lock file that is written anew must not bring older ones back.
  it.each([
    ["next", "16.4.6"],
    ["next-auth", "4.24.15"],
  ])("hold %s at %s or later, every copy of it", (name, least) => {
    const versions = Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version ? [version] : [],
    );
    expect(versions).not.toEqual([]);
    for (const version of versions) expect(version.localeCompare(least, "en", { numeric: true }), version).toBeGreaterThanOrEqual(0);
  });
});
