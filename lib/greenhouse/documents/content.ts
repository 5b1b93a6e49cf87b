import { Readable } from "node:stream";
import { request } from "undici";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { failureOf } from "@/lib/greenhouse/http";
import * as m from "@/lib/messages/generated/server/greenhouse";
import { MINUTE_MS } from "@/lib/platform/calendar";

const MOST_BYTES = 25 * 1024 * 1024;
const SILENCE_MS = 15_000;
const DEADLINE_MS = 2 * MINUTE_MS;

/** What an offer's document may be, by its first bytes: what a name or a header says of the type is not believed. */
const kinds = [
  { mediaType: "application/pdf", extension: "pdf", start: Buffer.from("%PDF-") },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension: "docx",
    start: Buffer.from("PK\u{3}\u{4}"),
  },
] as const;
const LONGEST_START = Math.max(...kinds.map(({ start }) => start.length));

export interface DocumentContent {
  mediaType: string;
  extension: string;
  /** Fails where more than 25 MB come, or the rest takes longer than two minutes. */
  body: ReadableStream<Uint8Array>;
}

/**
 * Opens the content behind a document's link, without a credential and without following it elsewhere. `apiUrl` is the configured
 * address of Harvest: a link leads to Greenhouse's storage (Amazon S3, "Attachments"), or to where Harvest itself is.
 * Throws `GreenhouseError` where the link leads elsewhere, nothing comes, or it is neither PDF nor Word.
 */
export async function openDocument(link: string, apiUrl: string): Promise<DocumentContent> {
  const address = new URL(link);
  if (!isStorage(address, new URL(apiUrl))) throw unreadable(m.documentElsewhere());
  const content = await requested(address);
  const bytes = limited(content);
  const start = await firstBytes(bytes).catch((error: unknown) => {
    throw error instanceof GreenhouseError ? error : lost(error, address);
  });
  const kind = kinds.find((one) => start.subarray(0, one.start.length).equals(one.start));
  if (!kind) {
    content.destroy();
    throw unreadable(m.documentOfAnotherType());
  }
  return { mediaType: kind.mediaType, extension: kind.extension, body: streamOf(start, bytes, content) };
}

function isStorage({ origin, protocol, hostname, username }: URL, api: URL): boolean {
  if (username !== "") return false;
  if (origin === api.origin) return true;
  return (
    protocol === "https:" &&
    (/(^|\.)s3(-[a-z0-9-]+)?(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(hostname) || hostname.endsWith(".greenhouse.io"))
  );
}

async function requested(address: URL): Promise<Readable> {
  try {
    const { statusCode, body } = await request(address, {
      headers: { "user-agent": "EMPTrust" },
      headersTimeout: SILENCE_MS,
      bodyTimeout: SILENCE_MS,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    // A body that is given up emits an error, and where nothing listens, that ends the process.
    body.on("error", () => {});
    if (statusCode === 200) return body;
    body.destroy();
    throw unreadable(m.documentRefused({ status: String(statusCode) }));
  } catch (error) {
    throw error instanceof GreenhouseError ? error : lost(error, address);
  }
}

function lost(error: unknown, address: URL): GreenhouseError {
  return new GreenhouseError("greenhouse_unreachable", m.unreachable({ reason: failureOf(error), host: address.hostname }));
}

function unreadable(message: string): GreenhouseError {
  return new GreenhouseError("greenhouse_unreadable", message);
}

async function* limited(content: Readable): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw unreadable(m.documentTooLarge());
    yield chunk;
  }
}

async function firstBytes(bytes: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < LONGEST_START) {
    const { done, value } = await bytes.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  return start;
}

/** Closes the connection where the reader goes away. */
function streamOf(start: Buffer, bytes: AsyncGenerator<Uint8Array>, content: Readable): ReadableStream<Uint8Array> {
  async function* all() {
    try {
      yield start;
      yield* bytes;
    } finally {
      content.destroy();
    }
  }
  return Readable.toWeb(Readable.from(all())) as ReadableStream<Uint8Array>;
}
