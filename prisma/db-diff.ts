import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import formerRelease from "@/prisma/former-release.json";
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

// Once per process: the module keeps views into the memory of its first instance.
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
 * Returns Prisma's schema engine as WebAssembly, from the npm registry: the native one is a download that closed networks block. It
 * compares schemas and writes SQL; of the database at `url` it only reads the version.
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

// The schema after all migrations. It can't be read from a database, because Prisma's PostgreSQL adapter (7.10) rejects the
// catalog's type "char".
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
 * Returns the SQL from the migrated schema to the schema files; empty when they agree. What Prisma's schema can't express (policies,
 * grants, partial and expression indexes) is written into migrations by hand.
 */
export async function schemaChange(url: string): Promise<string> {
  return diff(url, {
    tag: "schemaDatamodel",
    files: [{ path: "schema-as-migrated.prisma", content: await readFile(migratedSchema, "utf8") }],
  });
}

/** Returns the SQL that creates the schema files' tables in an empty database. */
export function wholeSchema(url: string): Promise<string> {
  return diff(url, { tag: "empty" });
}

/** Writes the next migration and the schema after it. Returns the migration's folder. */
export async function writeMigration(name: string, sql: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  await mkdir(join(migrationsFolder, folder), { recursive: true });
  const statement = `-- compatible-with: ${formerRelease.lastMigration}`;
  await writeFile(join(migrationsFolder, folder, "migration.sql"), `${statement}\n${sql.trimEnd()}\n`);
  await writeFile(migratedSchema, (await schemaFiles()).map(({ content }) => content).join("\n"));
  return folder;
}
