import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { findNewHire } from "@/lib/hires/data";
import { decideDuplicate, planInvitation } from "@/lib/hires/mutations";
import { markSent } from "@/lib/invitations/delivery/mutations";
import { markAccepted } from "@/lib/invitations/mutations";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";
import { defaultSettings } from "@/lib/settings/rules";
import type { SettingValue } from "@/lib/settings/schema";
import { reevaluateOpenHires, runInvitationClock } from "@/lib/workflows/invite/invitation-clock";
import { previewInvitation } from "@/lib/workflows/invite/preview-invitation";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  process.env.MAIL_FROM = "onboarding@northwind.example";
  loadEnv({ mail: true });
  actor = actorOf(await makeOrganization(), "admin");
});

function save(change: { version: number; value: SettingValue<"invitations"> }) {
  return inOrganization(actor.organizationId, (tx) => changeSetting(tx, actor, "invitations", change, new Date()));
}

async function decide(changes: Partial<SettingValue<"invitations">>): Promise<void> {
  const { version, timing, reminders, expiresAfterDays, timeZone, template } = await inOrganization(actor.organizationId, (tx) =>
    settingView(tx, "invitations"),
  );
  const value = { timing, reminders, expiresAfterDays, timeZone, template, ...changes };
  await save({ version, value });
}

async function hireOf(id: HireId) {
  const hire = await inOrganization(actor.organizationId, (tx) => findNewHire(tx, id));
  if (!hire) throw new Error("no such hire");
  return hire;
}

const daysFromNow = (days: number) => addDays(utcDay(new Date()), days);

describe("a scheduled invitation", () => {
  it("waits with its date, and goes out in the morning of that day, once", async () => {
    await decide({ timing: { mode: "days_before_start", days: 7 } });
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { startDate: "2099-05-08" })]);
    expect(await hireOf(id)).toMatchObject({ status: "on_hold", attention: ["scheduled"], sendOn: "2099-05-01", invitations: [] });
    await runInvitationClock(new Date("2099-04-30T12:00:00Z"));
    await runInvitationClock(new Date("2099-05-01T06:00:00Z"));
    expect((await hireOf(id)).status).toBe("on_hold");
    for (let time = 0; time < 3; time++) await runInvitationClock(new Date("2099-05-01T09:00:00Z"));
    expect(await hireOf(id)).toMatchObject({ status: "invited", sendOn: null, invitations: [{ trigger: "automatic" }] });
  });

  it("moves with the start date", async () => {
    await decide({ timing: { mode: "days_before_start", days: 7 } });
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { startDate: "2099-05-08" })]);
    await takeIn(actor.organizationId, [draftOf(1, { startDate: "2099-06-08" })]);
    expect((await hireOf(id)).sendOn).toBe("2099-06-01");
  });

  it("goes out when the organization decides for at once", async () => {
    await decide({ timing: { mode: "by_hand", days: 7 } });
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    expect(await hireOf(id)).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
    await decide({ timing: { mode: "at_once", days: 7 } });
    await reevaluateOpenHires(actor.organizationId);
    expect((await hireOf(id)).status).toBe("invited");
  });

  it("follows what HR planned for the one hire, until it went out", async () => {
    await decide({ timing: { mode: "by_hand", days: 7 } });
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const plan = (change: Parameters<typeof planInvitation>[3]) =>
      inOrganization(actor.organizationId, (tx) => planInvitation(tx, actor, id, change, new Date()));
    const { version } = await hireOf(id);
    const planned = await plan({ version, mode: "on_date", date: daysFromNow(3) });
    expect(planned).toMatchObject({ status: "on_hold", attention: ["scheduled"], sendOn: daysFromNow(3) });
    await expect(plan({ version, mode: "by_hand" })).rejects.toMatchObject({ code: "version_conflict" });
    expect(await plan({ version: planned.version, mode: "at_once" })).toMatchObject({ status: "invited" });
    await expect(plan({ version: (await hireOf(id)).version, mode: "by_hand" })).rejects.toMatchObject({ code: "already_invited" });
  });
});

