import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { isThere } from "@/lib/embedded-database/process-lock.mjs";

const outside = "/var/lib/emptrust";
/** In a folder outside, the path of its data directory, where that is a temporary one. */
const ownerFile = "temporary-data-directory";

/**
 * Returns the folder of the server's files: the data directory. PostgreSQL refuses to run as root, so for root it runs as another
 * user. If that user can't reach the data directory (below /root, for example), the files are in /var/lib and the data directory
 * has a link to them.
 */
export async function serverFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "postgres");
  await mkdir(dataDir, { recursive: true });
  if (userInfo().uid !== 0) return folder;
  const kept = await linkOf(dataDir);
  if (kept !== undefined) return join(kept, "postgres");
  if ((await exists(join(folder, "PG_VERSION"))) || (await everyoneMayPass(dataDir))) return folder;
  await mkdir(outside, { recursive: true, mode: 0o755 });
  const elsewhere = await mkdtemp(join(outside, "data-"));
  await chmod(elsewhere, 0o755);
  await symlink(elsewhere, folder);
  // After the link: files with an owner that has no link to them are removed.
  if (dataDir.startsWith(join(tmpdir(), "/"))) await writeFile(join(elsewhere, ownerFile), dataDir);
  return join(elsewhere, "postgres");
}

/** Removes a data directory with the server's files, wherever they are. Nothing may use them. */
export async function removeDataDirectory(dataDir: string): Promise<void> {
  const elsewhere = await linkOf(dataDir);
  if (elsewhere !== undefined && dirname(elsewhere) === outside) await rm(elsewhere, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

/** Removes files outside whose temporary data directory was removed without them, never those of a server that runs. */
export async function removeOrphans(): Promise<void> {
  if (userInfo().uid !== 0) return;
  for (const name of await readdir(outside).catch(() => [])) {
    const elsewhere = join(outside, name);
    const owner = await readFile(join(elsewhere, ownerFile), "utf8").catch(() => undefined);
    // Any other data directory may have been moved, or be on a disk that is not mounted now.
    if (owner === undefined || (await linkOf(owner)) === elsewhere || (await serverRuns(join(elsewhere, "postgres")))) continue;
    await rm(elsewhere, { recursive: true, force: true });
  }
}

/** Returns whether the server whose files are in `folder` runs. */
export async function serverRuns(folder: string): Promise<boolean> {
  return isThere(Number.parseInt(await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => ""), 10));
}

function linkOf(dataDir: string): Promise<string | undefined> {
  return readlink(join(dataDir, "postgres")).catch(() => undefined);
}

async function everyoneMayPass(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || everyoneMayPass(dirname(path));
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
