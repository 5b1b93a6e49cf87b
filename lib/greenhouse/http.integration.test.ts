import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { keepWriting } from "@/e2e/sandbox/http";
import { freePort } from "@/lib/embedded-database/database";
import { fixedAuthorization, HarvestHttp, type HarvestHttpOptions } from "@/lib/greenhouse/http";

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((listening) => started.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const clientOf = (baseUrl: string, options: Partial<HarvestHttpOptions> = {}) =>
  new HarvestHttp({
    api: "v3",
    baseUrl,
    authorization: fixedAuthorization("Basic eDo="),
    assumedLimit: 50,
    windowSeconds: 10,
    attempts: 1,
    ...options,
  });

describe("a request that gets no response", () => {
  it("because the body drips in for ever is given up at its deadline, though no byte is late", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(drip));
    });
    const client = clientOf(url, { timeoutMs: 1_000, deadlineMs: 700 });
    await expect(client.get("/offers")).rejects.toMatchObject({
      failure: "greenhouse_unreachable",
      message: expect.stringContaining("in time"),
    });
    await client.close();
  });

  it("because the body never ends is given up, before it fills the memory", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      keepWriting(response, Buffer.alloc(1 << 20, " "), 1);
    });
    const client = clientOf(url, { deadlineMs: 30_000 });
    const before = process.memoryUsage().rss;
    await expect(client.get("/offers")).rejects.toMatchObject({ failure: "greenhouse_unreachable" });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
    await client.close();
  });

  it("says that nothing listens", async () => {
    const client = clientOf(`http://127.0.0.1:${await freePort()}`);
    await expect(client.get("/offers")).rejects.toThrow("127.0.0.1 refused the connection");
  });

  it("says that the name is not known", async () => {
    const client = clientOf("http://harvest.invalid");
    await expect(client.get("/offers")).rejects.toThrow("harvest.invalid can’t be resolved");
  });

  it("says that no secure connection came about", async () => {
    const url = await serve((_, response) => response.end("[]"));
    const client = clientOf(url.replace("http:", "https:"));
    await expect(client.get("/offers")).rejects.toThrow("no secure connection");
  });

  it("says that something else responded", async () => {
    const client = clientOf(await serve((_, response) => response.end("<html>")));
    await expect(client.get("/offers")).rejects.toThrow("something other than Greenhouse");
  });
});

describe("a rate limit that a header claims", () => {
  it("may be any number", async () => {
    const url = await serve((_, response) => {
      response.setHeader("x-ratelimit-limit", "1000000000");
      response.setHeader("x-ratelimit-remaining", "999999999");
      response.end("[]");
    });
    const client = clientOf(url);
    for (let at = 0; at < 20; at++) expect((await client.get("/offers")).status).toBe(200);
    await client.close();
  });
});
