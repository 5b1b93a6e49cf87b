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
  return withDocuments<OfferDocuments>(actor, newHireId, {
    work: async (documents) => ({
      items: documents.map(({ id, type, name, createdAt }) => ({ id, type, name, createdAt: createdAt?.toISOString() ?? null })),
      missingPermission: null,
    }),
    whenRefused: () => ({ items: [], missingPermission: ATTACHMENTS }),
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
  const open = async (documents: readonly OfferDocument[], apiUrl: string): Promise<FileContent> => {
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
  };
  const refuse = (error: GreenhouseError): never => {
    throw notOpened(error);
  };
  return withDocuments(actor, newHireId, { work: open, whenRefused: refuse });
}

function notOpened(error: GreenhouseError): AppError {
  return notAnswered(error, m.documentNotOpened({ reason: error.message }));
}

interface Reading<Result> {
  /** `apiUrl` is the address of Harvest that the documents were read from. */
  work: (documents: readonly OfferDocument[], apiUrl: string) => Promise<Result>;
  /** The optional permission alone is missing: everything else that this connection reads goes on without it. */
  whenRefused: (error: GreenhouseError) => Result;
}

async function withDocuments<Result>(
  { organizationId }: Actor,
  newHireId: HireId,
  { work, whenRefused }: Reading<Result>,
): Promise<Result> {
  const { hire, integration } = await inOrganization(organizationId, async (tx) => ({
    hire: await findNewHire(tx, newHireId),
    integration: await findGreenhouse(tx),
  }));
  if (!hire) throw notFound("new hire");
  if (!hire.greenhouse) return work([], env().HARVEST_V3_URL);
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.notConnected());
  const { applicationId, candidateId } = hire.greenhouse;
  let connector: GreenhouseConnector | undefined;
  try {
    connector = openConnector(integration, { attempts: ATTEMPTS });
    const documents = await connector.documents({ applicationId: asApplicationId(applicationId), candidateId: asCandidateId(candidateId) });
    return await work(documents, integration.apiVersion === "v1" ? env().HARVEST_V1_URL : env().HARVEST_V3_URL);
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    if (error.permission === ATTACHMENTS) return whenRefused(error);
    await noteRefusal(organizationId, integration, error);
    throw notOpened(error);
  } finally {
    await connector?.close();
  }
}
