import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sealedColumns } from "@/lib/workflows/operate/keys/sealed-columns";

const folder = join(import.meta.dirname, "../../../../prisma/schema");

/** Returns `Table.column` of every column of the schema whose name says that it is sealed. */
function sealedInSchema(): string[] {
  const schema = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  return [...schema.join("\n").matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, table, body = ""]) =>
    [...body.matchAll(/^ {2}(\w+Sealed)\s/gm)].map(([, column]) => `${table}.${column}`),
  );
}

it("the list holds every sealed column of the schema, so that none is left behind by a rotation", () => {
  expect(sealedInSchema().length).toBeGreaterThan(0);
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(sealedInSchema().sort());
});
