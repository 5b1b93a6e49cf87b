import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, type Call, call, raw } from "@/e2e/attacks/engine/client";
import { Tables } from "@/e2e/attacks/engine/fingerprint";
import type { Canaries } from "@/e2e/attacks/engine/leaks";
import { type Populated, populated, type Role } from "@/e2e/attacks/engine/organization";
import { startStack } from "@/e2e/fixtures/stack/stack";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";

export interface SceneCall extends Call {
  /** Whose session the call carries, of the attacker's own organization. */
  as?: Role;
}

/** The built portal with two organizations: the attacker belongs to `ours`, and `theirs` is none of their business. No worker runs. */
export interface Scene {
  origin: string;
  ours: Populated;
  theirs: Populated;
  tables: Tables;
  canaries: Canaries;
  /** What the portal has logged so far. */
  log(): string;
  /** Makes a call, `GET /path`, from an address that no other call has. */
  call(line: string, given?: SceneCall): Promise<Answer>;
  /** Writes bytes as they are to a connection of its own. */
  raw(written: string): Promise<Answer>;
  /** An address of the internet that no other call came from. */
  address(): string;
}

/** Runs work against such a portal, and removes everything afterwards. */
export async function onScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emptrust-attacks-"));
  const logFile = join(folder, "portal.log");
  const out = openSync(logFile, "a");
  const cron = "cron-secret-of-the-tests-0123456789";
  const stop = await startStack({ WORKER: "off", LOG_LEVEL: "debug", CRON_SECRET: cron }, ["ignore", out, out]);
  let tables: Tables | undefined;
  try {
    const origin = process.env.APP_URL ?? "";
    const [ours, theirs] = await withWorker(() => Promise.all([populated(origin, 1), populated(origin, 2)]));
    tables = await Tables.open(process.env.SUPERUSER_URL ?? "");
    await work(sceneOf({ origin, ours, theirs, tables, logFile }));
  } catch (error) {
    process.stderr.write(readFileSync(logFile, "utf8").slice(-4_000));
    throw error;
  } finally {
    await tables?.close();
    await closeQueue(0);
    await closeDatabase();
    await stop();
    closeSync(out);
    rmSync(folder, { recursive: true });
  }
}

/** Emails and syncs need a worker; afterwards nothing but the attacks may write. */
async function withWorker<Result>(work: () => Promise<Result>): Promise<Result> {
  const worker = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    stdio: "ignore",
    env: { ...process.env, LOG_LEVEL: "fatal" },
  });
  const ended = once(worker, "exit");
  try {
    return await work();
  } finally {
    worker.kill("SIGTERM");
    await ended;
  }
}

function sceneOf(parts: Pick<Scene, "origin" | "ours" | "theirs" | "tables"> & { logFile: string }): Scene {
  const { origin, ours, theirs, tables, logFile } = parts;
  let calls = 0;
  const address = () => `198.51.${(++calls >> 8) % 256}.${calls % 256}`;
  return {
    origin,
    ours,
    theirs,
    tables,
    address,
    canaries: canariesOf(ours, theirs),
    log: () => readFileSync(logFile, "utf8"),
    call: (line, { as, headers, ...rest } = {}) => {
      const own: OutgoingHttpHeaders = { "x-forwarded-for": address(), ...(as ? { cookie: ours.cookies[as] } : {}) };
      return call(origin, line, { ...rest, headers: { ...own, ...headers } });
    },
    raw: (written) => raw(origin, written),
  };
}

function canariesOf(ours: Populated, theirs: Populated): Canaries {
  const { env } = process;
  const keys = ["NEXTAUTH_SECRET", "EMAIL_WEBHOOK_SECRET", "METRICS_TOKEN", "CRON_SECRET", "GREENHOUSE_OAUTH_CLIENT_SECRET"];
  return {
    secrets: {
      ...Object.fromEntries(keys.map((name) => [name, env[name] ?? ""])),
      "the key ring": env.CREDENTIAL_KEYS?.split(":")[1] ?? "",
      "the database's password": new URL(env.DATABASE_URL ?? "").password,
      "a password": ours.made.admin.password,
      ...secretsOf("their", theirs),
    },
    theirs: { "their organization's name": theirs.made.name, ...peopleOf("their", theirs) },
    ours: { "our organization's name": ours.made.name, ...peopleOf("our", ours), ...secretsOf("our", ours) },
  };
}

function secretsOf(whose: string, { made, cookies, webhook, invitationToken, joinToken }: Populated): Record<string, string> {
  return {
    [`${whose} API key`]: made.apiKey,
    [`${whose} client's secret`]: made.client.secret,
    [`${whose} webhook secret`]: webhook.secret,
    [`${whose} invitation's token`]: invitationToken,
    [`${whose} teammate's token`]: joinToken,
    [`${whose} session`]: cookies.admin.split("session-token=")[1]?.split(";")[0] ?? "",
  };
}

function peopleOf(whose: string, { made, people, invitedMember }: Populated): Record<string, string> {
  return Object.fromEntries([
    ...people.flatMap(({ firstName, lastName, personalEmail }, index) => [
      [`${whose} hire ${index + 1}'s first name`, firstName],
      [`${whose} hire ${index + 1}'s last name`, lastName],
      [`${whose} hire ${index + 1}'s email`, personalEmail],
    ]),
    [`${whose} admin's email`, made.admin.email],
    [`${whose} HR's email`, made.hr.email],
    [`${whose} viewer's email`, made.viewer.email],
    [`${whose} invited teammate's email`, invitedMember],
  ]);
}
