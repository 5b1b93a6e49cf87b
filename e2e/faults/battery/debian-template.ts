import { Template } from "@/e2e/faults/battery/template";
import { type DebianServer, startDebianPostgres } from "@/e2e/servers/debian-postgres";
import { loadEnv } from "@/lib/platform/env";
import { openDatabase } from "@/scripts/portal/environment";

/** One at a time: this process's environment says where a template is made. */
let making: Promise<unknown> = Promise.resolve();

/** Starts a server of Debian's for one case, which may be restarted, with a template in it. */
export function debianTemplate(): Promise<{ server: DebianServer; template: Template }> {
  const made = making.then(async () => {
    const server = await startDebianPostgres();
    process.env.DATABASE_URL = await server.create("template_of_cases");
    process.env.SUPERUSER_URL = server.superuserUrl.replace(/\/postgres$/, "/template_of_cases");
    loadEnv({ mail: false });
    await openDatabase();
    return { server, template: await Template.make() };
  });
  making = made.catch(() => {});
  return made;
}
