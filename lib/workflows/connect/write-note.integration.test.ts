import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf } from "@/e2e/fixtures/greenhouse";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { hireCandidate, hireSchema } from "@/e2e/sandbox/control/hires";
import { demoClients } from "@/e2e/sandbox/server";
import { scopes } from "@/e2e/sandbox/v3/scopes";
import { serviceAccountId } from "@/e2e/sandbox/world/employer";
import type { Actor } from "@/lib/auth/actor";
import { markStarted } from "@/lib/hires/intake";
import type { NoteKind } from "@/lib/hires/notes-back/rules";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { saveSetting } from "@/lib/settings/mutations";
import { defaultSettings } from "@/lib/settings/rules";
import { writeNote } from "@/lib/workflows/connect/write-note";

testDatabase();

const sandbox = testGreenhouse();
let actor: Actor;

beforeEach(async () => {
  actor = await connectedAdmin({ ...connections.v3, inviteFrom: utcDay(new Date()) });
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

async function choose(notesBack: boolean): Promise<void> {
  const value = { ...defaultSettings.greenhouse, notesBack };
  await inOwn((tx) => saveSetting(tx, actor, "greenhouse", { version: 0, value }));
}

async function invited(isSent = true): Promise<{ id: HireId; candidateId: number }> {
  const { candidateId, applicationIds } = hireCandidate(sandbox().world, Date.now(), hireSchema.parse({ startsAt: "2030-01-07" }));
  await syncOf(actor);
  const row = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { applicationId: applicationIds[0] ?? 0 } }));
  if (isSent) await inOwn((tx) => tx.invitation.updateMany({ data: { status: "sent", sentAt: new Date() } }));
  return { id: asHireId(row.id), candidateId };
}

const jobs = (id: HireId) =>
  inOwn(async (tx) => {
    const rows = await tx.$queryRaw<
      { data: { newHireId: string; kind: NoteKind } }[]
    >`SELECT data FROM pgboss.job WHERE name = 'note-back'`;
    return rows.flatMap(({ data }) => (data.newHireId === id ? data.kind : [])).sort();
  });
const write = (id: HireId, kind: NoteKind) => writeNote(actor.organizationId, id, kind);
const told = async (id: HireId) =>
  (await inOwn((tx) => hireTimeline(tx, id))).items.flatMap(({ event, detail }) => (event === "noted_there" ? detail : []));

describe("notes on a candidate in Greenhouse", () => {
  it("tell of the invitation and of the start, once each, in the name of the connection's user", async () => {
    await choose(true);
    const { id, candidateId } = await invited();
    await inOwn((tx) => markStarted(tx, actor.organizationId, id, new Date()));
    expect(await jobs(id)).toEqual(["invited", "started"]);
    for (let time = 0; time < 3; time++) await Promise.all([write(id, "invited"), write(id, "started"), write(id, "invited")]);
    expect(
      sandbox()
        .world.notes.map(({ body, ...note }) => ({ body, candidateId: note.candidateId, userId: note.userId }))
        .sort((a, b) => (a.body < b.body ? -1 : 1)),
    ).toEqual([
      { body: "Invited to onboarding in EMPTrust.", candidateId, userId: serviceAccountId },
      { body: "Started onboarding in EMPTrust.", candidateId, userId: serviceAccountId },
    ]);
    expect((await told(id)).sort()).toEqual(["Invited to onboarding in EMPTrust.", "Started onboarding in EMPTrust."]);
  });

  it("are not written unless the organization wants them", async () => {
    const { id } = await invited();
    expect(await jobs(id)).toEqual([]);
    await write(id, "invited");
    expect(sandbox().world.notes).toEqual([]);
  });

  it("wait until the email was sent", async () => {
    await choose(true);
    const { id } = await invited(false);
    await write(id, "invited");
    expect(sandbox().world.notes).toEqual([]);
    // The one that came with the invitation, and the one that waits.
    expect(await jobs(id)).toEqual(["invited", "invited"]);
    await inOwn((tx) => tx.invitation.updateMany({ data: { status: "sent", sentAt: new Date() } }));
    await write(id, "invited");
    expect(sandbox().world.notes).toHaveLength(1);
  });

  it("whose answer was lost are not written a second time", async () => {
    await choose(true);
    const { id } = await invited();
    sandbox().faults.add({ kind: "lost", count: 1, pathPrefix: "/v3/notes" });
    await write(id, "invited");
    await write(id, "invited");
    expect(sandbox().world.notes).toHaveLength(1);
  });

  it("that Greenhouse had no room for are tried again", async () => {
    await choose(true);
    const { id } = await invited();
    sandbox().faults.add({ kind: "429", count: 1, pathPrefix: "/v3/notes" });
    await expect(write(id, "invited")).rejects.toThrow();
    expect(await told(id)).toEqual([]);
    await write(id, "invited");
    expect(sandbox().world.notes).toHaveLength(1);
  });

  it("for which there is no token are tried again, and nothing says that they were written", async () => {
    await choose(true);
    const { id } = await invited();
    sandbox().faults.add({ kind: "503", count: 20, pathPrefix: "/auth" });
    sandbox().clients.expireToken(demoClients.good.id);
    await expect(write(id, "invited")).rejects.toThrow();
    expect(await told(id)).toEqual([]);
    sandbox().faults.clear();
    // As the queue does, until the next token is asked for.
    await expect
      .poll(
        () =>
          write(id, "invited").then(
            () => sandbox().world.notes.length,
            () => 0,
          ),
        { timeout: 20_000, interval: 1_000 },
      )
      .toBe(1);
  });

  it("that Greenhouse refuses are given up, and nothing else changes", async () => {
    await choose(true);
    const { id } = await invited();
    sandbox().clients.setScopes(
      demoClients.good.id,
      scopes.filter((scope) => scope !== "harvest:notes:create"),
    );
    await write(id, "invited");
    expect(sandbox().world.notes).toEqual([]);
    expect(await told(id)).toEqual([]);
    const integration = await inOwn((tx) => tx.partnerIntegration.findFirstOrThrow());
    expect(integration.status).toBe("connected");
  });
});
