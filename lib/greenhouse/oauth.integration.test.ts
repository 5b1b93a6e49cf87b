import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { OAuthClient } from "@/lib/greenhouse/oauth";

const clientId = "client-of-northwind";
const clientSecret = "s3cret/of+northwind=";

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function clientAt(listener: RequestListener): Promise<OAuthClient> {
  server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return new OAuthClient({ authUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clientId, clientSecret });
}

it("what the token endpoint repeats of what it was sent is not shown, wherever its text is cut off", async () => {
  const pair = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const client = await clientAt((_, response) => {
    const message = `Basic ${pair} ${"x".repeat(150)} ${encodeURIComponent(clientSecret)} refresh-token-of-northwind`;
    response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ message }));
  });
  const error = await client.refresh("refresh-token-of-northwind").catch((reason: Error) => reason);
  expect(error).toMatchObject({ failure: "credential_rejected" });
  const { message } = error as Error;
  for (const part of [pair.slice(0, 12), "s3cret", clientId, "refresh-token-of"]) expect(message).not.toContain(part);
});

it("an answer of the token endpoint that is too long to hold a token is given up", async () => {
  const client = await clientAt((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const flood = setInterval(() => response.write("x".repeat(16_384)), 1);
    response.on("close", () => clearInterval(flood));
  });
  await expect(client.clientCredentials(null)).rejects.toMatchObject({ failure: "greenhouse_unreachable" });
});