describe("a reminder", () => {
  const wednesday = new Date("2099-03-04T10:00:00Z");

  /** Runs the clock, which serves every organization, and answers the reminders of this one so far. */
  async function remindersAt(at: Date): Promise<number> {
    await runInvitationClock(at);
    return inOrganization(actor.organizationId, (tx) => tx.invitation.count({ where: { trigger: "reminder" } }));
  }

  async function invitedOn(day: string, draft = draftOf(1, { startDate: "2099-04-01" })): Promise<HireId> {
    const [id] = await takeIn(actor.organizationId, [draft]);
    await inOrganization(actor.organizationId, async (tx) => {
      const at = new Date(`${day}T10:00:00Z`);
      const invitation = await tx.invitation.findFirstOrThrow({ where: { newHireId: id } });
      await markSent(tx, [invitation.id], at);
      await tx.invitation.updateMany({
        where: { id: invitation.id },
        data: { createdAt: at, expiresAt: new Date("2099-03-05T00:00:00Z") },
      });
    });
    return id;
  }

  it("is off until an admin turns it on", async () => {
    await invitedOn("2099-02-01");
    expect(await remindersAt(wednesday)).toBe(0);
  });

  it("brings a link of its own, up to the number of times that was set", async () => {
    await decide({ reminders: { afterDays: 3, max: 2 } });
    const id = await invitedOn("2099-02-25");
    expect(await remindersAt(wednesday)).toBe(1);
    expect(await remindersAt(wednesday)).toBe(1);
    const hire = await hireOf(id);
    expect(hire.invitations.map(({ trigger, status }) => [trigger, status])).toEqual([
      ["reminder", "queued"],
      ["automatic", "replaced"],
    ]);
    expect(hire.invitations[0]?.expiresAt.slice(0, 10)).toBe("2099-03-18");
  });

  it("is counted also where a former release made the invitations, which say nothing of how many there were", async () => {
    await decide({ reminders: { afterDays: 3, max: 1 } });
    const id = await invitedOn("2099-02-01");
    await remindersAt(wednesday);
    const { invitations } = await hireOf(id);
    await inOrganization(actor.organizationId, async (tx) => {
      expect(await tx.invitation.findMany({ select: { reminders: true }, orderBy: { reminders: "asc" } })).toEqual([
        { reminders: 0 },
        { reminders: 1 },
      ]);
      await markSent(tx, [invitations[0]?.id ?? ""], wednesday);
      await tx.invitation.updateMany({ data: { reminders: 0 } });
    });
    expect(await remindersAt(new Date("2099-03-11T10:00:00Z"))).toBe(1);
  });

  it("is never sent on a weekend, at night, or after the first day", async () => {
    await decide({ reminders: { afterDays: 3, max: 2 } });
    await invitedOn("2099-02-01");
    for (const at of ["2099-03-07T10:00:00Z", "2099-03-04T03:00:00Z", "2099-04-02T10:00:00Z"]) {
      expect(await remindersAt(new Date(at)), at).toBe(0);
    }
  });

  it("is not sent to somebody who started, or is no longer hired", async () => {
    await decide({ reminders: { afterDays: 3, max: 2 } });
    const id = await invitedOn("2099-02-01");
    await invitedOn("2099-02-01", draftOf(2, { startDate: "2099-04-01" }));
    await inOrganization(actor.organizationId, async (tx) => {
      const invitation = await tx.invitation.findFirstOrThrow({ where: { newHireId: id } });
      await markAccepted(tx, invitation.id, new Date());
      await tx.newHire.updateMany({ where: { id }, data: { status: "started" } });
      await withdrawHires(tx, actor.organizationId, [2], new Date());
    });
    expect(await remindersAt(wednesday)).toBe(0);
  });
});

