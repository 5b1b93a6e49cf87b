import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { migrationsFolder } from "@/prisma/migrate";

interface SchemaEngine {
  diff(params: unknown): Promise<{ stdout?: string | null }>;
}

interface SchemaFile {
  path: string;
  content: string;
}

interface EngineGlue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (options: unknown, log: () => void, adapter: unknown) => Promise<SchemaEngine> };
}

// Once a process: the glue keeps views into the memory of the instance it was first given.
let loading: Promise<EngineGlue> | undefined;

async function loadGlue(): Promise<EngineGlue> {
  const folder = join(import.meta.dirname, "..", "node_modules", "@prisma", "schema-engine-wasm");
  const imports: WebAssembly.ModuleImports & EngineGlue = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": imports,
  });
  imports.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return imports;
}

/**
 * Prisma's own schema engine as WebAssembly. The native one is a download that a closed network does not allow; this one
 * comes from the registry. It compares schemas and writes SQL; it asks the database at `url` for its version and no more.
 */
async function schemaEngine(url: string): Promise<SchemaEngine> {
  loading ??= loadGlue();
  const glue = await loading;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const datamodels = (await schemaFiles()).map(({ path, content }) => [path, content]);
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

async function schemaFiles(): Promise<SchemaFile[]> {
  const folder = join(import.meta.dirname, "schema");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(names.map(async (name) => ({ path: `schema/${name}`, content: await readFile(join(folder, name), "utf8") })));
}

// The schema that the migrations lead to, in one file. Reading it back from a database is not possible: Prisma's PostgreSQL
// adapter (7.10) refuses the catalog's type "char".
const migratedSchema = join(migrationsFolder, "schema-as-migrated.prisma");

async function diff(url: string, from: unknown): Promise<string> {
  const engine = await schemaEngine(url);
  const result = await engine.diff({
    from,
    to: { tag: "schemaDatamodel", files: await schemaFiles() },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = result.stdout ?? "";
  return /^\s*(--[^\n]*\s*)*$/.test(sql) ? "" : sql;
}

/**
 * The SQL that leads from what the migrations make to what the schema files say, empty when they agree. What Prisma's
 * schema cannot express (policies, grants, partial and expression indexes) is written into migrations by hand.
 */
export async function schemaChange(url: string): Promise<string> {
  return diff(url, {
    tag: "schemaDatamodel",
    files: [{ path: "schema-as-migrated.prisma", content: await readFile(migratedSchema, "utf8") }],
  });
}

/** The SQL that makes the schema files' tables in an empty database. */
export function wholeSchema(url: string): Promise<string> {
  return diff(url, { tag: "empty" });
}

/** Writes the next migration and notes the schema it leads to. Answers the migration's folder. */
export async function writeMigration(name: string, sql: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  await mkdir(join(migrationsFolder, folder), { recursive: true });
  await writeFile(join(migrationsFolder, folder, "migration.sql"), sql.endsWith("\n") ? sql : `${sql}\n`);
  await writeFile(migratedSchema, (await schemaFiles()).map(({ content }) => content).join("\n"));
  return folder;
}
