import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { demoClients, startSandbox } from "@/e2e/sandbox/server";
import { startMailServer } from "@/e2e/servers/mail-server";
import { freePort } from "@/lib/embedded-database/database";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";
import { greenhouseRoute } from "@/lib/platform/paths/greenhouse";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { PortalClient } from "@/scripts/portal/client";
import { runCommand } from "@/scripts/portal/environment";
import { eventually } from "@/scripts/test/contained";
import { buildFormerRelease, type Process, type Release, startScript } from "@/scripts/test/former-release";
import { type Load, startLoad } from "@/scripts/test/upgrade-load";

const STAGE_SECONDS = 15;
const user = { email: "ada@example.com", password: "a long enough password 42" };
const thisRelease = process.cwd();

function check(what: string, problems: readonly string[]): void {
  process.stdout.write(
    `${problems.length === 0 ? "ok    " : "FAILED"} ${what}\n${problems
      .slice(0, 5)
      .map((one) => `         ${one}\n`)
      .join("")}`,
  );
  if (problems.length > 0) process.exitCode = 1;
}

interface Portal extends Process {
  url: string;
}

async function startPortal(folder: string, env: Record<string, string>): Promise<Portal> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const portal = startScript(folder, "scripts/start.ts", [], { ...env, PORT: String(port), APP_URL: url, NEXTAUTH_URL: url });
  const isReady = await Promise.race([eventually(async () => (await fetch(`${url}/api/health/ready`)).ok), portal.ended.then(() => false)]);
  check(`${folder === thisRelease ? "this release" : "the former release"} starts`, isReady ? [] : ["it does not", ...portal.errors()]);
  return { ...portal, url };
}

/** Ends the loads and says what each got. */
async function report(stage: string, loads: Record<string, Load>): Promise<void> {
  for (const [name, load] of Object.entries(loads)) {
    const { counts, failures } = await load.stop();
    const got = [...counts].sort().map(([key, count]) => `${key}: ${count}`);
    check(`${stage}, ${name} (${got.join(", ")})`, counts.size === 0 ? ["it got no answer", ...failures] : failures);
  }
}

/** From the former release alone to this one alone, and back in between, while people work with whichever is there. */
async function upgrade(former: Release, env: Record<string, string>): Promise<void> {
  const old = await startPortal(former.folder, env);
  const portals = [old];
  try {
    const create = ["create-user", "--organization", "Acme", "--email", user.email, "--role", "admin"];
    await startScript(former.folder, "scripts/admin.ts", create, env, user.password).ended;
    const admin = new PortalClient(old.url);
    await admin.signIn(user.email, user.password);
    const { id, secret } = demoClients.good;
    const connected = await admin.call("PUT", greenhouseRoute, { apiVersion: "v3", clientId: id, clientSecret: secret });
    check("Greenhouse is connected", connected.ok ? [] : [`${connected.status} ${await connected.text()}`]);
    const count = async () => ((await (await admin.call("GET", newHiresRoute)).json()) as { items: unknown[] }).items.length;
    check("the first sync brings hires", (await eventually(async () => (await count()) > 0)) ? [] : ["none came"]);

    let load = startLoad(old.url, user);
    await sleep(STAGE_SECONDS * 1000);
    const migration = startScript(thisRelease, "scripts/db/migrate.ts", [], env);
    const code = await migration.ended;
    check("this release migrates while people work", code === 0 ? [] : [`it ended with ${code}`, ...migration.errors()]);
    await sleep(STAGE_SECONDS * 1000);
    await report("before, during and after the migration", { "the former release": load });

    const now = await startPortal(thisRelease, env);
    portals.push(now);
    const loads = { "the former release": startLoad(old.url, user), "this release": startLoad(now.url, user) };
    await sleep(STAGE_SECONDS * 1000);
    await report("beside one another on the new schema", loads);

    check("this release ends when it is rolled back", (await now.stop()) === 0 ? [] : ["not with 0"]);
    let back = old;
    if (former.isTolerant) {
      check("the former release ends", (await old.stop()) === 0 ? [] : ["not with 0"]);
      back = await startPortal(former.folder, env);
      portals.push(back);
    } else {
      process.stdout.write("       the former release cannot start on a newer schema: it runs on since before\n");
    }
    load = startLoad(back.url, user);
    await sleep(STAGE_SECONDS * 1000);
    await report("rolled back, on the new schema", { "the former release": load });

    const again = await startPortal(thisRelease, env);
    portals.push(again);
    check("the former release ends for good", (await back.stop()) === 0 ? [] : ["not with 0"]);
    load = startLoad(again.url, user);
    await sleep(STAGE_SECONDS * 1000);
    await report("upgraded again", { "this release": load });
  } finally {
    for (const portal of portals) await portal.stop();
  }
  check(
    "no process logged an error",
    portals.flatMap((portal) => portal.errors()),
  );
}

await runCommand(async () => {
  const former = buildFormerRelease();
  process.stdout.write(`From ${former.commit}\n`);
  const database = await startTemporaryDatabase();
  const noLimit = { limit: 2_000, windowSeconds: 10 };
  const sandbox = await startSandbox({ port: 0, rateLimit: noLimit, rateLimitV3: noLimit, tokenRateLimit: noLimit });
  const mail = await startMailServer();
  try {
    await upgrade(former, {
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      NEXTAUTH_SECRET: randomBytes(48).toString("base64url"),
      CREDENTIAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      HARVEST_V1_URL: `${sandbox.url}/v1`,
      HARVEST_V3_URL: `${sandbox.url}/v3`,
      GREENHOUSE_AUTH_URL: `${sandbox.url}/auth`,
      SMTP_URL: mail.url,
      MAIL_FROM: "EMPTrust <onboarding@emptrust.example>",
      LOG_LEVEL: "info",
    });
    check("every invitation has its email", mail.received.length > 0 ? [] : ["no email arrived"]);
  } finally {
    await Promise.all([sandbox.close(), mail.close()]);
    await database.stop();
  }
});
