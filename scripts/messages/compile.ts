import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { compileCatalogue } from "@/lib/messages/compile";

const source = "lib/messages/en";
const catalogue = z.record(z.string(), z.string());

/** Writes a module for every catalogue into the folder, and one that names the language and region of dates and numbers. */
function compileAll(target: string, locale: string, pseudo: boolean): void {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "locale.ts"), `export const locale = ${JSON.stringify(locale)};\n`);
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"))) {
    const path = join(target, file.replace(/\.json$/, ".ts"));
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(path, compileCatalogue(catalogue.parse(JSON.parse(readFileSync(join(source, file), "utf8"))), { pseudo }));
    } catch (error) {
      process.stderr.write(`${join(source, file)}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  }
}

if (process.argv.includes("--pseudo")) compileAll(".cache/pseudo-messages", "ja-JP", true);
else compileAll("lib/messages/generated", "en-GB", false);
