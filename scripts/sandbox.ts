import { demoKeys, startSandbox } from "@/e2e/sandbox/server";
import { endOnSignal } from "@/scripts/environment";

const DEFAULT_PORT = 4010;

const sandbox = await startSandbox({ port: Number(process.env.PORT ?? DEFAULT_PORT) });
process.stdout.write(
  `A local Greenhouse with invented people:\n\n  ${sandbox.url}\n\nSet HARVEST_V1_URL=${sandbox.url}/v1 and paste this key in the portal:\n\n  ${demoKeys.good}\n\n`,
);
endOnSignal(() => sandbox.close());
