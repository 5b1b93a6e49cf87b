import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { valueIn } from "@/lib/hire-fields/own/rules";
import type { WrittenChange } from "@/lib/hires/change";
import { changedFields } from "@/lib/hires/change";
import { nameOf } from "@/lib/hires/words";
import * as connections from "@/lib/messages/generated/server/connections";
import * as m from "@/lib/messages/generated/server/syncs";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { findSyncRun } from "@/lib/sync-runs/data";
import { startRun } from "@/lib/sync-runs/mutations";
import type { SyncPreview } from "@/lib/sync-runs/schema";
import type { StepResult } from "@/lib/workflows/sync/run/run-context";

/** The most entries of each kind that are listed. */
const LISTED = 1_000;

/** Starts a run that finds out what the next sync would do, and writes and sends nothing. Refused while a sync is under way. */
export async function startPreview(tx: TenantTx, actor: Actor, now: Date): Promise<string> {
  const integration = await findGreenhouse(tx);
  if (!integration?.credentialSealed) throw new AppError("not_connected", connections.notConnected());
  const preview = { integrationId: integration.id, trigger: "preview", requestedBy: actor.name, now } as const;
  const runId = await startRun(tx, actor.organizationId, preview);
  if ((await findSyncRun(tx, runId))?.trigger !== "preview") {
    throw new AppError("sync_running", m.alreadyRunning());
  }
  return runId;
}

/** Ends a transaction whose work was only tried. */
class RolledBack extends Error {}

/** Returns what a step of a sync would do: runs it and rolls it back. No one else can see any of it, and nothing is sent. */
export async function tryStep(organizationId: OrganizationId, work: (tx: TenantTx, now: Date) => Promise<StepResult>): Promise<StepResult> {
  let result: StepResult | undefined;
  try {
    await inOrganization(organizationId, async (tx, now) => {
      result = await work(tx, now);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!result) throw new Error("a step without a result");
  return result;
}

/** What the steps of a preview found so far. */
export class PreviewFindings {
  private readonly changes = new Map<number, WrittenChange>();

  note(changes: readonly WrittenChange[]): void {
    for (const change of changes) {
      const { applicationId } = change.next;
      if (this.changes.has(applicationId) || this.changes.size < 4 * LISTED) this.changes.set(applicationId, change);
    }
  }

  listed(): SyncPreview {
    const preview: SyncPreview = { add: [], update: [], invite: [], withdraw: [] };
    for (const { id, current, next } of this.changes.values()) {
      const { applicationId } = next;
      const name = nameOf(next.values, next.candidateId);
      const fields = current ? changedFields(current.state, next) : [];
      if (!current) preview.add.push({ applicationId, name });
      else if (next.status === "withdrawn" || (next.suspendedAt && !current.state.suspendedAt)) preview.withdraw.push({ id, name });
      else if (fields.length > 0) {
        const changes: SyncPreview["update"][number]["changes"] = {};
        for (const field of fields) changes[field] = [valueIn(current.state.values, field), valueIn(next.values, field)];
        preview.update.push({ id, name, changes });
      }
      if (next.status === "invited" && current?.state.status !== "invited")
        preview.invite.push({ id: current ? id : null, applicationId, name });
    }
    for (const kind of ["add", "update", "invite", "withdraw"] as const) preview[kind].splice(LISTED);
    return preview;
  }
}
