import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identity, isAlive } from "@/lib/embedded-database/process-lock.mjs";

// Which processes use a data directory's server: one note each, so that the server ends with the last of them.

/** The lock under which the server of a data directory is started, joined and ended. */
export function lockOf(dataDir: string): string {
  return join(dataDir, "postgres-start.lock");
}

/** Records that this process uses the server. Returns a function that removes the record. */
export async function registerUser(dataDir: string): Promise<() => Promise<void>> {
  const note = join(usersOf(dataDir), randomUUID());
  await mkdir(usersOf(dataDir), { recursive: true });
  await writeFile(note, identity(process.pid));
  return () => rm(note, { force: true });
}

/** Whether a process that is alive uses the server; the notes of those that died are removed. */
export async function isUsed(dataDir: string): Promise<boolean> {
  for (const name of await readdir(usersOf(dataDir)).catch(() => [])) {
    const note = join(usersOf(dataDir), name);
    const user = await readFile(note, "utf8").catch(() => "");
    if (isAlive(user)) return true;
    await rm(note, { force: true });
  }
  return false;
}

function usersOf(dataDir: string): string {
  return join(dataDir, "postgres-users");
}
