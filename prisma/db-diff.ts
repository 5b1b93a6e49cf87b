import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { migrationsFolder, readMigrations } from "@/prisma/migrate";

interface SchemaEngine {
  diff(params: unknown): Promise<{ stdout?: string | null }>;
}

/**
 * Prisma's own schema engine as WebAssembly. The native one is a download that a closed network does not allow; this one
 * comes from the registry. It works out the SQL only: applying is prisma/migrate.ts's, because the engine's own way
 * of executing a script over an adapter splits on every semicolon.
 */
async function schemaEngine(scratchUrl: string): Promise<SchemaEngine> {
  const folder = join(import.meta.dirname, "..", "node_modules", "@prisma", "schema-engine-wasm");
  const glue = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: scratchUrl }));
  return glue.SchemaEngine.new({ datamodels: await schemaFiles() }, () => {}, adapter);
}

async function schemaFiles(): Promise<[string, string][]> {
  const folder = join(import.meta.dirname, "schema");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(names.map(async (name): Promise<[string, string]> => [`schema/${name}`, await readFile(join(folder, name), "utf8")]));
}

/**
 * The SQL that leads from the migrations to the schema files, empty when they agree. `scratchUrl` is an empty
 * database that the migrations are replayed on. What Prisma's schema cannot express (policies, grants, partial and
 * expression indexes) is written into migrations by hand and left alone.
 */
export async function schemaChange(scratchUrl: string): Promise<string> {
  const engine = await schemaEngine(scratchUrl);
  const files = (await schemaFiles()).map(([path, content]) => ({ path, content }));
  const migrations = await readMigrations();
  const result = await engine.diff({
    from: migrations.length === 0 ? { tag: "empty" } : { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
  });
  const sql = result.stdout ?? "";
  return /^\s*(--[^\n]*\s*)*$/.test(sql) ? "" : sql;
}

/** Writes the next migration from the schema's change, or says that there is none. Answers its folder's name. */
export async function writeMigration(name: string, sql: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  await mkdir(join(migrationsFolder, folder), { recursive: true });
  await writeFile(join(migrationsFolder, folder, "migration.sql"), sql.endsWith("\n") ? sql : `${sql}\n`);
  return folder;
}
