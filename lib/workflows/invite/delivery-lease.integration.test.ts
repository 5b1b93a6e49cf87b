import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { blink, testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { claimDelivery, deliverInvitation } from "@/e2e/fixtures/stack/deliveries";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { closeTransport } from "@/lib/email/transport";
import { readNewHire } from "@/lib/hires/data";
import { enqueueDeliveries } from "@/lib/invitations/enqueue";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { openQueue } from "@/lib/jobs/queue";
import { DAY_MS, HOUR_MS } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId, renewDeliveries } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

let mail: MailServer;
let organizationId: OrganizationId;
let applicationId = 1;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "onboarding@northwind.example";
  loadEnv({ mail: true });
  organizationId = await makeOrganization();
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(() => {
  mail.received.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

async function invitedHire() {
  const [hireId] = await takeIn(organizationId, [draftOf(applicationId++)]);
  const invitation = async () => (await inOrganization(organizationId, (tx) => readNewHire(tx, hireId))).invitations[0];
  return { invitationId: (await invitation())?.id ?? "", invitation };
}

type Hired = Awaited<ReturnType<typeof invitedHire>>;

const endLease = (id: string) =>
  inOrganization(organizationId, (tx, now) => tx.invitation.updateMany({ where: { id }, data: { leaseUntil: now } }));

describe("the outcome of a delivery", () => {
  it("is stored once the database is back, so that an email which the server accepted is not sent again", async () => {
    const { invitationId, invitation } = await invitedHire();
    let isBack: Promise<void> = Promise.resolve();
    mail.before("end of message", async () => {
      isBack = blink(3_000);
      await sleep(500);
    });
    await deliverInvitation(organizationId, invitationId).finally(() => isBack);
    expect(await invitation()).toMatchObject({ status: "sent", attempts: 1 });
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toHaveLength(1);
  });

  it("of an attempt whose lease was lost meanwhile is not written over its successor's", async () => {
    const { invitationId, invitation } = await invitedHire();
    mail.behave("busy");
    mail.before("recipient", async () => {
      await endLease(invitationId);
      expect(await claimDelivery(organizationId, invitationId)).toMatchObject({ kind: "claimed" });
    });
    await deliverInvitation(organizationId, invitationId);
    mail.behave("none");
    expect(await invitation()).toMatchObject({ status: "queued", attempts: 2, lastError: null });
    expect(await claimDelivery(organizationId, invitationId)).toMatchObject({ kind: "held" });
  });
});

describe("a claim", () => {
  it("is one worker's, however many ask in the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const { invitationId } = await invitedHire();
      const claims = await Promise.all(Array.from({ length: 10 }, () => claimDelivery(organizationId, invitationId)));
      expect(claims.map((claim) => claim?.kind).sort()).toEqual(["claimed", ...Array.from({ length: 9 }, () => "held")]);
    }
  });
});

describe("a renewal of leases", () => {
  it("is for those that are held still and to be sent still, and for no other organization's", async () => {
    const claimed = async () => {
      const claim = await claimDelivery(organizationId, (await invitedHire()).invitationId);
      if (claim?.kind !== "claimed") throw new Error(`the claim is ${claim?.kind}`);
      return claim.lease;
    };
    const [held, lost, revoked, strangers] = [await claimed(), await claimed(), await claimed(), await claimed()];
    await inOrganization(organizationId, (tx) =>
      tx.invitation.updateMany({ where: { id: revoked.invitationId }, data: { status: "revoked" } }),
    );
    const asked = [held, { ...lost, token: randomUUID() }, revoked, { ...strangers, organizationId: await makeOrganization() }];
    expect([...(await renewDeliveries(asked, 300))]).toEqual([held.token]);
    const until = await inOrganization(organizationId, (tx) =>
      tx.invitation.findMany({ where: { leaseUntil: { gt: new Date(Date.now() + 200_000) } }, select: { id: true } }),
    );
    expect(until.map(({ id }) => id)).toEqual([held.invitationId]);
  });
});

