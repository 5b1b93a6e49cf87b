import { type LocalDatabase, startLocalDatabase } from "@/lib/embedded-database/database";
import { removeDataDirectory } from "@/lib/embedded-database/server-folder";
import { isUsed } from "@/lib/embedded-database/server-users";
import { makeTemporaryFolder, removeAbandoned } from "@/lib/embedded-database/temporary-files";

export interface TemporaryDatabase extends LocalDatabase {
  /** A folder for whatever belongs to the same run; it is removed with the database. */
  folder: string;
}

/**
 * Starts an embedded PostgreSQL for a test or a benchmark. `stop` removes it with all its files. When this process is killed,
 * the server's own process removes them; when that is killed as well, the next call does.
 */
export async function startTemporaryDatabase(): Promise<TemporaryDatabase> {
  await removeAbandoned();
  const folder = await makeTemporaryFolder();
  const database = await startLocalDatabase(folder);
  return {
    url: database.url,
    superuserUrl: database.superuserUrl,
    folder,
    stop: async () => {
      await database.stop();
      // The server's process has done so, unless it was killed.
      if (!(await isUsed(folder))) await removeDataDirectory(folder);
    },
  };
}
