import { demoClients, demoKeys, startSandbox } from "@/e2e/sandbox/server";
import { CommandError, endOnSignal, runCommand } from "@/scripts/portal/environment";

const DEFAULT_PORT = 4010;

await runCommand(async () => {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CommandError("PORT: must be a port");
  const sandbox = await startSandbox({ port });
  process.stdout.write(`A local Greenhouse with invented people:

  ${sandbox.url}

Harvest v3: set HARVEST_V3_URL=${sandbox.url}/v3 and GREENHOUSE_AUTH_URL=${sandbox.url}/auth, and paste in the portal:

  client id      ${demoClients.good.id}
  client secret  ${demoClients.good.secret}

The partner's client for "Connect with Greenhouse":

  client id      ${demoClients.partner.id}
  client secret  ${demoClients.partner.secret}

Harvest v1: set HARVEST_V1_URL=${sandbox.url}/v1 and paste this key:

  ${demoKeys.good}

`);
  endOnSignal(() => sandbox.close());
});
