import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { hireCandidate, hireSchema } from "@/e2e/sandbox/control/hires";
import { demoClients } from "@/e2e/sandbox/server";
import { scopes } from "@/e2e/sandbox/v3/scopes";
import type { Attachment } from "@/e2e/sandbox/world/model";
import type { Actor } from "@/lib/auth/actor";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { listDocuments, readDocument } from "@/lib/workflows/connect/offer-documents";

testDatabase();

const sandbox = testGreenhouse();
let actor: Actor;

async function hired(attachments?: Attachment[]): Promise<HireId> {
  const given = hireSchema.parse({ startsAt: "2030-01-07", ...(attachments ? { attachments } : {}) });
  const [applicationId = 0] = hireCandidate(sandbox().world, Date.now(), given).applicationIds;
  await syncOf(actor);
  const row = await inOrganization(actor.organizationId, (tx) => tx.newHire.findFirstOrThrow({ where: { applicationId } }));
  return asHireId(row.id);
}

const opened = () =>
  inOrganization(actor.organizationId, (tx) => tx.auditEntry.findMany({ where: { action: "new_hire.document_opened" } }));

describe.each(versions)("offer documents over Harvest %s", (version) => {
  beforeEach(async () => {
    actor = await connectedAdmin({ ...connections[version], inviteFrom: utcDay(new Date()) });
  });

  it("are those of the offer and not the résumé, and each opens under a name that tells nothing of the person", async () => {
    const newHireId = await hired([
      { type: "resume", filename: "resume.pdf", content: "pdf" },
      { type: "offer_packet", filename: "packet.pdf", content: "pdf" },
      { type: "signed_offer_letter", filename: 'Ida "Smit"\r\nX-Injected: 1.pdf', content: "pdf" },
    ]);
    const { items, missingPermission } = await listDocuments(actor, newHireId);
    expect(missingPermission).toBeNull();
    expect(items.map(({ type }) => type)).toEqual(["signed_offer_letter", "offer_packet"]);
    const [letter] = items;
    const file = await readDocument(actor, { newHireId, documentId: letter?.id ?? "" });
    expect(file).toMatchObject({ mediaType: "application/pdf", fileName: "signed-offer-letter.pdf" });
    expect(await text(file.body)).toMatch(/^%PDF-1.4[\s\S]*%%EOF$/);
    const entries = await opened();
    expect(entries).toMatchObject([{ actor: actor.name, subject: `new_hire:${newHireId}` }]);
    expect(JSON.stringify(entries)).not.toContain("Smit");
  });

  it("that another hire has do not open, and are not recorded as opened", async () => {
    const [one, other] = [await hired(), await hired()];
    const [letter] = (await listDocuments(actor, other)).items;
    // v1's ids come from what is known of a file; those of two like files are the same.
    const documentId = version === "v1" ? "0".repeat(32) : (letter?.id ?? "");
    await expect(readDocument(actor, { newHireId: one, documentId })).rejects.toMatchObject({ code: "not_found" });
    expect(await opened()).toEqual([]);
  });

  it.each([
    ["html", "neither PDF nor Word"],
    ["moved", "refused the document (status 302)"],
  ] as const)("that are %s do not open", async (content, reason) => {
    const newHireId = await hired([{ type: "offer_letter", filename: "offer.pdf", content }]);
    const [letter] = (await listDocuments(actor, newHireId)).items;
    await expect(readDocument(actor, { newHireId, documentId: letter?.id ?? "" })).rejects.toMatchObject({
      code: "greenhouse_unreachable",
      message: expect.stringContaining(reason),
    });
    expect(await opened()).toEqual([]);
  });

  it("that never end are cut off", async () => {
    const newHireId = await hired([{ type: "offer_letter", filename: "offer.pdf", content: "endless" }]);
    const [letter] = (await listDocuments(actor, newHireId)).items;
    const file = await readDocument(actor, { newHireId, documentId: letter?.id ?? "" });
    await expect(text(file.body)).rejects.toThrow("larger than 25 MB");
    // Who closes the page early leaves nothing running.
    await (await readDocument(actor, { newHireId, documentId: letter?.id ?? "" })).body.cancel();
    await expect.poll(() => sandbox().openFiles()).toBe(0);
  });
});

it("whose scope goes between seeing and opening them say so, and are no internal error", async () => {
  actor = await connectedAdmin({ ...connections.v3, inviteFrom: utcDay(new Date()) });
  const newHireId = await hired();
  const [letter] = (await listDocuments(actor, newHireId)).items;
  sandbox().clients.setScopes(
    demoClients.good.id,
    scopes.filter((scope) => scope !== "harvest:attachments:list"),
  );
  await expect(readDocument(actor, { newHireId, documentId: letter?.id ?? "" })).rejects.toMatchObject({ code: "greenhouse_unreachable" });
});

it("of a record that Greenhouse sends unreadably are not said to be none", async () => {
  actor = await connectedAdmin({ ...connections.v1, inviteFrom: utcDay(new Date()) });
  const newHireId = await hired();
  const row = await inOrganization(actor.organizationId, (tx) => tx.newHire.findFirstOrThrow({ where: { id: newHireId } }));
  const candidate = sandbox().world.candidate(Number(row.candidateId));
  if (candidate) candidate.malformed = { first_name: 7 };
  await expect(listDocuments(actor, newHireId)).rejects.toMatchObject({ code: "greenhouse_unreachable" });
});

it("without its optional scope, the permission is named and the connection stays as it is", async () => {
  actor = await connectedAdmin({ ...connections.v3, inviteFrom: utcDay(new Date()) });
  const newHireId = await hired();
  sandbox().clients.setScopes(
    demoClients.good.id,
    scopes.filter((scope) => scope !== "harvest:attachments:list"),
  );
  expect(await listDocuments(actor, newHireId)).toEqual({ items: [], missingPermission: "harvest:attachments:list" });
  const integration = await inOrganization(actor.organizationId, (tx) => tx.partnerIntegration.findFirstOrThrow());
  expect(integration.status).toBe("connected");
});
