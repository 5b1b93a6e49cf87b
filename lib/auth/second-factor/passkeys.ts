import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { type Asked, rememberChallenge, takeChallenge } from "@/lib/auth/second-factor/challenges";
import { assertionSchema, type Registration } from "@/lib/auth/second-factor/schema";
import { type AccountId, asAccountId, inAccount, unsafeLookup } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

/** Ed25519, ECDSA with P-256, RSA with SHA-256 (COSE). The library's own list has algorithms that Node.js calls experimental. */
const supportedAlgorithmIDs = [-8, -7, -257];

/** Whose passkeys they are: this host's. A browser shows and uses them nowhere else. */
function relyingParty() {
  const { hostname, origin } = new URL(env().APP_URL);
  return { rpID: hostname, origin };
}

const clientDataSchema = z.object({ challenge: z.string() });

/** Returns what a browser says that was signed; null where it says nothing that can be read. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    return clientDataSchema.parse(JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"))).challenge;
  } catch {
    return null;
  }
}

/** Returns the challenge that was asked for, once; null where there is none. */
async function answeredChallenge(asked: Asked, clientDataJSON: string): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON);
  return challenge !== null && (await takeChallenge(asked, challenge)) ? challenge : null;
}

/**
 * Returns what a browser needs to make a passkey for a person, which is kept in the device and asks for its PIN or a finger: it counts as both
 * factors, and signs in without an email. Devices that have one of the person's already are left out.
 */
export async function registrationOptions(
  asked: Asked,
  person: { accountId: AccountId; email: string },
  known: readonly { credentialId: string; transports: string[] }[],
) {
  const options = await generateRegistrationOptions({
    rpName: "EMPTrust",
    rpID: relyingParty().rpID,
    userName: person.email,
    userID: new Uint8Array(Buffer.from(person.accountId)),
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  await rememberChallenge(asked, options.challenge);
  return { ...options };
}

/** Returns the passkey that a browser made; null where it is not what was asked for. */
export async function verifiedRegistration(asked: Asked, registration: Registration) {
  const expectedChallenge = await answeredChallenge(asked, registration.response.clientDataJSON);
  if (expectedChallenge === null) return null;
  const { rpID, origin } = relyingParty();
  const { transports = [], ...response } = registration.response;
  const verified = await verifyRegistrationResponse({
    response: { ...registration, response, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: new Uint8Array(publicKey), counter: BigInt(counter), transports };
}

/** Returns what a browser needs to have any of its passkeys of this portal sign. It is the same for everyone and names no passkey. */
export async function assertionOptions(asked: Asked) {
  const options = await generateAuthenticationOptions({ rpID: relyingParty().rpID, userVerification: "required" });
  await rememberChallenge(asked, options.challenge);
  return { ...options };
}

/** Who a passkey's signature is of, and when it was checked. */
export interface Shown {
  accountId: AccountId;
  at: Date;
}

/**
 * Returns whose passkey signed what was asked; null where none did, or where it did not make sure of its person. `sent` is the JSON of the
 * browser's answer.
 */
export async function verifiedAssertion(asked: Asked, sent: string): Promise<Shown | null> {
  const assertion = parsedAssertion(sent);
  const expectedChallenge = assertion && (await answeredChallenge(asked, assertion.response.clientDataJSON));
  if (!assertion || expectedChallenge === null) return null;
  const { id: credentialId, response } = assertion;
  const passkey = await unsafeLookup("passkey", credentialId, (tx) => tx.passkey.findUnique({ where: { credentialId } }));
  if (!passkey) return null;
  // The person whom the device made it for, where it says so.
  if (response.userHandle && Buffer.from(response.userHandle, "base64url").toString("utf8") !== passkey.accountId) return null;
  const { rpID, origin } = relyingParty();
  const verified = await verifyAuthenticationResponse({
    response: { ...assertion, response: { ...response, userHandle: response.userHandle }, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: credentialId, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const counter = BigInt(verified.authenticationInfo.newCounter);
  const accountId = asAccountId(passkey.accountId);
  return inAccount(accountId, async (tx, now) => {
    // It may have been removed meanwhile.
    const { count } = await tx.passkey.updateMany({ where: { id: passkey.id }, data: { counter, lastUsedAt: now } });
    return count === 1 ? { accountId, at: now } : null;
  });
}

function parsedAssertion(sent: string) {
  try {
    return assertionSchema.safeParse(JSON.parse(sent)).data ?? null;
  } catch {
    return null;
  }
}
