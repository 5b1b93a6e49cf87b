import { runFlows } from "@/e2e/fixtures/browsers/run-flows";

// The flows' own portal is then two portals and three workers, on Debian's PostgreSQL behind PgBouncer in transaction mode.
process.exit(runFlows(["--project", "v3", ...process.argv.slice(2)], { ...process.env, FLOWS_ON: "cluster" }));
