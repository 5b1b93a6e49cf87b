import { chmod, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { identity, isAlive } from "@/lib/embedded-database/process-lock.mjs";
import { removeDataDirectory, serverRuns } from "@/lib/embedded-database/server-folder";
import { isUsed } from "@/lib/embedded-database/server-users";

const prefix = "emptrust-temporary-";

/** Returns a new folder for a temporary database, which the server's user may enter. Its name says which process made it. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${identity(process.pid).replace(" ", "-")}-`));
  await chmod(folder, 0o755);
  return folder;
}

export function isTemporary(dataDir: string): boolean {
  return basename(dataDir).startsWith(prefix);
}

/** Removes the temporary databases that killed processes left, never one that is in use. */
export async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!isTemporary(name)) continue;
    const folder = join(tmpdir(), name);
    const maker = name.slice(prefix.length).split("-").slice(0, -1).join(" ");
    if (isAlive(maker) || (await isUsed(folder)) || (await serverRuns(join(folder, "postgres")))) continue;
    // One that another user of this machine left cannot be removed.
    await removeDataDirectory(folder).catch(() => {});
  }
}
