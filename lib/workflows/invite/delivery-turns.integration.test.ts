import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { statementsOf } from "@/e2e/fixtures/stack/statements";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { closeTransport } from "@/lib/email/transport";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { openQueue } from "@/lib/jobs/queue";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { deliverInvitations } from "@/lib/workflows/invite/deliver-invitation";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

testDatabase();

let mail: MailServer;
let applicationId = 1;

function mailPerMinute(emails: number) {
  process.env.MAIL_PER_MINUTE = String(emails);
  loadEnv({ mail: true });
}

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.MAIL_FROM = "onboarding@northwind.example";
});

afterAll(async () => {
  closeTransport();
  await mail.close();
});

beforeEach(() => {
  mail.received.length = 0;
  mailPerMinute(1_000_000);
});

afterEach(stopWorker);

async function invite(organizationId: OrganizationId, count: number, name: string): Promise<void> {
  await takeIn(
    organizationId,
    Array.from({ length: count }, (_, at) => draftOf(applicationId++, { personalEmail: `${name}-${at}@mail.test` })),
  );
}

const invitationsOf = (organizationId: OrganizationId) =>
  inOrganization(organizationId, (tx) => tx.invitation.findMany({ orderBy: { queuePlace: "asc" } }));

async function ordersFor(organizationId: OrganizationId) {
  return (await invitationsOf(organizationId)).map(({ id }) => ({ organizationId, invitationId: id, isExtra: false }));
}

/** The addresses of the due deliveries in the order in which workers take them, which end thereby; those of other organizations are empty. */
async function turns(organizationIds: readonly OrganizationId[]): Promise<string[]> {
  const addressOf = new Map((await Promise.all(organizationIds.map(invitationsOf))).flat().map(({ id, sentTo }) => [id, sentTo]));
  const queue = await openQueue("sender");
  const taken: string[] = [];
  for (;;) {
    const [job] = await queue.fetch<{ invitationId: string }>(deliverInvitationJob.name);
    if (!job) return taken;
    await queue.complete(deliverInvitationJob.name, job.id);
    taken.push(addressOf.get(job.data.invitationId) ?? "");
  }
}

describe("deliveries of several organizations", () => {
  it("are taken by turns, and those of one in the order in which they were made", async () => {
    const [large, small] = [await makeOrganization(), await makeOrganization()];
    await invite(large, 60, "large");
    await invite(small, 3, "small");
    await invite(large, 20, "later");
    const taken = await turns([large, small]);
    expect(
      taken
        .map((address, at) => (address.startsWith("small") ? at : -1))
        .filter((at) => at >= 0)
        .at(-1),
    ).toBeLessThanOrEqual(6);
    const ofLarge = taken.filter((address) => !address.startsWith("small"));
    expect(ofLarge.slice(0, 60).every((address) => address.startsWith("large"))).toBe(true);
    expect(ofLarge).toHaveLength(80);
  });

  it("an organization whose invitations wait for a recipient's mailbox has its next ones taken as if nothing waited", async () => {
    const organizationId = await makeOrganization();
    // As many as begin at once: what has not begun in two seconds is put back, which a slow machine would do with the others.
    await invite(organizationId, 4, "refused");
    mail.behave("busy");
    await deliverInvitations(await ordersFor(organizationId));
    mail.behave("none");
    await invite(organizationId, 1, "next");
    const next = (await invitationsOf(organizationId)).find(({ sentTo }) => sentTo.startsWith("next"));
    expect(next?.queuePlace).toBe(0);
  });

  it("the first of one leaves after no more of another's than workers have in hand", async () => {
    const [large, small] = [await makeOrganization(), await makeOrganization()];
    // What another test left due.
    await turns([]);
    await invite(large, 150, "many");
    await invite(small, 1, "first");
    await startWorker({ deliveriesAtOnce: 5 });
    await vi.waitFor(() => expect(mail.received).toHaveLength(151), { timeout: 60_000 });
    // Four places take five each at first.
    expect(mail.received.findIndex(({ to }) => to[0]?.startsWith("first"))).toBeLessThan(20);
  }, 90_000);
});

