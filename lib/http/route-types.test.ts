import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

const right = {
  "right-tenant.ts": `
    export const GET = tenantRoute({
      operationId: "countThings", summary: "Count", permission: "hires.read",
      response: ok(z.object({ count: z.number(), by: z.string() })),
      audit: ["new_hire.edited", "new_hire.excluded"],
      handler: async ({ tx, actor, now }) => ({ count: (await tx.newHire.count()) + now.getTime(), by: actor.name }),
    });`,
  "right-public.ts": `
    export const POST = publicRoute({
      operationId: "countThings", summary: "Count", access: anyone, body: jsonBody(z.object({ text: z.string() })),
      response: ok(z.object({ count: z.number() })),
      audit: { none: "reads" },
      handler: async ({ body, headers }) => ({ count: body.text.length + [...headers].length }),
    });`,
  "right-audit.ts": `
    export const write = (tx: TenantTx, organizationId: OrganizationId) =>
      recordAudit(tx, { organizationId, actor: { id: null, name: "Test" }, action: "team.renamed", subject: "user:1", changes: { name: ["a", "b"] } });`,
};

const wrong = {
  "another-shape.ts": `
    export const GET = tenantRoute({
      operationId: "countThings", summary: "Count", permission: "hires.read",
      response: ok(z.object({ count: z.number() })),
      audit: { none: "reads" },
      handler: async () => ({ total: 1 }),
    });`,
  "another-type.ts": `
    export const GET = publicRoute({
      operationId: "countThings", summary: "Count", access: anyone,
      response: ok(z.object({ count: z.number() })),
      audit: { none: "reads" },
      handler: async () => ({ count: "1" }),
    });`,
  "public-actor.ts": `
    export const GET = publicRoute({
      operationId: "countThings", summary: "Count", access: anyone,
      response: ok(z.object({ by: z.string() })),
      audit: { none: "reads" },
      handler: async ({ actor }) => ({ by: actor.name }),
    });`,
  "public-transaction.ts": `
    export const GET = publicRoute({
      operationId: "countThings", summary: "Count", access: anyone,
      response: ok(z.object({ count: z.number() })),
      audit: { none: "reads" },
      handler: async ({ tx }) => ({ count: await tx.newHire.count() }),
    });`,
  "session-transaction.ts": `
    export const GET = sessionRoute({
      operationId: "countThings", summary: "Count", permission: "hires.read",
      response: ok(z.object({ count: z.number() })),
      audit: { none: "reads" },
      handler: async ({ tx }) => ({ count: await tx.newHire.count() }),
    });`,
  "declared-audit.ts": `
    export const GET = tenantRoute({
      operationId: "countThings", summary: "Count", permission: "hires.read",
      response: ok(z.object({ count: z.number() })),
      audit: "anything",
      handler: async () => ({ count: 1 }),
    });`,
  "own-response.ts": `
    export const DELETE = tenantRoute({
      operationId: "countThings", summary: "Count", permission: "hires.read",
      response: noContent(),
      audit: { none: "reads" },
      handler: async () => new Response(null, { status: 204 }),
    });`,
  "written-action.ts": `
    export const write = (tx: TenantTx, organizationId: OrganizationId) =>
      recordAudit(tx, { organizationId, actor: { id: null, name: "Test" }, action: "team.painted", subject: "user:1", changes: {} });`,
  "written-field.ts": `
    export const write = (tx: TenantTx, organizationId: OrganizationId) =>
      recordAudit(tx, { organizationId, actor: { id: null, name: "Test" }, action: "team.joined", subject: "user:1", changes: { password: ["a", "b"] } });`,
  "written-other-field.ts": `
    export const write = (tx: TenantTx, organizationId: OrganizationId) =>
      recordAudit(tx, { organizationId, actor: { id: null, name: "Test" }, action: "team.renamed", subject: "user:1", changes: { password: ["a", "b"] } });`,
  "written-subject.ts": `
    export const write = (tx: TenantTx, organizationId: OrganizationId) =>
      recordAudit(tx, { organizationId, actor: { id: null, name: "Test" }, action: "team.joined", subject: "new_hire:1", changes: {} });`,
};

const imports = `
  import { z } from "zod";
  import { recordAudit } from "@/lib/audit/mutations";
  import { anyone } from "@/lib/http/access";
  import { jsonBody } from "@/lib/http/bodies";
  import { noContent, ok } from "@/lib/http/responses";
  import { publicRoute, sessionRoute, tenantRoute } from "@/lib/http/routes";
  import type { OrganizationId, TenantTx } from "@/lib/platform/db";
`;

let folder: string;
let complaints: string[];

/** Compiles the files as the program is compiled and returns the compiler's complaints, a line each. */
async function compile(files: Record<string, string>): Promise<string[]> {
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      incremental: false,
      typeRoots: [join(root, "node_modules/@types")],
      paths: { "@/*": [join(root, "*")], zod: [join(root, "node_modules/zod")] },
    },
    files: Object.keys(files),
    include: [],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), imports + source);
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "--noEmit", "--pretty", "false"], { cwd: folder }, (_, output) =>
      resolve(output.trim().split("\n")),
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "route-types-"));
  complaints = await compile({ ...right, ...wrong });
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const complaintsOf = (name: string) => complaints.filter((line) => line.includes(name));

describe("the compiler", () => {
  it.each(Object.keys(right))("accepts what is right: %s", (name) => {
    expect(complaintsOf(name)).toEqual([]);
  });

  it("complains of the fixtures only", () => {
    const names = Object.keys(wrong);
    expect(complaints.filter((line) => line.includes("error TS") && !names.some((name) => line.startsWith(name)))).toEqual([]);
  });

  it.each([
    ["another-shape.ts", /TS2322: Type '.*total: number.*' is not assignable to type .*count: number/],
    ["another-type.ts", /TS2322: Type '.*count: string.*' is not assignable to type .*count: number/],
    ["public-actor.ts", /TS2339: Property 'actor' does not exist on type 'PublicCall/],
    ["public-transaction.ts", /TS2339: Property 'tx' does not exist on type 'PublicCall/],
    ["session-transaction.ts", /TS2339: Property 'tx' does not exist on type 'SessionCall/],
    ["declared-audit.ts", /TS\d+: Type '"anything"' is not assignable to type 'AuditDecision'/],
    ["own-response.ts", /TS2322: Type '.*Response>' is not assignable to type .*void/],
    ["written-action.ts", /TS2820: Type '"team.painted"' is not assignable to type '"audit_log.exported"/],
    ["written-field.ts", /TS2322: Type 'string\[\]' is not assignable to type 'never'/],
    ["written-other-field.ts", /TS2353: .*'password' does not exist/],
    ["written-subject.ts", /TS2322: Type '"new_hire:1"' is not assignable to type '`user:\$\{string\}`'/],
  ])("refuses %s for that reason", (name, reason) => {
    expect(complaintsOf(name).join("\n")).toMatch(reason);
  });
});