describe("a worker that stood still longer than its lease", () => {
  it("gives nothing to the server once another one has the invitation, and the next mails leave", async () => {
    const { invitationId, invitation } = await invitedHire();
    mail.before("recipient", async () => {
      await endLease(invitationId);
      await claimDelivery(organizationId, invitationId);
    });
    await expect(deliverInvitation(organizationId, invitationId)).rejects.toThrow("another worker");
    expect(mail.received).toEqual([]);
    expect((await invitation())?.status).toBe("queued");
    const next = await invitedHire();
    await deliverInvitation(organizationId, next.invitationId);
    expect(mail.received).toHaveLength(1);
  });

  it("gives nothing to the server once the invitation was revoked", async () => {
    const { invitationId, invitation } = await invitedHire();
    mail.before("recipient", async () => {
      await inOrganization(organizationId, (tx) => tx.invitation.updateMany({ where: { id: invitationId }, data: { status: "revoked" } }));
    });
    await expect(deliverInvitation(organizationId, invitationId)).rejects.toThrow();
    expect(mail.received).toEqual([]);
    expect((await invitation())?.status).toBe("revoked");
  });
});

const dueJobs = async () => {
  const queue = await openQueue("sender");
  const taken: string[] = [];
  // One by one, as workers take them.
  for (;;) {
    const [job] = await queue.fetch<{ invitationId: string }>(deliverInvitationJob.name);
    if (!job) return taken;
    taken.push(job.data.invitationId);
  }
};

describe("a worker that is stopped", () => {
  it("lets go of an invitation that the server does not have yet, and the next worker may send it at once", async () => {
    const { invitationId, invitation } = await invitedHire();
    await dueJobs();
    const stopping = new AbortController();
    let answer = () => {};
    mail.before("recipient", () => {
      setTimeout(() => stopping.abort(), 100);
      return new Promise((done) => {
        answer = done;
      });
    });
    await deliverInvitation(organizationId, invitationId, { stopping: stopping.signal });
    answer();
    expect(mail.received).toEqual([]);
    expect(await invitation()).toMatchObject({ status: "queued", attempts: 0, isBeingSent: false });
    expect(await dueJobs()).toEqual([invitationId]);
    await deliverInvitation(organizationId, invitationId);
    expect(mail.received).toHaveLength(1);
  });
});

describe("the order", () => {
  it("is that in which the invitations were made, however late one was put back on the queue", async () => {
    const hires = [];
    for (let made = 0; made < 4; made++) {
      hires.push(await invitedHire());
      await sleep(1_050);
    }
    await dueJobs();
    const createdAt = async ({ invitation }: Hired) => new Date((await invitation())?.createdAt ?? 0);
    for (const hire of [hires[2], hires[0], hires[3], hires[1]]) {
      if (!hire) continue;
      const delivery = { invitationId: hire.invitationId, createdAt: await createdAt(hire), queuePlace: 0 };
      await inOrganization(organizationId, (tx) => enqueueDeliveries(tx, organizationId, [delivery]));
    }
    expect(await dueJobs()).toEqual(hires.map(({ invitationId }) => invitationId));
  });
});

describe("a worker whose clock is wrong", () => {
  it.each([
    ["ahead", HOUR_MS],
    ["years ahead", 3_000 * DAY_MS],
    ["behind", -HOUR_MS],
  ])("leaves a lease that ends when it should: %s", async (_, error) => {
    const { invitationId } = await invitedHire();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + error });
    expect(await claimDelivery(organizationId, invitationId)).toMatchObject({ kind: "claimed" });
    vi.useRealTimers();
    const claim = await claimDelivery(organizationId, invitationId);
    if (claim?.kind !== "held") throw new Error(`the claim is ${claim?.kind}`);
    expect(claim.seconds).toBeGreaterThan(20);
    expect(claim.seconds).toBeLessThanOrEqual(30);
  });

  it("does not wait for a lease that was written by a clock which is right again", async () => {
    const { invitationId } = await invitedHire();
    await inOrganization(organizationId, (tx, now) =>
      tx.invitation.updateMany({ where: { id: invitationId }, data: { leaseUntil: new Date(now.getTime() + HOUR_MS) } }),
    );
    expect(await claimDelivery(organizationId, invitationId)).toMatchObject({ kind: "claimed" });
  });
});