describe("several deliveries at once", () => {
  it("each is sent once and stored, in less than two statements an email", async () => {
    const organizationId = await makeOrganization();
    await invite(organizationId, 40, "batch");
    const orders = await ordersFor(organizationId);
    const { result: ends, trips } = await statementsOf(() => deliverInvitations(orders));
    expect(trips.flat().length).toBeLessThan(orders.length * 2);
    expect(ends.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(new Set(mail.received.map(({ to }) => to[0])).size).toBe(40);
    expect(mail.received).toHaveLength(40);
    expect((await invitationsOf(organizationId)).map(({ status, attempts, leaseUntil }) => ({ status, attempts, leaseUntil }))).toEqual(
      Array.from({ length: 40 }, () => ({ status: "sent", attempts: 1, leaseUntil: null })),
    );
  });

  it("one that lost its lease is not sent and does not touch the others", async () => {
    const organizationId = await makeOrganization();
    await invite(organizationId, 10, "isolated");
    const orders = await ordersFor(organizationId);
    const lost = orders[0]?.invitationId ?? "";
    mail.before("recipient", async () => {
      await inOrganization(organizationId, (tx) => tx.invitation.updateMany({ where: { id: lost }, data: { leaseToken: null } }));
    });
    const ends = await deliverInvitations(orders);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", ...Array.from({ length: 9 }, () => "fulfilled")]);
    expect(mail.received).toHaveLength(9);
  });

  it("no more leave than the rate allows in its few seconds, and the others are put back untouched", async () => {
    const organizationId = await makeOrganization();
    await invite(organizationId, 15, "paced");
    await turns([organizationId]);
    mailPerMinute(48);
    await inOrganization(organizationId, (tx) => tx.$executeRaw`DELETE FROM "RateLimit"`);
    await deliverInvitations(await ordersFor(organizationId));
    expect(mail.received.map(({ to }) => to[0])).toEqual(expect.arrayContaining(["paced-0@mail.test", "paced-3@mail.test"]));
    expect(mail.received).toHaveLength(4);
    const waiting = (await invitationsOf(organizationId)).filter(({ status }) => status === "queued");
    expect(waiting).toHaveLength(11);
    expect(waiting.every(({ attempts, leaseUntil }) => attempts === 0 && leaseUntil === null)).toBe(true);
    const jobs = await (await openQueue("sender")).findJobs<{ organizationId: string }>(deliverInvitationJob.name, { queued: true });
    const waits = jobs
      .filter(({ data }) => data.organizationId === organizationId)
      .map(({ startAfter }) => new Date(startAfter).getTime() - Date.now());
    expect(waits).toHaveLength(11);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
  });
});

describe("once the mail server is back", () => {
  it("the oldest that waited leave first, also where later ones come due before them", async () => {
    const organizationId = await makeOrganization();
    await invite(organizationId, 8, "waited");
    await turns([]);
    mail.behave("away");
    for (const order of await ordersFor(organizationId)) await deliverInvitations([order]);
    mail.behave("none");
    await invite(organizationId, 4, "new");
    const orders = await ordersFor(organizationId);
    const newest = new Set((await invitationsOf(organizationId)).filter(({ sentTo }) => sentTo.startsWith("new")).map(({ id }) => id));
    await turns([]);
    await deliverInvitations(orders.filter(({ invitationId }) => newest.has(invitationId)));
    expect(mail.received.map(({ to }) => to[0])).toEqual(["new-0@mail.test"]);
    // What was made due is taken first, and is not held up once more.
    const taken = [...new Set(await turns([organizationId]))].filter((address) => address !== "");
    expect(taken).toEqual([
      ...Array.from({ length: 8 }, (_, at) => `waited-${at}@mail.test`),
      ...[1, 2, 3].map((at) => `new-${at}@mail.test`),
    ]);
    await deliverInvitations(orders.filter(({ invitationId }) => !newest.has(invitationId)).map((order) => ({ ...order, isExtra: true })));
    expect(mail.received).toHaveLength(9);
  });
});
