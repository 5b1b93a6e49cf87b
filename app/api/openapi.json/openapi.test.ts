import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/openapi.json/route";
import { problemsOf } from "@/lib/http/declaration";
import { loadEnv } from "@/lib/platform/env";
import { problemStatus } from "@/lib/platform/errors";

interface SentSchema {
  type?: string;
  format?: string;
  description?: string;
  maximum?: number;
  properties?: Record<string, SentSchema>;
  additionalProperties?: SentSchema | boolean;
  items?: SentSchema;
  anyOf?: SentSchema[];
  oneOf?: SentSchema[];
  allOf?: SentSchema[];
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: SentSchema }[];
  requestBody?: { content: Record<string, { schema: SentSchema }> };
  responses: Record<string, { content?: Record<string, { schema: { allOf?: { properties?: { code?: { enum: string[] } } }[] } }> }>;
}

const root = join(import.meta.dirname, "..");
const verbs = ["GET", "PUT", "POST", "PATCH", "DELETE"];

let text: string;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  // Describing opens no database; the environment is parsed whole all the same.
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  loadEnv({ mail: false });
  const answer = await GET(new Request("http://localhost/api/openapi.json"), { params: Promise.resolve({}) });
  expect(answer.status).toBe(200);
  text = await answer.text();
  ({ paths } = JSON.parse(text));
}, 60_000);

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));

function addressOf(file: string): string {
  return `/api/${file.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
}

/** A schema of what is sent, with where it stands. */
function* sentSchemas(schema: SentSchema, at: string): Generator<[at: string, schema: SentSchema]> {
  yield [at, schema];
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* sentSchemas(inner, `${at}.${name}`);
  for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) yield* sentSchemas(inner, at);
  for (const inner of [schema.items, schema.additionalProperties]) if (typeof inner === "object") yield* sentSchemas(inner, `${at}[]`);
}

const sentPlaces = () =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters.flatMap(({ name, schema }) => [...sentSchemas(schema, `${operationId} ${name}`)]),
      ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => [...sentSchemas(schema, `${operationId} ${path}`)]),
    ]),
  );

describe("what is sent", () => {
  it("holds no whole number that a column of the database does not", () => {
    const whole = sentPlaces().filter(([, { type }]) => type === "integer");
    expect(whole.length).toBeGreaterThan(5);
    expect(whole.filter(([, { maximum = Number.POSITIVE_INFINITY }]) => maximum >= 2 ** 31).map(([at]) => at)).toEqual([]);
  });

  it("holds no day or moment but those that the portal takes", () => {
    const days = sentPlaces().filter(([, { format }]) => format === "date" || format === "date-time");
    expect(days.length).toBeGreaterThan(5);
    expect(days.filter(([, { description }]) => description !== "From 1900-01-01 to 2199-12-31.").map(([at]) => at)).toEqual([]);
  });
});

describe("the API's description", () => {
  it.each(files.filter((file) => !file.includes("[...")))(
    "has every verb of %s, with its parameters, statuses and problem codes",
    async (file) => {
      const module = await import(/* @vite-ignore */ join(root, file));
      const served = verbs.filter((verb) => verb in module);
      const described = paths[addressOf(file)];
      expect(Object.keys(described ?? {}).sort()).toEqual(served.map((verb) => verb.toLowerCase()).sort());
      for (const verb of served) {
        const { declaration } = module[verb];
        const operation = described?.[verb.toLowerCase()];
        const inPath = (operation?.parameters ?? []).filter((one) => one.in === "path").map((one) => one.name);
        expect(inPath).toEqual([...addressOf(file).matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
        expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(Object.keys(declaration.response.statuses)));
        for (const code of problemsOf(declaration, verb)) {
          const problem = operation?.responses[problemStatus[code]]?.content?.["application/problem+json"];
          expect(problem?.schema.allOf?.at(-1)?.properties?.code?.enum).toContain(code);
        }
      }
    },
  );

  it("has next-auth's doors for signing in and out", async () => {
    expect(Object.keys(paths).filter((path) => path.startsWith("/api/auth/") && !path.startsWith("/api/auth/sso/"))).toEqual([
      "/api/auth/csrf",
      "/api/auth/callback/credentials",
      "/api/auth/signout",
    ]);
  });

  it("names every operation once", async () => {
    const names = Object.values(paths).flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId));
    expect(new Set(names).size).toBe(names.length);
  });

  it("passes a public linter's recommended rules without an error", () => {
    const folder = mkdtempSync(join(tmpdir(), "openapi-"));
    try {
      writeFileSync(join(folder, "openapi.json"), text);
      const cli = join(root, "../../node_modules/@redocly/cli/bin/cli.js");
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [cli, "lint", "openapi.json", "--extends=recommended", "--format=json"],
        {
          cwd: folder,
          encoding: "utf8",
          // It would report its use, and look for a newer version of itself.
          env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
        },
      );
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout).totals.errors).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
