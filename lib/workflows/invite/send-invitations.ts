import type { Actor } from "@/lib/auth/actor";
import { sendInvitation } from "@/lib/hires/mutations";
import type { SendInvitationsResult } from "@/lib/hires/schema";
import { inOrganization } from "@/lib/platform/db";

/** Sends each of these hires a new invitation, in a transaction of its own: what is sent stays sent whatever becomes of the rest. */
export async function sendInvitations(actor: Actor, ids: readonly string[]): Promise<SendInvitationsResult["results"]> {
  const results: SendInvitationsResult["results"] = [];
  for (const id of new Set(ids)) {
    const outcome = await inOrganization(actor.organizationId, (tx) => sendInvitation(tx, actor, id, new Date()));
    results.push(outcome.ok ? { id, ok: true } : { id, ok: false, code: outcome.code });
  }
  return results;
}
