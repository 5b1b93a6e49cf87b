import { once } from "node:events";
import { createConnection } from "node:net";
import hoodiecrow from "hoodiecrow-imap";
import nodemailer from "nodemailer";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import * as bounces from "@/e2e/fixtures/bounces/mail-servers";
import * as reports from "@/e2e/fixtures/bounces/reports";
import { testDatabase } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { type BounceListen, listenForBounces } from "@/lib/email/bounces/listener";
import { messageIdOf, returnPathOf } from "@/lib/email/return-path";
import { freePort } from "@/lib/embedded-database/database";
import { findNewHire } from "@/lib/hires/data";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { markSent } from "@/lib/invitations/delivery/mutations";
import { inOrganization, type OrganizationId, providerEventCounters } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";
import { readBounces, takeBounces } from "@/lib/workflows/invite/receive-bounces";

testDatabase();

const from = "onboarding@northwind.example";
interface Invited {
  organizationId: OrganizationId;
  hireId: HireId;
  invitationId: string;
  address: string;
  returnPath: string;
}
let ours: Invited;
let theirs: Invited;

beforeEach(async () => {
  await providerEventCounters().providerEventCount.deleteMany();
  [ours, theirs] = [await invited(), await invited()];
});

/** A hire of an organization of its own, whose invitation the mail server took. */
async function invited(): Promise<Invited> {
  const organizationId = await makeOrganization();
  const [hireId] = await takeIn(organizationId, [draftOf(1)]);
  return inOrganization(organizationId, async (tx, now) => {
    const { id, sentTo } = await tx.invitation.findFirstOrThrow({ where: { newHireId: hireId } });
    await markSent(tx, [id], now);
    return { organizationId, hireId, invitationId: id, address: sentTo, returnPath: returnPathOf(id, from) };
  });
}

async function standing({ organizationId, hireId }: Invited) {
  return inOrganization(organizationId, async (tx) => {
    const hire = await findNewHire(tx, hireId);
    const { items } = await hireTimeline(tx, hireId);
    const times = items.filter(({ event }) => event === "bounced").length;
    return { status: hire?.invitations[0]?.status, error: hire?.invitations[0]?.lastError, attention: hire?.attention, bounces: times };
  });
}

const untouched = { status: "sent", error: null, attention: [], bounces: 0 };

