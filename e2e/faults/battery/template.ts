import pg from "pg";
import { connections, pointAt } from "@/e2e/fixtures/greenhouse";
import { actorOf } from "@/e2e/fixtures/hires";
import { startSandbox } from "@/e2e/sandbox/server";
import { World } from "@/e2e/sandbox/world/world";
import { createUser } from "@/lib/auth/accounts/operator";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";
import { asOrganizationId } from "@/lib/platform/db";
import { connectGreenhouse } from "@/lib/workflows/connect/connect-greenhouse";

/** Who signs in to the organization of every case. */
export const admin = { email: "admin@northwind.example", password: "an-admin-of-northwind-signs-in-here" };

let copies = 0;

/** A database with one connected organization, which every case copies. */
export class Template {
  /** As the role that the portal works as. */
  readonly portalUrl: string;
  /** As a superuser. */
  readonly superuserUrl: string;
  /** One copy at a time: PostgreSQL refuses to copy a database with connections. */
  private copying: Promise<unknown> = Promise.resolve();

  private constructor(portalUrl: string, superuserUrl: string) {
    this.portalUrl = portalUrl;
    this.superuserUrl = superuserUrl;
  }

  /** Fills the migrated database of DATABASE_URL, and lets go of it. */
  static async make(): Promise<Template> {
    const template = new Template(process.env.DATABASE_URL ?? "", process.env.SUPERUSER_URL ?? "");
    const sandbox = await startSandbox({ port: 0, world: new World() });
    try {
      pointAt(sandbox.url);
      await createUser({ ...admin, organization: "Northwind", name: "Maren Olsen", role: "admin" });
      const [row] = await template.query<{ id: string }>(`SELECT "id" FROM "Organization"`);
      if (!row) throw new Error("no organization");
      await connectGreenhouse(actorOf(asOrganizationId(row.id), "admin"), connections.v3);
    } finally {
      await closeQueue(0);
      await closeDatabase();
      await sandbox.close();
    }
    // Each case has a Greenhouse of its own, which knows no token yet; the first sync is due at once.
    await template.query(`DELETE FROM "GreenhouseToken"`);
    await template.query(`UPDATE "SyncSchedule" SET "nextRunAt" = now()`);
    return template;
  }

  /** Makes a database for one case. Returns its name. */
  copy(tablespace?: string): Promise<string> {
    const name = `fault_${process.pid}_${++copies}`;
    const where = tablespace ? ` TABLESPACE ${tablespace}` : "";
    const made = this.copying.then(() => this.onServer(`CREATE DATABASE ${name} TEMPLATE "${nameOf(this.portalUrl)}"${where}`));
    this.copying = made.catch(() => {});
    return made.then(() => name);
  }

  drop(name: string): Promise<unknown> {
    return this.onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** Runs a statement as the superuser, outside of the databases of the cases. */
  onServer<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return query<Row>(databaseOf(this.superuserUrl, "postgres"), sql);
  }

  private query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return query<Row>(this.superuserUrl, sql);
  }
}

/** Returns an address with another database. */
export function databaseOf(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}

const nameOf = (address: string) => new URL(address).pathname.slice(1);

/** Runs one statement on a connection of its own. */
async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
