import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sealAuditEntries } from "@/lib/audit/chain";
import { noteStreamed, type StreamedEntry, unstreamedEntries } from "@/lib/audit/stream";
import { SECOND_MS } from "@/lib/platform/calendar";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { databaseTime, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

const BATCH = 500;
const TIMEOUT_MS = 30 * SECOND_MS;

/**
 * Seals what was written to each organization's audit log, and hands it to the operator's stream where one is set: at least once, in order,
 * and later what could not be handed over now.
 */
export async function runAuditClock(stopping: AbortSignal): Promise<void> {
  const at = await databaseTime();
  await visitOrganizations("unsealed", { at, failure: "audit logs cannot be sealed", stopping }, async (organizationId) => {
    while (await inOrganization(organizationId, sealAuditEntries));
  });
  const { AUDIT_STREAM } = env();
  if (AUDIT_STREAM === undefined) return;
  const target = new URL(AUDIT_STREAM);
  const closed = new AbortController();
  const until = AbortSignal.any([stopping, closed.signal]);
  const take: Take = async (entries) => {
    try {
      await hand(target, entries);
    } catch (error) {
      // Unless it refuses these entries, it would not take those of the others either.
      if (!(error instanceof StreamRefused && error.isOfEntries)) closed.abort();
      throw error;
    }
  };
  await visitOrganizations("unstreamed", { at, failure: "the audit stream does not take entries", stopping: until }, (organizationId) =>
    stream(organizationId, take, until),
  );
}

type Take = (entries: readonly StreamedEntry[]) => Promise<void>;

async function stream(organizationId: OrganizationId, take: Take, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const entries = await inOrganization(organizationId, (tx) => unstreamedEntries(tx, organizationId, BATCH));
    const last = entries.at(-1);
    if (!last) return;
    await take(entries);
    await inOrganization(organizationId, (tx) => noteStreamed(tx, organizationId, last.sequence));
    if (entries.length < BATCH) return;
  }
}

async function hand(target: URL, entries: readonly StreamedEntry[]): Promise<void> {
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  if (target.protocol === "file:") return append(fileURLToPath(target), lines);
  const token = env().AUDIT_STREAM_TOKEN;
  const response = await fetch(target, {
    method: "POST",
    body: lines,
    headers: { "content-type": "application/x-ndjson", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new StreamRefused(response.status);
}

/** Returns when the lines are on the disk. */
async function append(file: string, lines: string): Promise<void> {
  const handle = await open(file, "a", 0o600);
  try {
    await handle.appendFile(lines);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** The stream's server answered with a status that is no success. */
class StreamRefused extends Error {
  readonly code: string;
  /** Whether it is about these entries and no others: their form, or their size. */
  readonly isOfEntries: boolean;
  constructor(status: number) {
    super(`the audit stream answered with ${status}`);
    this.name = "StreamRefused";
    this.code = String(status);
    this.isOfEntries = [400, 413, 422].includes(status);
  }
}
