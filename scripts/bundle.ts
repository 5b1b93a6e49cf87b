import { rm } from "node:fs/promises";
import { bundlePrograms } from "@/scripts/image/bundle";

const folder = ".cache/programs";

// What `npm start` and `npm run worker` run (see run.mjs): bundled, they are read in a tenth of the time. The keeper is the process of the
// embedded PostgreSQL.
await rm(folder, { recursive: true, force: true });
await bundlePrograms({ start: "scripts/start.ts", worker: "scripts/worker.ts", keeper: "lib/embedded-database/keeper.ts" }, folder);
