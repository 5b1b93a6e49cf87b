import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createUser } from "@/lib/auth/accounts/operator";
import { changeProfile, readProfile } from "@/lib/auth/accounts/profile";
import { startSession } from "@/lib/auth/accounts/sessions";
import type { Actor } from "@/lib/auth/actor";
import { changeProfileSchema } from "@/lib/auth/schema";
import { actorOf } from "@/lib/auth/session";
import { inAccount, inOrganization, withOrganization } from "@/lib/platform/db";

testDatabase();

async function someone(): Promise<Actor> {
  const email = `${randomUUID()}@northwind.example`;
  await createUser({ organization: "Northwind", email, name: "Jonas Lind", role: "hr", password: "a long enough password" });
  const account = await unsafeFindAccount(email);
  if (!account) throw new Error("no such account");
  const sessionId = await startSession({ account, method: "password", secondFactorAt: null }, { browser: null, system: null });
  const actor = sessionId === null ? null : await actorOf({ sessionId, accountId: account.id });
  if (!actor) throw new Error("no session");
  return actor;
}

describe("what a person decides about themselves", () => {
  it("begins without emails but those about notices and in the organization's zone, and is kept and recorded as it is changed", async () => {
    const actor = await someone();
    expect(await readProfile(actor)).toMatchObject({
      timeZone: null,
      noticeEmails: true,
      incompleteHireEmails: "none",
      weeklyDigest: false,
    });
    const change = { timeZone: "Asia/Kolkata", noticeEmails: false, incompleteHireEmails: "daily", weeklyDigest: true } as const;
    expect(await changeProfile(actor, change, "")).toMatchObject({ name: "Jonas Lind", ...change });
    expect(await changeProfile(actor, { timeZone: null }, "")).toMatchObject({ timeZone: null, incompleteHireEmails: "daily" });
    await changeProfile(actor, { timeZone: null }, "");
    expect(await changeProfile(actor, { setupHidden: true }, "")).toMatchObject({ setupHidden: true, timeZone: null });
    const { items } = await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, { limit: 10 }));
    const own = items.filter(({ action }) => action === "user.choices_changed");
    expect(own.map(({ changes }) => changes)).toEqual([
      { setupHidden: [false, true] },
      { timeZone: ["Asia/Kolkata", null] },
      {
        timeZone: [null, "Asia/Kolkata"],
        noticeEmails: [true, false],
        incompleteHireEmails: ["none", "daily"],
        weeklyDigest: [false, true],
      },
    ]);
  });

  it("counts in that organization only", async () => {
    const actor = await someone();
    const contoso = await makeOrganization();
    const userId = await inAccount(actor.accountId, async (tx) => {
      const own = await withOrganization(tx, contoso);
      const { id } = await own.user.create({
        data: { organizationId: contoso, accountId: actor.accountId, email: actor.email, name: "J. Lind", role: "viewer" },
      });
      return id;
    });
    await changeProfile(actor, { weeklyDigest: true }, "");
    expect(await readProfile({ ...actor, organizationId: contoso, userId })).toMatchObject({ name: "J. Lind", weeklyDigest: false });
  });

  it("takes no time zone that there is not", () => {
    expect(changeProfileSchema.safeParse({ timeZone: "Mars/Olympus" }).success).toBe(false);
    expect(changeProfileSchema.safeParse({ timeZone: null }).success).toBe(true);
  });
});
