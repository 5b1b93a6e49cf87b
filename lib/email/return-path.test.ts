import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { messageIdOf, readMessageId, readSignedId, returnPathOf, signedId, trackingHeaders } from "@/lib/email/return-path";
import { loadEnv } from "@/lib/platform/env";

const id = "0198c5a2-7b1e-7c3d-9e4f-5a6b7c8d9e0f";

function useSecret(secret: string): void {
  process.env.NEXTAUTH_SECRET = secret;
  loadEnv({ mail: false });
}

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://localhost/none";
  process.env.CREDENTIAL_KEYS = `k1:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  useSecret("a secret of at least thirty-two characters");
});

describe("a signed id", () => {
  it("is found anywhere in an address or a header, in whatever case it comes back", () => {
    const signed = signedId(id);
    expect(signed).toMatch(/^inv-[0-9a-f]{32}-[0-9a-f]{20}$/);
    for (const text of [signed, `bounce+${signed}@mail.test`, `<BOUNCE+${signed.toUpperCase()}@MAIL.TEST>`, `invitation=${signed}, a=b`]) {
      expect(readSignedId(text)).toBe(id);
    }
  });

  it("opens nothing that was altered, made up, or signed elsewhere", () => {
    const signed = signedId(id);
    expect(readSignedId(signed.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).toBeNull();
    expect(readSignedId(signedId(randomUUID()).replace(/-[0-9a-f]{20}$/, signed.slice(-21)))).toBeNull();
    for (const text of ["", "inv-", `inv-${"0".repeat(32)}-${"0".repeat(20)}`, signed.slice(0, -1)]) expect(readSignedId(text)).toBeNull();
    useSecret("another secret of at least thirty-two characters");
    expect(readSignedId(signed)).toBeNull();
    useSecret("a secret of at least thirty-two characters");
    expect(readSignedId(signed)).toBe(id);
  });

  it("is found behind one that is forged", () => {
    expect(readSignedId(`inv-${"0".repeat(32)}-${"0".repeat(20)} ${signedId(id)}`)).toBe(id);
  });

  it("is made of an invitation's id only", () => {
    expect(() => signedId("7\r\nBcc: x")).toThrow(TypeError);
  });
});

describe("an invitation's addresses", () => {
  it.each(["Northwind <onboarding@northwind.test>", "onboarding@northwind.test"])("are under the domain of the sender %j", (mailFrom) => {
    expect(returnPathOf(id, mailFrom)).toBe(`bounce+${signedId(id)}@northwind.test`);
    expect(messageIdOf(id, mailFrom)).toBe(`<invitation.${id}@northwind.test>`);
  });

  it("fit into the 64 characters that an address may have before its @", () => {
    expect(returnPathOf(id, "a@b.test").split("@")[0]?.length).toBeLessThanOrEqual(64);
  });

  it("are read back; another's Message-ID is none of ours", () => {
    expect(readSignedId(returnPathOf(id, "a@b.test"))).toBe(id);
    expect(readMessageId(messageIdOf(id, "a@b.test"))).toBe(id);
    for (const text of ["<14c5d75ce93.dfd@ismtpd-555>", `<xinvitation.${id}@b.test>`, `<invitation.${id}>`, ""]) {
      expect(readMessageId(text)).toBeNull();
    }
  });
});

describe("the headers for providers", () => {
  it("keep to what Postmark, SendGrid and SES allow", () => {
    const headers = trackingHeaders(id);
    expect(headers["X-PM-Metadata-invitation"]?.length).toBeLessThanOrEqual(80);
    expect(JSON.parse(headers["X-SMTPAPI"] ?? "")).toEqual({ unique_args: { invitation: signedId(id) } });
    expect(headers["X-SES-MESSAGE-TAGS"]).toMatch(/^invitation=[A-Za-z0-9_-]{1,256}$/);
  });
});
