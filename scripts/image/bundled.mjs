// Plain JavaScript without dependencies: scripts/run.mjs needs it before anything is installed.
import { join } from "node:path";

/** The folder of the bundled programs (scripts/bundle.ts), from the project's. */
export const programs = ".cache/programs";

// The Dockerfile and the systemd units say the same; see scripts/portal/heap.ts.
const youngSpace = "--max-semi-space-size=4";

/**
 * Returns how Node.js is started on a bundled program of this project: its arguments, and the environment beside the given one.
 * @param {string} root the project's folder
 * @param {"start" | "worker"} program
 * @returns {{ args: string[], env: { NODE_COMPILE_CACHE: string } }}
 */
export function bundled(root, program) {
  return { args: [youngSpace, join(root, programs, `${program}.mjs`)], env: { NODE_COMPILE_CACHE: join(root, ".cache/compiled") } };
}
