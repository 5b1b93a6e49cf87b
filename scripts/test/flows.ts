import { runFlows } from "@/e2e/fixtures/browsers/run-flows";

process.exit(runFlows(process.argv.slice(2)));
