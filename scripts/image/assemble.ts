import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { bundlePrograms } from "@/scripts/image/bundle";

/** What the image can run: the name of its file under `program/`, and the source. */
export const programs = {
  start: "scripts/start.ts",
  worker: "scripts/worker.ts",
  admin: "scripts/admin.ts",
  migrate: "scripts/db/migrate.ts",
  health: "scripts/image/health.ts",
};

/** Packages that Next.js traces and the portal never loads: what reads tsconfig.json. */
const unused = ["typescript"];

/**
 * Writes the tree that the image holds into an empty folder: Next.js's standalone output of the last build, and the programs, each bundled
 * from the source with everything but the packages that the standalone output has anyway. Needs a build.
 */
export async function assembleImage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const part of [".next", "node_modules"]) await cp(join(".next/standalone", part), join(folder, part), { recursive: true });
  for (const name of unused) await rm(join(folder, "node_modules", name), { recursive: true, force: true });
  await cp(".next/static", join(folder, ".next/static"), { recursive: true });
  await cp("public", join(folder, "public"), { recursive: true });
  await bundlePrograms(programs, join(folder, "program"));
}
