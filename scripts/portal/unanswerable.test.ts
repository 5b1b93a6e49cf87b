import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerUnanswerable } from "@/scripts/portal/unanswerable";

describe("what no part of the portal is to see", () => {
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (!answerUnanswerable(request, response)) response.end("seen");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterAll(() => void server.close());

  function answerTo(line: string): Promise<string> {
    return new Promise((resolve) => {
      const written = `${line} HTTP/1.1\r\nHost: a\r\nCookie: b=c\r\nConnection: close\r\n\r\n`;
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(written));
      let said = "";
      socket
        .setEncoding("utf8")
        .on("data", (chunk: string) => (said += chunk))
        .on("end", () => resolve(said));
    });
  }

  it.each(["TRACE /", "TRACE /api/dashboard"])("%s is refused, and no cookie is repeated", async (line) => {
    const answer = await answerTo(line);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).not.toMatch(/b=c|seen/);
  });

  it.each(["GET http://169.254.169.254/latest", "GET https://evil.example/", "OPTIONS *"])(
    "%s, as only a proxy is asked, is refused",
    async (line) => {
      const answer = await answerTo(line);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).not.toMatch(/evil|169|seen/);
    },
  );

  it.each(["GET /", "DELETE /api/team/1", "OPTIONS /"])("%s is the portal's", async (line) => {
    expect(await answerTo(line)).toMatch(/seen/);
  });
});
