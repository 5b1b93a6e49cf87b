import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSignedId, returnPathOf, trackingHeaders } from "@/lib/email/return-path";
import { closeTransport, type OutgoingEmail, sendEmail, sendEmailIf } from "@/lib/email/transport";
import * as m from "@/lib/messages/generated/server/email";
import { loadEnv } from "@/lib/platform/env";
import type { MailPermit } from "@/lib/platform/mail-permit";

const permit = {} as MailPermit;
const invitationId = randomUUID();
const mail: OutgoingEmail = {
  to: { name: "Ada Lovelace", address: "ada@mail.test" },
  subject: "Start",
  html: "<p>Start</p>",
  text: "Start",
  messageId: `<invitation.${invitationId}@northwind.test>`,
};

let received: { from: string; raw: string }[] = [];
let close: (() => Promise<void>) | undefined;
let connections = () => 0;

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
    onData: (stream, session, reply) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        received.push({ from, raw: Buffer.concat(chunks).toString("utf8") });
        reply();
      });
    },
    ...options(drop),
  });
  smtp.on("error", () => {});
  connections = () => sockets.size;
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
  process.env.CREDENTIAL_KEYS = `k1:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.MAIL_FROM = "Northwind <onboarding@northwind.test>";
});

afterEach(async () => {
  closeTransport();
  await close?.();
  close = undefined;
});

describe("an accepted email", () => {
  it("has the return path and reply address it was given, and names its invitation to providers", async () => {
    await server(() => ({}));
    const returnPath = returnPathOf(invitationId, "onboarding@northwind.test");
    const headers = trackingHeaders(invitationId);
    expect(await sendEmail(permit, { ...mail, returnPath, replyTo: "people@northwind.test", headers })).toEqual({ kind: "accepted" });
    const { from = "", raw = "" } = received[0] ?? {};
    expect(from).toBe(returnPath);
    expect(readSignedId(from)).toBe(invitationId);
    const unfolded = raw.replace(/\r\n[ \t]+/g, " ");
    expect(unfolded).toMatch(/^From: Northwind <onboarding@northwind\.test>\r$/m);
    expect(unfolded).toMatch(/^Reply-To: people@northwind\.test\r$/m);
    // RFC 3834: it asks for no automatic reply.
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    for (const [name, value] of Object.entries(headers)) {
      const line = unfolded.split("\r\n").find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}: `));
      expect(line?.slice(name.length + 2)).toBe(value);
    }
    expect(unfolded).toContain(`\r\nMessage-ID: ${mail.messageId}\r\n`);
  });

  it("has no injected header, whatever the subject, name or reply address holds", async () => {
    await server(() => ({}));
    const to = { name: "Ada\r\nBcc: x@mail.test", address: "ada@mail.test" };
    await sendEmail(permit, { ...mail, to, subject: "Start\r\nBcc: y@mail.test", replyTo: "a@b.test\r\nBcc: z@mail.test" });
    expect(received[0]?.raw).not.toMatch(/^Bcc:/im);
    await sendEmail(permit, { ...mail, replyTo: null });
    expect(received[1]).toMatchObject({ from: "onboarding@northwind.test", raw: expect.not.stringMatching(/^Reply-To:/im) });
  });
});

describe("a rejected email", () => {
  it("is permanently rejected with the server's reply when the server rejects the recipient", async () => {
    await server(() => ({ onRcptTo: (_address, _session, reply) => reply(refusal(550, "5.1.1 No such mailbox")) }));
    const reason = m.rejectedBecause({ code: "550", reply: "5.1.1 No such mailbox" });
    expect(await sendEmail(permit, mail)).toEqual({ kind: "rejected", concerns: "recipient", permanent: true, reason });
  });

  it("may be retried after a 4xx", async () => {
    await server(() => ({ onRcptTo: (_address, _session, reply) => reply(refusal(451, "4.3.2 Try again later")) }));
    expect(await sendEmail(permit, mail)).toMatchObject({
      kind: "rejected",
      concerns: "recipient",
      permanent: false,
      reason: expect.stringContaining("451"),
    });
  });

  it("is permanently rejected when the server rejects its content", async () => {
    await server(() => ({
      onData: (stream, _session, reply) => {
        stream.resume();
        stream.on("end", () => reply(refusal(554, "5.7.1 Looks like spam")));
      },
    }));
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "rejected", concerns: "recipient", permanent: true });
  });

  it("concerns the server when the sender is not allowed", async () => {
    await server(() => ({ onMailFrom: (_address, _session, reply) => reply(refusal(550, "5.7.60 Not allowed to send as this")) }));
    expect(await sendEmail(permit, mail)).toMatchObject({
      kind: "rejected",
      concerns: "server",
      permanent: false,
      reason: expect.stringContaining("5.7.60"),
    });
  });

  it("concerns the server when sign-in fails or is missing", async () => {
    await server(() => ({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, reply) => reply(refusal(535, "5.7.8 Wrong password")),
    }));
    const missing = await sendEmail(permit, mail);
    expect(missing).toMatchObject({ kind: "rejected", concerns: "server", permanent: false, reason: expect.stringContaining("530") });
    use(`user:wrong@${new URL(process.env.SMTP_URL ?? "").host}`);
    const wrong = await sendEmail(permit, mail);
    expect(wrong).toMatchObject({ kind: "rejected", concerns: "server", permanent: false, reason: expect.stringContaining("535") });
  });

  it("gets no email without TLS, unless it is on this machine or the operator says so", async () => {
    await server(() => ({ disabledCommands: ["STARTTLS"], authOptional: true }));
    const { port } = new URL(process.env.SMTP_URL ?? "");
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "accepted" });
    // The same server, by an address that does not look like this machine's.
    use(`[::ffff:127.0.0.1]:${port}`);
    const refused = await sendEmail(permit, mail);
    expect(refused).toMatchObject({ kind: "rejected", concerns: "server", permanent: false, reason: m.withoutTls() });
    expect(received).toHaveLength(1);
    process.env.SMTP_TLS = "off";
    closeTransport();
    use(`[::ffff:127.0.0.1]:${port}`);
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "accepted" });
    delete process.env.SMTP_TLS;
  });

  it.each(["onConnect", "onMailFrom", "onRcptTo"] as const)("may be retried when the server closes down at %s", async (step) => {
    const closing = refusal(421, "4.3.2 Closing down");
    await server(() => ({ [step]: (...given: unknown[]) => (given.at(-1) as (error: Error) => void)(closing) }));
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "rejected", concerns: "server", permanent: false });
  });

  it("may be retried when there is no server", async () => {
    await server(() => ({}));
    await close?.();
    close = undefined;
    const reason = m.unreachable();
    expect(await sendEmail(permit, mail)).toEqual({ kind: "rejected", concerns: "server", permanent: false, reason });
  });

  it("may be retried when the connection breaks before the message was sent", async () => {
    await server((drop) => ({ onRcptTo: () => drop() }));
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "rejected", concerns: "server", permanent: false });
  });

  it("concerns the recipient when the address is invalid", async () => {
    await server(() => ({}));
    const outcome = await sendEmail(permit, { ...mail, to: { name: "Ada", address: " " }, returnPath: "bounce@northwind.test" });
    expect(outcome).toEqual({ kind: "rejected", concerns: "recipient", permanent: true, reason: m.invalidAddress() });
  });
});