describe("somebody who is hired twice", () => {
  const twin = { ...draftOf(2), candidateId: draftOf(1).candidateId };

  it("is flagged on both records, and the second invitation waits for HR's word", async () => {
    const [first] = await takeIn(actor.organizationId, [draftOf(1)]);
    const [second] = await takeIn(actor.organizationId, [twin]);
    expect(await hireOf(first)).toMatchObject({ status: "invited", attention: ["possible_duplicate"], duplicateRank: "first" });
    expect(await hireOf(second)).toMatchObject({
      status: "on_hold",
      attention: ["possible_duplicate"],
      duplicateRank: "second",
      invitations: [],
    });
    const decided = await inOrganization(actor.organizationId, (tx) => decideDuplicate(tx, actor, second, "send_anyway", new Date()));
    expect(decided).toMatchObject({ status: "invited", attention: [] });
  });

  it("is known by the personal address, whatever its case, also when both come at once", async () => {
    const [first, second] = await takeIn(actor.organizationId, [
      draftOf(1, { personalEmail: "same@mail.test" }),
      draftOf(2, { personalEmail: "Same@mail.test" }),
    ]);
    expect((await hireOf(first)).status).toBe("invited");
    expect(await hireOf(second)).toMatchObject({ status: "on_hold", attention: ["possible_duplicate"] });
  });

  it("is two people when HR says so, on both records", async () => {
    const [first] = await takeIn(actor.organizationId, [draftOf(1)]);
    const [second] = await takeIn(actor.organizationId, [twin]);
    await inOrganization(actor.organizationId, (tx) => decideDuplicate(tx, actor, second, "keep_separate", new Date()));
    expect(await hireOf(first)).toMatchObject({ status: "invited", attention: [] });
    expect(await hireOf(second)).toMatchObject({ status: "invited", attention: [] });
    // Hearing of them again opens nothing that was decided.
    await takeIn(actor.organizationId, [draftOf(1), twin]);
    expect((await hireOf(second)).attention).toEqual([]);
  });

  it("can be left out, and comes to no invitation then", async () => {
    await takeIn(actor.organizationId, [draftOf(1)]);
    const [second] = await takeIn(actor.organizationId, [twin]);
    await inOrganization(actor.organizationId, (tx) => decideDuplicate(tx, actor, second, "exclude", new Date()));
    await takeIn(actor.organizationId, [{ ...twin, hiredOn: "2026-11-02" }]);
    expect(await hireOf(second)).toMatchObject({ status: "excluded", invitations: [] });
  });

  it("is nobody of another organization", async () => {
    await takeIn(actor.organizationId, [draftOf(1)]);
    const other = await makeOrganization();
    await takeIn(other, [draftOf(1)]);
    const hire = await inOrganization(other, (tx) => tx.newHire.findFirstOrThrow());
    expect(hire).toMatchObject({ status: "invited", attention: [] });
  });
});

describe("the organization's words", () => {
  it("are refused at saving when they could not be sent, by their place, and nothing is saved", async () => {
    const { template } = await inOrganization(actor.organizationId, (tx) => settingView(tx, "invitations"));
    for (const [field, text] of [
      ["body", "Welcome {{nickname}}"],
      ["body", "Welcome {{firstName"],
      ["subject", "{% if true %}x{% endif %}"],
      ["subject", ""],
    ] as const) {
      await expect(decide({ template: { ...template, [field]: text } }), text).rejects.toMatchObject({
        code: "invalid_fields",
        extras: { invalidParams: [{ name: `template.${field}` }] },
      });
    }
    expect((await inOrganization(actor.organizationId, (tx) => settingView(tx, "invitations"))).version).toBe(0);
  });

  it("are shown as a real hire would get them, and a stranger's hire is not found", async () => {
    const { template } = await inOrganization(actor.organizationId, (tx) => settingView(tx, "invitations"));
    const [newHireId] = await takeIn(actor.organizationId, [
      draftOf(1, { firstName: "<b>Ida</b>".replace(/[<>]/g, ""), lastName: "Nowak" }),
    ]);
    const mail = await previewInvitation(actor, { template: { ...template, greeting: "Dear {{firstName}} {{lastName}}," }, newHireId });
    expect(mail.text).toContain("Nowak");
    const stranger = actorOf(await makeOrganization(), "admin");
    await expect(previewInvitation(stranger, { template, newHireId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("that somebody else saved meanwhile are not overwritten", async () => {
    const { template } = await inOrganization(actor.organizationId, (tx) => settingView(tx, "invitations"));
    const ours = { version: 0, value: { ...defaultSettings.invitations, template: { ...template, subject: "Ours" } } };
    await save(ours);
    await expect(save(ours)).rejects.toMatchObject({
      code: "version_conflict",
      extras: { current: { version: 1, updatedBy: actor.name, template: { subject: "Ours" } } },
    });
    const [entry] = await inOrganization(actor.organizationId, (tx) => tx.auditEntry.findMany());
    expect(entry).toMatchObject({
      action: "setting.invitations_changed",
      subject: "setting:invitations",
      changes: { template: [null, { ...template, subject: "Ours" }] },
    });
  });
});
