import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { type GreenhouseConnector, GreenhouseError, type OfferDocument } from "@/lib/greenhouse/connector";
import { openDocument } from "@/lib/greenhouse/documents/content";
import { ATTACHMENTS } from "@/lib/greenhouse/v3/permissions";
import { findNewHire } from "@/lib/hires/data";
import type { OfferDocuments } from "@/lib/hires/documents/schema";
import type { FileContent } from "@/lib/http/download";
import * as m from "@/lib/messages/generated/server/connections";
import { inOrganization } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { asApplicationId, asCandidateId, type HireId } from "@/lib/platform/ids";
import { notAnswered, noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";

// A person waits.
const ATTEMPTS = 2;

/** Returns which offer documents Greenhouse keeps of a hire, or which permission it misses to tell. Throws `not_found` and `not_connected`. */
export async function listDocuments(actor: Actor, newHireId: HireId): Promise<OfferDocuments> {
  const read = async (documents: readonly OfferDocument[]): Promise<OfferDocuments> => ({
    items: documents.map(({ id, type, name, createdAt }) => ({ id, type, name, createdAt: createdAt?.toISOString() ?? null })),
    missingPermission: null,
  });
  return withDocuments(actor, newHireId, read, { listsOnly: true }).catch((error: unknown) => {
    if (isRefused(error)) return { items: [], missingPermission: ATTACHMENTS };
    throw error;
  });
}

/**
 * Returns a document of a hire's offer as Greenhouse's storage sends it; nothing of it is kept here. The audit log records that it
 * was opened before the first byte is sent. Its file name is ours: Greenhouse's may hold a person's name, or anything.
 */
export async function readDocument(
  actor: Actor,
  { newHireId, documentId }: { newHireId: HireId; documentId: string },
): Promise<FileContent> {
  return withDocuments(actor, newHireId, async (documents, { apiUrl }) => {
    const document = documents.find(({ id }) => id === documentId);
    if (!document) throw notFound("document");
    const { body, mediaType, extension } = await openDocument(document.link, apiUrl);
    await inOrganization(actor.organizationId, (tx) =>
      recordAudit(tx, {
        organizationId: actor.organizationId,
        actor: { id: actor.userId, name: actor.name },
        action: "new_hire.document_opened",
        subject: `new_hire:${newHireId}`,
        changes: { document: document.type },
      }),
    ).catch(async (error: unknown) => {
      await body.cancel();
      throw error;
    });
    return { body, mediaType, fileName: `${document.type.replaceAll("_", "-")}.${extension}` };
  });
}

/** Whether Greenhouse does not let this connection read documents, and everything else that it reads. */
function isRefused(error: unknown): boolean {
  return error instanceof GreenhouseError && error.permission === ATTACHMENTS;
}

async function withDocuments<Result>(
  { organizationId }: Actor,
  newHireId: HireId,
  work: (documents: readonly OfferDocument[], connection: { apiUrl: string }) => Promise<Result>,
  { listsOnly = false } = {},
): Promise<Result> {
  const { hire, integration } = await inOrganization(organizationId, async (tx) => ({
    hire: await findNewHire(tx, newHireId),
    integration: await findGreenhouse(tx),
  }));
  if (!hire) throw notFound("new hire");
  if (!hire.greenhouse) return work([], { apiUrl: env().HARVEST_V3_URL });
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.notConnected());
  const { applicationId, candidateId } = hire.greenhouse;
  let connector: GreenhouseConnector | undefined;
  try {
    connector = openConnector(integration, { attempts: ATTEMPTS });
    const documents = await connector.documents({ applicationId: asApplicationId(applicationId), candidateId: asCandidateId(candidateId) });
    return await work(documents, { apiUrl: integration.apiVersion === "v1" ? env().HARVEST_V1_URL : env().HARVEST_V3_URL });
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    if (isRefused(error) && listsOnly) throw error;
    // The optional permission alone is missing: syncs go on without it.
    if (!isRefused(error)) await noteRefusal(organizationId, integration, error);
    throw notAnswered(error, m.documentNotOpened({ reason: error.message }));
  } finally {
    await connector?.close();
  }
}
