import pg from "pg";
import { PgBoss } from "pg-boss";
import { allJobs, deadLetterQueue } from "@/lib/jobs/definitions";
import { APPLICATION_ROLE, BACKUP_ROLE } from "@/lib/platform/database/connection";

/**
 * Installs or updates the queue's schema and queues as the database owner, and grants the application role access. Idempotent;
 * the caller holds the migration lock.
 */
export async function installJobs(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, registerInstance: false, max: 2 });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const { name, queue } of [deadLetterQueue, ...allJobs]) {
      await boss.createQueue(name, queue);
      const { policy: _, ...changeable } = { policy: undefined, ...queue };
      await boss.updateQueue(name, changeable);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`GRANT USAGE ON SCHEMA pgboss TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${APPLICATION_ROLE};
      REVOKE INSERT, DELETE ON pgboss.version FROM ${APPLICATION_ROLE};
      REVOKE DELETE ON pgboss.queue FROM ${APPLICATION_ROLE};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ${APPLICATION_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${APPLICATION_ROLE};
      GRANT USAGE ON SCHEMA pgboss TO ${BACKUP_ROLE};
      GRANT SELECT ON ALL TABLES IN SCHEMA pgboss TO ${BACKUP_ROLE};
      GRANT SELECT ON ALL SEQUENCES IN SCHEMA pgboss TO ${BACKUP_ROLE};`);
  } finally {
    await client.end();
  }
}
