import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, expect, it } from "vitest";
import { deviceCookie, knownDevice } from "@/lib/auth/sign-in/device";
import { decodeCookie } from "@/lib/auth/sign-in/options";
import { readSignedId, signedId } from "@/lib/email/return-path";
import { loadEnv } from "@/lib/platform/env";

const secrets = { old: randomBytes(48).toString("base64url"), new: randomBytes(48).toString("base64url") };
const invitationId = "0198c5a2-7b1e-7c3d-9e4f-5a6b7c8d9e0f";

function setSecrets(now: string, former = ""): void {
  Object.assign(process.env, { NEXTAUTH_SECRET: now, NEXTAUTH_SECRET_FORMER: former });
  loadEnv({ mail: false });
}

/** What is out there, signed or encrypted with the old secret. */
async function made() {
  setSecrets(secrets.old);
  const device = /=([^;]+)/.exec(deviceCookie("ada@mail.test", null))?.[1] ?? "";
  return { session: await encode({ token: { sub: "ada" }, secret: secrets.old }), device, signed: signedId(invitationId) };
}

beforeEach(() => {
  process.env.DATABASE_URL = "postgresql://localhost/none";
  process.env.CREDENTIAL_KEYS = `k1:${randomBytes(32).toString("base64")}`;
});

it("sessions, known browsers and return paths of the former secret are known while it is given", async () => {
  const { session, device, signed } = await made();
  setSecrets(secrets.new, secrets.old);
  expect(await decodeCookie(session)).toMatchObject({ sub: "ada" });
  expect(knownDevice("ada@mail.test", device)).not.toBeNull();
  expect(readSignedId(signed)).toBe(invitationId);
});

it("nothing is made with the former secret, so that it can be taken away", async () => {
  setSecrets(secrets.new, secrets.old);
  const device = /=([^;]+)/.exec(deviceCookie("ada@mail.test", null))?.[1] ?? "";
  const signed = signedId(invitationId);
  setSecrets(secrets.new);
  expect(knownDevice("ada@mail.test", device)).not.toBeNull();
  expect(readSignedId(signed)).toBe(invitationId);
});

it("without it, they are no one's", async () => {
  const { session, device, signed } = await made();
  setSecrets(secrets.new, secrets.old);
  expect(await decodeCookie(session)).not.toBeNull();
  setSecrets(secrets.new);
  expect(await decodeCookie(session)).toBeNull();
  expect(knownDevice("ada@mail.test", device)).toBeNull();
  expect(readSignedId(signed)).toBeNull();
});