describe("an email whose reply is lost", () => {
  it.each([0, 1])("has an unknown outcome, also when the connection accepted %i before", async (before) => {
    let accepted = 0;
    await server((drop) => ({
      onData: (stream, _session, reply) => {
        stream.resume();
        stream.on("end", () => (accepted < before ? reply() : drop()));
        stream.on("end", () => (accepted += 1));
      },
    }));
    for (let sent = 0; sent < before; sent += 1) expect(await sendEmail(permit, mail)).toEqual({ kind: "accepted" });
    expect(await sendEmail(permit, mail)).toMatchObject({ kind: "unknown" });
    expect(accepted).toBe(before + 1);
  });
});

describe("a server that hangs", () => {
  const nothing = () => {};

  it.each([
    ["before it accepts a sender", { onMailFrom: nothing }],
    ["before it accepts the recipient", { onRcptTo: nothing }],
  ] satisfies [string, SMTPServerOptions][])("%s is given up at the limit, and its connection ends", async (_, options) => {
    await server(() => options);
    const limits = { envelopeMs: 300, contentMs: 60_000 };
    const reason = m.silent();
    expect(await sendEmailIf(permit, mail, { limits })).toEqual({ kind: "rejected", concerns: "server", permanent: false, reason });
    await vi.waitFor(() => expect(connections()).toBe(0));
  });

  it("in the middle of a message is given up at the limit, and never gets its end", async () => {
    await server(() => ({ onData: (stream) => stream.pause() }));
    const long = { ...mail, text: "x".repeat(8_000_000) };
    expect(await sendEmailIf(permit, long, { limits: { envelopeMs: 60_000, contentMs: 500 } })).toMatchObject({
      kind: "rejected",
      concerns: "server",
    });
    expect(received).toEqual([]);
  });

  it("after the message has its limit of ten minutes, since it may have it", async () => {
    let arrived = () => {};
    const hasAll = new Promise<void>((done) => {
      arrived = done;
    });
    await server(() => ({
      onData: (stream) => {
        stream.resume();
        stream.on("end", () => arrived());
      },
    }));
    const stopping = new AbortController();
    const sending = sendEmailIf(permit, mail, { limits: { envelopeMs: 300, contentMs: 300 }, signal: stopping.signal });
    await hasAll;
    stopping.abort();
    await sleep(1_000);
    await close?.();
    expect(await sending).toMatchObject({ kind: "unknown" });
  });

  it("long enough in the middle of a message for the right to it to be lost never gets its end", async () => {
    let release = () => {};
    await server(() => ({
      onData: (stream, _session, reply) => {
        release = () => {
          stream.resume();
          stream.on("end", () => reply());
        };
        stream.pause();
      },
    }));
    let asked = 0;
    const long = { ...mail, text: "x".repeat(8_000_000) };
    const mayGive = async () => {
      // From the question on: composing so much takes seconds on a busy machine.
      if (++asked === 1) setTimeout(() => release(), 6_000);
      return asked === 1;
    };
    expect(await sendEmailIf(permit, long, { mayGive })).toEqual({ kind: "withheld" });
    expect(asked).toBe(2);
    expect(received).toEqual([]);
  });

  it("loses a message that is called back, and the next one is sent", async () => {
    let hangs = true;
    await server(() => ({ onRcptTo: (_address, _session, reply) => (hangs ? undefined : reply()) }));
    const stopping = new AbortController();
    const sending = sendEmailIf(permit, mail, { signal: stopping.signal });
    await vi.waitFor(() => expect(connections()).toBe(1));
    await sleep(100);
    stopping.abort();
    expect(await sending).toEqual({ kind: "withheld" });
    hangs = false;
    expect(await sendEmailIf(permit, mail, { signal: stopping.signal })).toEqual({ kind: "withheld" });
    expect(await sendEmail(permit, mail)).toEqual({ kind: "accepted" });
    expect(received).toHaveLength(1);
  });
});
