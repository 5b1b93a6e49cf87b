import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSignedId, returnPathOf, trackingHeaders } from "@/lib/email/return-path";
import { closeMailer, type OutgoingMail, sendMail } from "@/lib/email/transport";
import { loadEnv } from "@/lib/platform/env";

const invitationId = randomUUID();
const mail: OutgoingMail = {
  to: { name: "Ada Lovelace", address: "ada@mail.test" },
  subject: "Start",
  html: "<p>Start</p>",
  text: "Start",
  messageId: `<invitation.${invitationId}@northwind.test>`,
};

let received: { from: string; raw: string }[] = [];
let close: (() => Promise<void>) | undefined;

/** A real SMTP server that answers as `options` say; `drop` breaks every connection. */
async function server(options: (drop: () => void) => SMTPServerOptions): Promise<void> {
  const sockets = new Set<Socket>();
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        received.push({ from, raw: Buffer.concat(chunks).toString("utf8") });
        answer();
      });
    },
    ...options(drop),
  });
  smtp.on("error", () => {});
  smtp.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => smtp.listen(0, "127.0.0.1", listening));
  const address = smtp.server.address();
  use(`127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  close = () =>
    new Promise((closed) => {
      drop();
      smtp.close(() => closed());
    });
}

function use(host: string): void {
  process.env.SMTP_URL = `smtp://${host}`;
  loadEnv({ mail: true });
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

beforeEach(() => {
  received = [];
  process.env.DATABASE_URL = "postgresql://localhost/none";
  process.env.CREDENTIAL_KEYS = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
  process.env.NEXTAUTH_SECRET = "s".repeat(32);
  process.env.MAIL_FROM = "Northwind <onboarding@northwind.test>";
});

afterEach(async () => {
  closeMailer();
  await close?.();
  close = undefined;
});

describe("a mail that is taken", () => {
  it("bounces to its return path, is answered to its reply address, and names its invitation to providers", async () => {
    await server(() => ({}));
    const returnPath = returnPathOf(invitationId, "onboarding@northwind.test");
    const headers = trackingHeaders(invitationId);
    expect(await sendMail({ ...mail, returnPath, replyTo: "people@northwind.test", headers })).toEqual({ kind: "taken" });
    const { from = "", raw = "" } = received[0] ?? {};
    expect(from).toBe(returnPath);
    expect(openSignedId(from)).toBe(invitationId);
    const unfolded = raw.replace(/\r\n[ \t]+/g, " ");
    expect(unfolded).toMatch(/^From: Northwind <onboarding@northwind\.test>\r$/m);
    expect(unfolded).toMatch(/^Reply-To: people@northwind\.test\r$/m);
    for (const [name, value] of Object.entries(headers)) {
      const line = unfolded.split("\r\n").find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}: `));
      expect(line?.slice(name.length + 2)).toBe(value);
    }
    expect(unfolded).toContain(`\r\nMessage-ID: ${mail.messageId}\r\n`);
  });

  it("has no header that was not asked for, whatever stands in the subject, a name or the reply address", async () => {
    await server(() => ({}));
    const to = { name: "Ada\r\nBcc: x@mail.test", address: "ada@mail.test" };
    await sendMail({ ...mail, to, subject: "Start\r\nBcc: y@mail.test", replyTo: "a@b.test\r\nBcc: z@mail.test" });
    expect(received[0]?.raw).not.toMatch(/^Bcc:/im);
    await sendMail({ ...mail, replyTo: null });
    expect(received[1]).toMatchObject({ from: "onboarding@northwind.test", raw: expect.not.stringMatching(/^Reply-To:/im) });
  });
});

describe("a mail that is refused", () => {
  it("is refused for good, with the server's words, when the server refuses the recipient", async () => {
    await server(() => ({ onRcptTo: (_address, _session, answer) => answer(refusal(550, "5.1.1 No such mailbox")) }));
    const reason = "The mail server refused it: 550 5.1.1 No such mailbox";
    expect(await sendMail(mail)).toEqual({ kind: "refused", concerns: "recipient", permanent: true, reason });
  });

  it("may be tried again after a 4xx", async () => {
    await server(() => ({ onRcptTo: (_address, _session, answer) => answer(refusal(451, "4.3.2 Try again later")) }));
    expect(await sendMail(mail)).toMatchObject({
      kind: "refused",
      concerns: "recipient",
      permanent: false,
      reason: expect.stringContaining("451"),
    });
  });

  it("is refused for good when the server refuses what is in it", async () => {
    await server(() => ({
      onData: (stream, _session, answer) => {
        stream.resume();
        stream.on("end", () => answer(refusal(554, "5.7.1 Looks like spam")));
      },
    }));
    expect(await sendMail(mail)).toMatchObject({ kind: "refused", concerns: "recipient", permanent: true });
  });

  it("is the operator's to put right when the sender is not allowed, which is nobody's recipient's fault", async () => {
    await server(() => ({ onMailFrom: (_address, _session, answer) => answer(refusal(550, "5.7.60 Not allowed to send as this")) }));
    expect(await sendMail(mail)).toMatchObject({
      kind: "refused",
      concerns: "server",
      permanent: false,
      reason: expect.stringContaining("5.7.60"),
    });
  });

  it("is the operator's to put right when signing in fails, or is missing", async () => {
    await server(() => ({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, answer) => answer(refusal(535, "5.7.8 Wrong password")),
    }));
    const missing = await sendMail(mail);
    expect(missing).toMatchObject({ kind: "refused", concerns: "server", permanent: false, reason: expect.stringContaining("530") });
    use(`user:wrong@${new URL(process.env.SMTP_URL ?? "").host}`);
    const wrong = await sendMail(mail);
    expect(wrong).toMatchObject({ kind: "refused", concerns: "server", permanent: false, reason: expect.stringContaining("535") });
  });

  it.each(["onConnect", "onMailFrom", "onRcptTo"] as const)("may be tried again when the server closes down at %s", async (step) => {
    const closing = refusal(421, "4.3.2 Closing down");
    await server(() => ({ [step]: (...given: unknown[]) => (given.at(-1) as (error: Error) => void)(closing) }));
    expect(await sendMail(mail)).toMatchObject({ kind: "refused", concerns: "server", permanent: false });
  });

  it("may be tried again when no server is there", async () => {
    await server(() => ({}));
    await close?.();
    close = undefined;
    const reason = "The mail server cannot be reached.";
    expect(await sendMail(mail)).toEqual({ kind: "refused", concerns: "server", permanent: false, reason });
  });

  it("may be tried again when the connection breaks before the message was handed over", async () => {
    await server((drop) => ({ onRcptTo: () => drop() }));
    expect(await sendMail(mail)).toMatchObject({ kind: "refused", concerns: "server", permanent: false });
  });

  it("is not called unreachable when the address is none", async () => {
    await server(() => ({}));
    const outcome = await sendMail({ ...mail, to: { name: "Ada", address: " " }, returnPath: "bounce@northwind.test" });
    expect(outcome).toEqual({ kind: "refused", concerns: "recipient", permanent: true, reason: "Mail cannot be sent to this address." });
  });
});

describe("a mail whose answer is lost", () => {
  it.each([0, 1])("may have been taken, also when the connection took %i before", async (before) => {
    let taken = 0;
    await server((drop) => ({
      onData: (stream, _session, answer) => {
        stream.resume();
        stream.on("end", () => (taken < before ? answer() : drop()));
        stream.on("end", () => (taken += 1));
      },
    }));
    for (let mails = 0; mails < before; mails += 1) expect(await sendMail(mail)).toEqual({ kind: "taken" });
    expect(await sendMail(mail)).toMatchObject({ kind: "unknown" });
    expect(taken).toBe(before + 1);
  });
});
