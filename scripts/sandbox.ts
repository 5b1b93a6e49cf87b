import { demoKeys, startSandbox } from "@/e2e/sandbox/server";
import { CommandError, endOnSignal, runCommand } from "@/scripts/environment";

const DEFAULT_PORT = 4010;

await runCommand(async () => {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CommandError("PORT: must be a port");
  const sandbox = await startSandbox({ port });
  process.stdout.write(
    `A local Greenhouse with invented people:\n\n  ${sandbox.url}\n\nSet HARVEST_V1_URL=${sandbox.url}/v1 and paste this key in the portal:\n\n  ${demoKeys.good}\n\n`,
  );
  endOnSignal(() => sandbox.close());
});
