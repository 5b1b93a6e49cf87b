import { runFlows } from "@/e2e/fixtures/browsers/run-flows";

// The flows' own portal is then the build whose messages are in letters that only look alike, and so are the words by which they find things.
const pseudo = { ...process.env, PSEUDO_LOCALE: "on", TSX_TSCONFIG_PATH: "e2e/pseudo/pseudo.tsconfig.json" };
process.exit(runFlows(process.argv.slice(2), pseudo));
