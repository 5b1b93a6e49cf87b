import { createHmac, timingSafeEqual } from "node:crypto";
import { findGreenhouse } from "@/lib/connections/data";
import { findWebhook } from "@/lib/connections/webhooks/data";
import { recordDelivery, webhookContext } from "@/lib/connections/webhooks/mutations";
import { type Announcement, parseDelivery } from "@/lib/connections/webhooks/schema";
import { noteAnnouncedGone, recheckAnnounced, repointMerged } from "@/lib/offers/mutations";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx, unsafeLookup } from "@/lib/platform/db";
import { startRun } from "@/lib/sync-runs/mutations";

// Events after which an application can be a hire that is not known yet.
const mayBringHires = new Set(["hire_candidate", "offer_created", "offer_updated", "application_updated"]);

/**
 * Takes a delivery of Greenhouse's webhooks: true when its signature is right and what it announces will be looked into. The
 * body is a hint and nothing more: only ids are read from it, to ask Greenhouse about them, so a forged or repeated one can
 * cause a question and never a hire.
 */
export async function receiveWebhook(integrationId: string, signature: string | null, body: Uint8Array): Promise<boolean> {
  const webhook = await unsafeLookup("webhook", integrationId, (tx) => findWebhook(tx, integrationId));
  if (!webhook) return false;
  const organizationId = asOrganizationId(webhook.organizationId);
  if (!isSigned(body, signature, unseal(webhook.secretSealed, webhookContext(organizationId)))) return false;
  await lookInto(organizationId, integrationId, parseDelivery(parseJson(body)));
  return true;
}

/** "Webhooks": `Signature: sha256 <hex HMAC-SHA256 of the body as sent>`, compared in constant time. */
function isSigned(body: Uint8Array, signature: string | null, secret: string): boolean {
  const given = /^sha256 ([0-9a-f]{64})$/i.exec(signature?.trim() ?? "")?.[1];
  if (!given) return false;
  return timingSafeEqual(createHmac("sha256", secret).update(body).digest(), Buffer.from(given, "hex"));
}

async function lookInto(organizationId: OrganizationId, integrationId: string, announced: Announcement | null): Promise<void> {
  await inOrganization(organizationId, async (tx, now) => {
    const due = announced ? await recheckAnnounced(tx, announced, now) : 0;
    if (announced) await noteRemoval(tx, announced);
    const isRelevant = due > 0 || (announced !== null && mayBringHires.has(announced.action));
    await recordDelivery(tx, integrationId, { isRelevant, now });
    const integration = isRelevant ? await findGreenhouse(tx) : null;
    // A run under way that began earlier may have passed it already: its end sees the announcement and makes the next one due.
    if (integration?.status === "connected") await startRun(tx, organizationId, { integrationId, trigger: "webhook", now });
  });
}

/** Notes what was deleted or merged: the check that follows believes it only where Greenhouse agrees. */
async function noteRemoval(tx: TenantTx, { action, applicationIds, candidateIds, mergedInto }: Announcement): Promise<void> {
  const [candidateId] = candidateIds;
  if (action === "delete_candidate") await noteAnnouncedGone(tx, { candidateIds });
  if (action === "delete_application") await noteAnnouncedGone(tx, { applicationIds });
  if (action === "merge_candidate" && candidateId && mergedInto) await repointMerged(tx, candidateId, mergedInto);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
