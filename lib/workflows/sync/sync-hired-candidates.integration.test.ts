import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, makeDue, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { applicationOf, waitForNobody } from "@/e2e/fixtures/hires";
import { demoClients, demoKeys, type Sandbox } from "@/e2e/sandbox/server";
import { oddCases } from "@/e2e/sandbox/world/odd-cases";
import type { Actor } from "@/lib/auth/actor";
import { addNewHire } from "@/lib/hires/by-hand/mutations";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import { updateNewHire } from "@/lib/hires/mutations";
import type { NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/server/syncs";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { findSyncRun, latestSyncRun } from "@/lib/sync-runs/data";
import { connectGreenhouse, syncNow } from "@/lib/workflows/connect/connect-greenhouse";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

const goLive = utcDay(new Date());

let sandbox: Sandbox;
let actor: Actor;

afterAll(() => sandbox?.close());

const sync = () => syncOf(actor);

async function hires(): Promise<Map<number, NewHire>> {
  const query = newHireQuerySchema.parse({ limit: 200 });
  const list = await inOrganization(actor.organizationId, (tx) => listNewHires(tx, actor.organizationId, query));
  return new Map(list.items.map((hire) => [applicationOf(hire), hire]));
}

/** Rescinds the offer of one who was invited and unhires another. Returns their applications. */
async function unhireTwo(): Promise<[number, number]> {
  const [first, second] = [...(await hires()).values()].filter((hire) => hire.status === "invited");
  if (!first || !second) throw new Error("nobody was invited");
  sandbox.world.rescind(applicationOf(first));
  sandbox.world.unhire(applicationOf(second));
  return [applicationOf(first), applicationOf(second)];
}

async function hireOf(name: keyof typeof oddCases): Promise<NewHire | undefined> {
  return (await hires()).get(oddCases[name].applicationId);
}

describe.each(versions)("over Harvest %s", (version) => {
  /** A fresh Greenhouse and a fresh organization connected to it, before the first sync. */
  beforeEach(async () => {
    await sandbox?.close();
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version], inviteFrom: goLive });
  });

  describe("the first sync", () => {
    it("takes in who is hired, invites the complete ones and says what is missing of the others", async () => {
      const run = await sync();
      expect(run).toMatchObject({ status: "succeeded", error: null });
      const all = await hires();
      expect(run.counts.added).toBe(all.size);
      for (const hire of all.values()) {
        const invited = hire.invitations.length > 0;
        expect({ id: applicationOf(hire), status: hire.status }).toEqual({
          id: applicationOf(hire),
          status: hire.missingFields.length > 0 ? "pending" : invited ? "invited" : "on_hold",
        });
      }
      expect(run.counts.invited).toBe([...all.values()].filter((hire) => hire.status === "invited").length);
      expect(run.counts.invited).toBeGreaterThan(40);
    });

    it("is told from one after connecting again, whoever was here before", async () => {
      await inOrganization(actor.organizationId, (tx, now) => addNewHire(tx, actor, { fields: { lastName: "Handmade" } }, now));
      expect(await sync()).toMatchObject({ trigger: "connect", status: "succeeded", first: true });
      expect(await sync()).toMatchObject({ trigger: "manual", first: false });
      await connectGreenhouse(actor, connections[version]);
      expect(await sync()).toMatchObject({ trigger: "connect", status: "succeeded", first: false });
    });

    it("judges every odd case as a person would", async () => {
      await sync();
      const all = await hires();
      const seen = (name: keyof typeof oddCases) => all.get(oddCases[name].applicationId);
      const missing = (name: keyof typeof oddCases) => seen(name)?.missingFields;
      expect(missing("noEmail")).toEqual(["personalEmail"]);
      expect(seen("onlyWorkEmail")).toMatchObject({
        status: "pending",
        fields: { personalEmail: { value: null, problem: "only_work_address" } },
      });
      expect(seen("invalidPersonalEmail")?.fields.personalEmail).toMatchObject({
        value: null,
        greenhouseValue: "ciro.at.nowhere",
        problem: "invalid",
      });
      expect(seen("onlyOtherEmail")?.fields.personalEmail.value).toBe("only.other@mail.test");
      expect(seen("firstOfTwoPersonalEmailsInvalid")?.fields.personalEmail.value).toBe("second.works@home.example");
      expect(seen("emailWithSpaces")?.fields.personalEmail.value).toBe("padded.address@mail.test");
      expect(missing("noStartDate")).toEqual(["startDate"]);
      expect(missing("emptyLastName")).toEqual(["lastName"]);
      expect(missing("whitespaceLastName")).toEqual(["lastName"]);
      expect(missing("nullLastName")).toEqual(["lastName"]);
      expect(missing("noJob")).toEqual(["jobTitle"]);
      expect(seen("htmlInFirstName")).toMatchObject({ status: "pending", fields: { firstName: { problem: "invalid" } } });
      expect(seen("decomposedName")?.fields.lastName.value).toBe("Müller-Ångström".normalize("NFC"));
      for (const name of ["notYetHired", "offerUnresolved", "offerRejected", "deletedCandidate", "offerWithoutVersion"] as const) {
        expect(seen(name), name).toBeUndefined();
      }
      for (const name of ["startedLastWeek", "startedYearsAgo"] as const) {
        expect(seen(name), name).toMatchObject({ status: "on_hold", attention: ["before_go_live"], invitations: [] });
      }
    });

    it("rejects what cannot be read with its id and reason, and stops for none of it", async () => {
      const run = await sync();
      expect(run.status).toBe("succeeded");
      const ids = run.rejected.map((one) => one.id);
      expect(ids).toContain(String(oddCases.offerWithoutVersion.offerId));
      expect(ids).toContain(String(oddCases.deletedCandidate.candidateId));
      expect(ids).toContain(String(oddCases.candidateWithUnreadableApplications.candidateId));
      expect(run.counts.rejected).toBe(run.rejected.length);
    });
  });

  describe("the next sync", () => {
    it("changes nothing and sends nothing when nothing changed", async () => {
      await sync();
      const before = await hires();
      const run = await sync();
      expect(run).toMatchObject({ status: "succeeded", counts: { added: 0, updated: 0, invited: 0, withdrawn: 0 } });
      const after = await hires();
      expect([...after.values()].map((hire) => [hire.id, hire.version, hire.invitations.length])).toEqual(
        [...before.values()].map((hire) => [hire.id, hire.version, hire.invitations.length]),
      );
    });

    it("sees a correction of the candidate, which never touches the offer, and invites by itself", async () => {
      await sync();
      sandbox.world.correct(oddCases.noEmail.candidateId, { personalEmail: "found@home.example" });
      const run = await sync();
      expect(run.counts).toMatchObject({ updated: 1, invited: 1 });
      expect(await hireOf("noEmail")).toMatchObject({
        status: "invited",
        invitations: [{ sentTo: "found@home.example", trigger: "automatic" }],
      });
    });

    it("takes in somebody whose offer was accepted long before they were hired", async () => {
      await sync();
      sandbox.world.hire(oddCases.notYetHired.applicationId);
      expect((await sync()).counts.added).toBe(1);
      expect(await hireOf("notYetHired")).toMatchObject({ status: "invited" });
    });

    it("withdraws a hire whose offer was rescinded, and one who is no longer hired, and ends their links, where nobody waits", async () => {
      await sync();
      await inOrganization(actor.organizationId, (tx) => waitForNobody(tx, actor.organizationId));
      const [first, second] = await unhireTwo();
      await makeDue(actor);
      expect((await sync()).counts.withdrawn).toBe(2);
      for (const id of [first, second]) {
        expect((await hires()).get(id)).toMatchObject({ status: "withdrawn", invitations: [{ status: "revoked" }] });
      }
    });

    it("suspends who is no longer hired, and has everything as before when they are hired again, with the same link", async () => {
      await sync();
      const [first, second] = await unhireTwo();
      await makeDue(actor);
      expect((await sync()).counts).toMatchObject({ updated: 2, withdrawn: 0 });
      expect((await hires()).get(second)).toMatchObject({
        status: "invited",
        attention: expect.arrayContaining(["suspended"]),
        suspended: { since: expect.any(String), until: expect.any(String) },
        invitations: [{ status: "queued" }],
      });
      await makeDue(actor);
      expect((await sync()).counts).toMatchObject({ updated: 0, withdrawn: 0 });
      sandbox.world.hire(second);
      await makeDue(actor);
      expect((await sync()).counts).toMatchObject({ updated: 1, withdrawn: 0, invited: 0 });
      expect((await hires()).get(second)).toMatchObject({ status: "invited", suspended: null, invitations: [{ status: "queued" }] });
      expect((await hires()).get(first)?.suspended).not.toBeNull();
    });

    it("follows the highest accepted version of an offer and withdraws nobody for the one it replaced", async () => {
      await sync();
      const hire = [...(await hires()).values()].find((one) => one.status === "invited");
      if (!hire) throw new Error("nobody was invited");
      sandbox.world.newOfferVersion(applicationOf(hire), { startsOn: "2099-01-04" });
      const run = await sync();
      expect(run.counts).toMatchObject({ updated: 1, withdrawn: 0, invited: 0 });
      expect((await hires()).get(applicationOf(hire))).toMatchObject({
        status: "invited",
        attention: ["start_date_changed"],
        fields: { startDate: { value: "2099-01-04" } },
      });
    });

    it("never overwrites what HR set, and shows what Greenhouse says beside it", async () => {
      await sync();
      const hire = await hireOf("noEmail");
      if (!hire) throw new Error("no such hire");
      const edit = { version: hire.version, changes: { personalEmail: "by.hr@home.example" }, take: [], keep: [] };
      await inOrganization(actor.organizationId, (tx) => updateNewHire(tx, actor, hire.id, edit, new Date()));
      sandbox.world.correct(oddCases.noEmail.candidateId, { personalEmail: "from.greenhouse@home.example" });
      sandbox.world.newOfferVersion(oddCases.noEmail.applicationId, {});
      await sync();
      const after = await hireOf("noEmail");
      expect(after?.fields.personalEmail).toMatchObject({
        value: "by.hr@home.example",
        source: "hr",
        greenhouseValue: "from.greenhouse@home.example",
        differs: true,
      });
      expect(after?.invitations).toHaveLength(1);
    });
  });

  describe("trouble", () => {
    it("turns the connection to needs attention when the key was revoked, and stops scheduled runs", async () => {
      await sync();
      sandbox.keys.revoke(demoKeys.good);
      sandbox.clients.revoke(demoClients.good.id);
      const run = await sync();
      expect(run).toMatchObject({ status: "failed", error: { code: "credential_rejected" } });
      const integration = await inOrganization(actor.organizationId, (tx) =>
        tx.partnerIntegration.findFirstOrThrow({ include: { schedule: true } }),
      );
      expect(integration).toMatchObject({ status: "needs_attention", attentionCode: "credential_rejected", schedule: { nextRunAt: null } });
    });

    it("rides out server errors, broken answers and a 429", async () => {
      for (const kind of ["500", "broken-json", "reset", "429"] as const) sandbox.faults.add({ kind, count: 1, retryAfter: 0 });
      expect(await sync()).toMatchObject({ status: "succeeded", counts: { invited: expect.any(Number) } });
    });

    it("is done by one worker however many are given the run", async () => {
      const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
      await Promise.all(Array.from({ length: 4 }, () => syncHiredCandidates(actor.organizationId, runId, new AbortController().signal)));
      const run = await inOrganization(actor.organizationId, latestSyncRun);
      expect(run).toMatchObject({ id: runId, status: "succeeded" });
      expect(run?.counts.added).toBe((await hires()).size);
    });

    it("goes on where a stopped worker let go, adds nobody twice and invites nobody twice", async () => {
      const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
      const stop = new AbortController();
      sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: `/${version}/candidates`, delayMs: 300 });
      setTimeout(() => stop.abort(), 150);
      await syncHiredCandidates(actor.organizationId, runId, stop.signal).catch(() => {});
      await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
      const all = await hires();
      expect(await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, runId))).toMatchObject({ status: "succeeded" });
      expect(Math.max(...[...all.values()].map((hire) => hire.invitations.length))).toBe(1);
    });

    it("ends when it commits nothing for too long, says so, and the next one goes on", async () => {
      const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
      sandbox.faults.add({ kind: "slow", count: 1, delayMs: 60_000 });
      await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal, { stepLimitMs: 300 });
      expect(await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, runId))).toMatchObject({
        status: "failed",
        error: { code: "greenhouse_unreachable", message: m.stalled() },
      });
      expect(await sync()).toMatchObject({ status: "succeeded" });
    });

    it("allows one run at a time: a second call answers with the run under way", async () => {
      const [first, second] = await Promise.all([
        inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date())),
        inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date())),
      ]);
      expect(second).toBe(first);
    });
  });
});
