const STARTUP_HEADER = 4;
const TYPED_HEADER = 5;

export interface Message {
  /** Undefined for a client's first message, which has no type. */
  type: string | undefined;
  /** The raw message. */
  bytes: Buffer;
  body: Buffer;
}

/** Splits a stream of PostgreSQL's protocol (version 3) into messages. */
export class MessageReader {
  private rest = Buffer.alloc(0);
  private untyped: boolean;

  constructor({ startsUntyped }: { startsUntyped: boolean }) {
    this.untyped = startsUntyped;
  }

  read(chunk: Buffer): Message[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const messages: Message[] = [];
    for (;;) {
      const header = this.untyped ? STARTUP_HEADER : TYPED_HEADER;
      if (this.rest.length < header) return messages;
      const length = header - STARTUP_HEADER + this.rest.readInt32BE(header - STARTUP_HEADER);
      if (this.rest.length < length) return messages;
      const bytes = this.rest.subarray(0, length);
      messages.push({ type: this.untyped ? undefined : String.fromCharCode(bytes[0] ?? 0), bytes, body: bytes.subarray(header) });
      this.rest = this.rest.subarray(length);
      this.untyped = false;
    }
  }
}

/** Returns the name and text of the statement in a Parse message. */
export function readParse(body: Buffer): { name: string; sql: string } {
  const [name, after] = cString(body, 0);
  return { name, sql: cString(body, after)[0] };
}

/** Returns the statement of a Bind message and its parameters as text. */
export function readBind(body: Buffer): { statement: string; parameters: string[] } {
  const [statement, afterNames] = cString(body, cString(body, 0)[1]);
  let at = afterNames + 2 + 2 * body.readInt16BE(afterNames);
  const count = body.readInt16BE(at);
  at += 2;
  const parameters: string[] = [];
  for (let parameter = 0; parameter < count; parameter++) {
    const length = body.readInt32BE(at);
    at += 4;
    parameters.push(length < 0 ? "" : body.toString("utf8", at, at + length));
    at += Math.max(0, length);
  }
  return { statement, parameters };
}

/** Returns the text of a simple query, or the tag of a completed command. */
export function readText(body: Buffer): string {
  return cString(body, 0)[0];
}

function cString(body: Buffer, from: number): [text: string, after: number] {
  const end = body.indexOf(0, from);
  return [body.toString("utf8", from, end), end + 1];
}
