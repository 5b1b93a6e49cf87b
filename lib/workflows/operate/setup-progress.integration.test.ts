import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { readSetting } from "@/lib/settings/data";
import { saveSetting } from "@/lib/settings/mutations";
import { setupProgress } from "@/lib/workflows/operate/setup-progress";

testDatabase();

let admin: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  admin = await adminOf();
});

async function adminOf(): Promise<Actor> {
  const actor = actorOf(await makeOrganization(), "admin");
  await addUser(actor, actor.userId);
  return actor;
}

const addUser = ({ organizationId }: Actor, id: string) =>
  inOrganization(organizationId, (tx) =>
    tx.user.create({ data: { id, organizationId, email: `${id}@northwind.example`, name: "Maren Olsen", role: "admin" } }),
  );

const connectTo = ({ organizationId }: Actor, credentialSealed: string | null) =>
  inOrganization(organizationId, (tx) =>
    tx.partnerIntegration.create({
      data: { organizationId, provider: "greenhouse", status: "connected", inviteFrom: new Date("2026-01-01"), credentialSealed },
    }),
  );

const keep = (actor: Actor, name: "required_fields" | "invitations") =>
  inOrganization(actor.organizationId, async (tx) => saveSetting(tx, actor, name, await readSetting(tx, name)));

/** Does everything that the checklist asks for. */
async function setUp(actor: Actor): Promise<void> {
  await connectTo(actor, "sealed");
  await keep(actor, "required_fields");
  await keep(actor, "invitations");
  await addUser(actor, randomUUID());
  await takeIn(actor.organizationId, [draftOf(1)]);
  await inOrganization(actor.organizationId, (tx) => tx.invitation.updateMany({ data: { sentAt: new Date() } }));
}

const done = async (actor: Actor) => {
  const { steps } = await inOrganization(actor.organizationId, (tx) => setupProgress(tx, actor));
  return steps.filter((step) => step.done).map(({ step }) => step);
};

it("each step is done by its own fact, and no other organization's facts count", async () => {
  await setUp(await adminOf());
  expect(await done(admin)).toEqual([]);
  await connectTo(admin, "sealed");
  expect(await done(admin)).toEqual(["connect", "go_live"]);
  await keep(admin, "required_fields");
  expect(await done(admin)).toEqual(["connect", "go_live", "required_fields"]);
  await keep(admin, "invitations");
  expect(await done(admin)).toContain("email");
  await addUser(admin, randomUUID());
  expect(await done(admin)).toContain("teammates");
  // Created, and still with nobody.
  await takeIn(admin.organizationId, [draftOf(1)]);
  expect(await done(admin)).not.toContain("first_invitation");
  await inOrganization(admin.organizationId, (tx) => tx.invitation.updateMany({ data: { sentAt: new Date() } }));
  expect(await done(admin)).toHaveLength(6);
});

it("a connection without a credential is no connection, and keeps its go-live date", async () => {
  await connectTo(admin, null);
  expect(await done(admin)).toEqual(["go_live"]);
});

it("the checklist is put away by one person, for that person", async () => {
  const other = { ...admin, userId: randomUUID() };
  await addUser(admin, other.userId);
  await inOrganization(admin.organizationId, (tx) => tx.user.updateMany({ where: { id: admin.userId }, data: { setupHidden: true } }));
  const hidden = (actor: Actor) => inOrganization(admin.organizationId, async (tx) => (await setupProgress(tx, actor)).hidden);
  expect([await hidden(admin), await hidden(other)]).toEqual([true, false]);
});
