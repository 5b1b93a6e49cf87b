import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

const PATIENCE_MS = 30_000;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Call {
  headers?: OutgoingHttpHeaders;
  /** Sent as JSON, unless it is text or bytes. */
  body?: unknown;
}

/** Makes one call with exactly this path and these headers, and follows nothing. */
export function call(origin: string, line: string, { headers = {}, body }: Call = {}): Promise<Answer> {
  const [method = "GET", path = "/"] = line.split(/ (.*)/s);
  const isPlain = body === undefined || typeof body === "string" || Buffer.isBuffer(body);
  const sent = isPlain ? body : JSON.stringify(body);
  const given = { ...(isPlain ? {} : { "content-type": "application/json" }), ...headers };
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, method, path, headers: given, agent: false, timeout: PATIENCE_MS }, (answer) => {
      text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }), reject);
    });
    asked.on("error", reject).on("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.end(sent);
  });
}

/** Writes bytes as they are to a connection, and reads what comes back until it is closed. */
export function raw(origin: string, written: string): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(written));
    let said = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => (said += chunk));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer in time")));
    socket.on("error", (error) => (said === "" ? reject(error) : resolve(parsed(said)))).on("end", () => resolve(parsed(said)));
  });
}

function parsed(said: string): Answer {
  const [head = "", body = ""] = said.split(/\r\n\r\n(.*)/s);
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.split(":")[0]?.toLowerCase() ?? "", line.split(/:\s*(.*)/)[1] ?? ""]));
  return { status: Number(first.split(" ")[1]), headers, body };
}

/** Announces a body of this length and sends none of it, so that the answer is one to what was announced. */
export function announce(origin: string, line: string, bytes: number, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const lines = { host: new URL(origin).host, connection: "close", "content-length": String(bytes), ...headers };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(origin, `${line} HTTP/1.1\r\n${head.join("")}\r\n`);
}

/** Returns an answer as a table names it: its status, the code of its problem, and the first field that is not valid. */
export function summaryOf({ status, headers, body }: Answer): string {
  if (!headers["content-type"]?.startsWith("application/problem+json")) return String(status);
  // As it is written to the connection, an answer has its length in lines of its own.
  const { code, invalid_params: invalid = [] } = JSON.parse(/\{.*\}/s.exec(body)?.[0] ?? "{}");
  return [status, code, ...invalid.slice(0, 1).map(({ name }: { name: string }) => name)].join(" ");
}

/** Returns the cookies that an answer sets, as a browser sends them back. */
export function cookiesOf({ headers }: Answer): string[] {
  return (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0] ?? "");
}