async function counted(): Promise<Record<string, number>> {
  const rows = await providerEventCounters().providerEventCount.findMany({ where: { provider: "mail" } });
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

describe.each(["lmtp", "smtp"] as const)("the return path by %s", (protocol) => {
  let port: number;

  beforeEach(async () => {
    port = await freePort();
    process.env.BOUNCE_LISTEN = `${protocol}://:${port}`;
    loadEnv({ mail: false });
    const stopping = new AbortController();
    const taking = takeBounces(stopping.signal);
    await accepting(port);
    return async () => {
      stopping.abort();
      await taking;
      delete process.env.BOUNCE_LISTEN;
      loadEnv({ mail: false });
    };
  });

  const give = (to: string | string[], raw: string) => deliver({ protocol, port }, to, raw);

  it("takes a bounce of Postfix, Exchange and Gmail, and shows it once, with the server's words", async () => {
    const report = { to: ours.returnPath, about: ours.address };
    for (const write of [bounces.postfixBounce, bounces.exchangeBounce, bounces.gmailBounce]) await give(ours.returnPath, write(report));
    expect(await standing(ours)).toEqual({
      status: "failed",
      error: expect.stringContaining("550 5.1.1"),
      attention: ["invitation_failed"],
      bounces: 1,
    });
    expect(await counted()).toEqual({ bounced: 3 });
  });

  it("is no way to another organization's invitations: only a signature of ours names one", async () => {
    const forged = bounces.postfixBounce({
      to: theirs.returnPath,
      about: theirs.address,
      returned: [`Message-ID: ${messageIdOf(theirs.invitationId, from)}`],
    });
    await give(ours.returnPath, forged);
    expect(await standing(theirs)).toEqual(untouched);
    for (const recipient of [
      "bounce@northwind.example",
      `bounce+${theirs.invitationId}@northwind.example`,
      theirs.returnPath.replace(/-[0-9a-f]{20}@/, `-${"0".repeat(20)}@`),
      "somebody@elsewhere.example",
    ]) {
      await expect(give(recipient, forged), recipient).rejects.toMatchObject({ responseCode: 550 });
    }
    expect(await standing(theirs)).toEqual(untouched);
  });

  it("takes automatic replies and mails that are no report, counts them and shows nothing", async () => {
    await give(ours.returnPath, reports.vacationReply({ to: ours.returnPath, about: ours.address }));
    await give(ours.returnPath, "Subject: hello\r\n\r\nAction: failed\r\n");
    expect(await standing(ours)).toEqual(untouched);
    expect(await counted()).toEqual({ unknown: 2 });
  });

  it("does not mistake a delay for a failure", async () => {
    const delayed = reports.statusReport({ to: ours.returnPath, about: ours.address }, ["Action: delayed", "Status: 4.4.1"]);
    await give(ours.returnPath, delayed);
    expect(await standing(ours)).toEqual(untouched);
  });

  it("counts a report about an invitation that is gone", async () => {
    const gone = returnPathOf(crypto.randomUUID(), from);
    await give(gone, bounces.postfixBounce({ to: gone, about: ours.address }));
    expect(await counted()).toEqual({ unmatched: 1 });
  });

  it("takes one recipient at a time, and no mail that is too long", async () => {
    const report = bounces.postfixBounce({ to: ours.returnPath, about: ours.address });
    const { rejected } = await give([ours.returnPath, theirs.returnPath], report);
    expect(rejected).toEqual([theirs.returnPath]);
    // By LMTP each recipient has an answer of its own.
    const sent = await give(theirs.returnPath, report + "x".repeat(1024 * 1024)).catch((error: unknown) => ({ rejectedErrors: [error] }));
    expect(sent.rejectedErrors).toEqual([expect.objectContaining({ responseCode: 552 })]);
    expect(await standing(theirs)).toEqual(untouched);
  });
});

it("keeps a report at its sender while it cannot be stored", async () => {
  let isAway = true;
  const listener = await listenForBounces({ protocol: "smtp", host: "127.0.0.1", port: 0 }, async () => {
    if (isAway) throw new Error("no database");
  });
  onTestFinished(listener.close);
  const give = () => deliver({ protocol: "smtp", port: listener.port }, ours.returnPath, "Subject: any\r\n\r\n");
  await expect(give()).rejects.toMatchObject({ responseCode: 451 });
  isAway = false;
  expect((await give()).accepted).toEqual([ours.returnPath]);
});

it("lets a second process wait for the address, and take over", async () => {
  const port = await freePort();
  const first = await listenForBounces({ protocol: "lmtp", host: "127.0.0.1", port }, async () => {});
  const second = () => listenForBounces({ protocol: "lmtp", host: "127.0.0.1", port }, async () => {});
  await expect(second()).rejects.toMatchObject({ code: "EADDRINUSE" });
  await first.close();
  await (await second()).close();
});

describe("a mailbox by IMAP", () => {
  const now = AbortSignal.timeout(100_000);

  async function mailbox(mails: readonly string[]) {
    const server = hoodiecrow({
      plugins: ["ID", "LITERALPLUS", "UIDPLUS", "NAMESPACE"],
      storage: { INBOX: { messages: mails.map((raw) => ({ raw })) } },
      users: { "bounces@northwind.example": { password: "p@ss/word" } },
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(async () => void server.server.close());
    const address = server.server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    process.env.BOUNCE_IMAP_URL = `imap://bounces%40northwind.example:p%40ss%2Fword@127.0.0.1:${port}/INBOX`;
    loadEnv({ mail: false });
    const { messages } = server.getMailbox("INBOX");
    return { messages, add: (raw: string) => server.appendMessage("INBOX", [], false, raw), seen: () => messages.map(isSeen) };
  }
  const isSeen = ({ flags = [] }: { flags?: string[] }) => flags.includes("\\Seen");

  it("is read: reports are handled once and marked as read, other mail is left as it was, and nothing is deleted", async () => {
    const report = bounces.exchangeBounce({ to: ours.returnPath, about: ours.address });
    const person = "From: a@b.example\r\nSubject: When do I start?\r\n\r\nHello\r\n";
    const { messages, seen } = await mailbox([person, report, reports.vacationReply({ to: ours.returnPath, about: ours.address })]);
    await readBounces(now);
    await readBounces(now);
    expect(await standing(ours)).toMatchObject({ status: "failed", bounces: 1 });
    expect(await counted()).toEqual({ bounced: 1 });
    expect(seen()).toEqual([false, true, false]);
    expect(messages).toHaveLength(3);
  });

  it("is read by several workers at once with one outcome", async () => {
    await mailbox([bounces.postfixBounce({ to: ours.returnPath, about: ours.address })]);
    await Promise.all([readBounces(now), readBounces(now), readBounces(now)]);
    expect(await standing(ours)).toMatchObject({ status: "failed", bounces: 1 });
  });

  it("ties a report to an unsigned Message-ID only where it is about the address that the invitation went to", async () => {
    const returned = [`Message-ID: ${messageIdOf(ours.invitationId, from)}`];
    const { add, seen } = await mailbox([bounces.gmailBounce({ to: from, about: "someone@else.example", returned })]);
    await readBounces(now);
    expect(await standing(ours)).toEqual(untouched);
    expect(await counted()).toEqual({ unmatched: 1 });
    add(bounces.gmailBounce({ to: from, about: ours.address, returned }));
    await readBounces(now);
    expect(await standing(ours)).toMatchObject({ status: "failed", bounces: 1 });
    expect(seen()).toEqual([true, true]);
  });

  it("that does not let us in is an error without the password", async () => {
    await mailbox([]);
    process.env.BOUNCE_IMAP_URL = process.env.BOUNCE_IMAP_URL?.replace("p%40ss", "wrong");
    loadEnv({ mail: false });
    const failure = await readBounces(now).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(JSON.stringify(failure)).not.toContain("wrong");
  });
});

/** Gives a mail to a return path as a mail server does: with the null sender. */
async function deliver({ protocol, port }: Pick<BounceListen, "protocol" | "port">, to: string | string[], raw: string) {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, lmtp: protocol === "lmtp", ignoreTLS: true });
  try {
    return await transport.sendMail({ envelope: { from: "", to }, raw });
  } finally {
    transport.close();
  }
}

/** Waits until a port of this machine accepts connections. */
async function accepting(port: number): Promise<void> {
  for (;;) {
    const socket = createConnection({ host: "127.0.0.1", port });
    const isOpen = await Promise.race([once(socket, "connect").then(() => true), once(socket, "close").then(() => false)]).catch(
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
  }
}
