import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A Greenhouse of any number of accounts in which nothing is new: every list is empty, and every answer takes as long as it was told.
process.once("message", ({ latencyMs }: { latencyMs: number }) => {
  const server = createServer((_, response) => {
    setTimeout(() => {
      response.setHeader("x-ratelimit-limit", "150").setHeader("x-ratelimit-remaining", "149");
      response.writeHead(200, { "content-type": "application/json" }).end("[]");
    }, latencyMs);
  });
  server.listen(0, "127.0.0.1", () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
process.once("disconnect", () => process.exit(0));
