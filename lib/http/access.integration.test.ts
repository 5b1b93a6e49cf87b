import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST as emailEvents } from "@/app/api/webhooks/email/[provider]/route";
import { POST as greenhouseWebhook } from "@/app/api/webhooks/greenhouse/[integrationId]/route";
import { testDatabase } from "@/e2e/fixtures/database";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

const PASSWORD = "mail-events-password-of-the-tests";

function fromAddress(address: string, path: string, headers: Record<string, string>): Request {
  return new Request(`http://localhost:3000${path}`, {
    method: "POST",
    body: "{}",
    headers: { "x-forwarded-for": address, "content-type": "application/json", ...headers },
  });
}

const toEmail = (address: string, password: string) =>
  emailEvents(
    fromAddress(address, "/api/webhooks/email/postmark", { authorization: `Basic ${Buffer.from(`any:${password}`).toString("base64")}` }),
    { params: Promise.resolve({ provider: "postmark" }) },
  );

const toGreenhouse = (address: string, integrationId: string) =>
  greenhouseWebhook(
    fromAddress(address, `/api/webhooks/greenhouse/${integrationId}`, {
      signature: `sha256 ${createHmac("sha256", "wrong").update("{}").digest("hex")}`,
    }),
    { params: Promise.resolve({ integrationId }) },
  );

describe("a webhook without proof", () => {
  it("is told to wait after thirty from one address, at one door, and does not hold up who has the password", async () => {
    process.env.EMAIL_WEBHOOK_SECRET = PASSWORD;
    loadEnv({ mail: false });
    for (let sent = 0; sent < 30; sent++) expect((await toEmail("192.0.2.1", "guess")).status).toBe(401);
    const refused = await toEmail("192.0.2.1", "guess");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await toEmail("192.0.2.2", "guess")).status).toBe(401);
    expect((await toEmail("192.0.2.1", PASSWORD)).status).toBe(200);
  });

  it("is told to wait for each connection of Greenhouse on its own", async () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    for (let sent = 0; sent < 30; sent++) expect((await toGreenhouse("192.0.2.3", one)).status).toBe(401);
    expect((await toGreenhouse("192.0.2.3", one)).status).toBe(429);
    expect((await toGreenhouse("192.0.2.3", other)).status).toBe(401);
  });
});
