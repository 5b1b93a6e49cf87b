import type { Server } from "node:net";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { type BounceMail, REPORT_BYTES } from "@/lib/email/bounces/report";
import { readSignedId } from "@/lib/email/return-path";
import { tlsIdentity } from "@/lib/platform/tls";

/** Where reports are taken; `lmtp` answers for each recipient (RFC 2033), as the delivery agents of Postfix and Exim speak it. */
export interface BounceListen {
  protocol: "smtp" | "lmtp";
  host: string;
  port: number;
}

const LONGEST_MAIL = 1024 * 1024;
const IDLE_MS = 30_000;
const CLOSE_MS = 5_000;
const MOST_CLIENTS = 20;

/**
 * Takes mails to return paths that this installation signed, and no others: nothing is relayed, and nothing can be sent to by
 * guessing. A mail is acknowledged when `take` has returned; while it throws, the sender is told to try later. Rejects when the
 * address cannot be bound.
 */
export async function listenForBounces(
  { protocol, host, port }: BounceListen,
  take: (mail: Omit<BounceMail, "receivedAt">) => Promise<void>,
): Promise<{ port: number; close: () => Promise<void> }> {
  const tls = tlsIdentity();
  const server = new SMTPServer({
    lmtp: protocol === "lmtp",
    ...tls,
    disabledCommands: tls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: LONGEST_MAIL,
    maxClients: MOST_CLIENTS,
    socketTimeout: IDLE_MS,
    closeTimeout: CLOSE_MS,
    onRcptTo: ({ address }, { envelope, secure }, answer) => {
      if (tls && !secure) answer(refusal(530, "Must issue a STARTTLS command first"));
      else if (readSignedId(address) === null) answer(refusal(550, "No such address here"));
      // Each return path is one invitation's; a report about several comes once for each.
      else if (envelope.rcptTo.length > 0) answer(refusal(452, "One recipient at a time"));
      else answer();
    },
    onData: (stream, { envelope }, answer) => {
      void readBeginning(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) return refusal(552, "Too long");
          await take({ raw, envelopeTo: envelope.rcptTo[0]?.address ?? "" });
          return null;
        })
        .then(answer, () => answer(refusal(451, "Try again later")));
    },
  });
  await listening(server, port, host);
  // Of one client that misbehaves: nothing to do about it, and no reason to stop.
  server.on("error", () => {});
  return { port: portOf(server.server), close: () => new Promise((closed) => server.close(() => closed())) };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function readBeginning(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < REPORT_BYTES) kept.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(kept);
}

function listening(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((bound, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      bound();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
