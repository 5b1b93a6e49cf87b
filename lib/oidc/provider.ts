import { createHash } from "node:crypto";
import * as client from "openid-client";
import { AddressRefused, allowsPrivate, guardedFetch } from "@/lib/oidc/guarded-fetch";
import { MINUTE_MS } from "@/lib/platform/calendar";

/** What went wrong with a provider: its address leads nowhere, or to something else, or it refuses, or says what can't be believed. */
export type OidcFailure = "address_refused" | "unreachable" | "not_a_provider" | "declined" | "refused";

/** A step of a sign-in at an identity provider that failed. */
export class OidcError extends Error {
  readonly failure: OidcFailure;

  constructor(failure: OidcFailure) {
    super(`identity provider: ${failure}`);
    this.name = "OidcError";
    this.failure = failure;
  }
}

/** This portal as one of a provider's clients. */
export interface OidcClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Whom a provider says a person is; only `issuer` with `subject` never means another person. */
export interface Claims {
  subject: string;
  email: string | null;
  /** Null where the provider does not say. */
  emailVerified: boolean | null;
  name: string | null;
  /** Google's name of the organization that manages the person's account. */
  hostedDomain: string | null;
  /** When the person proved to the provider who they are; null where it does not say. */
  authenticatedAt: Date | null;
}

const KEPT_MS = 10 * MINUTE_MS;
const MOST_KEPT = 100;
const known = new Map<string, { until: number; configuration: Promise<client.Configuration> }>();

/**
 * Returns the provider's own description, read from its discovery document and kept for some minutes. Throws `OidcError` where there is none
 * that names this issuer, or it can't do the authorization code flow.
 */
async function configurationOf({ issuer, clientId, clientSecret }: OidcClient, now: number): Promise<client.Configuration> {
  const key = createHash("sha256")
    .update(JSON.stringify([issuer, clientId, clientSecret]))
    .digest("base64url");
  const kept = known.get(key);
  if (kept && kept.until > now) return kept.configuration;
  if (known.size >= MOST_KEPT) known.clear();
  const configuration = discover({ issuer, clientId, clientSecret });
  known.set(key, { until: now + KEPT_MS, configuration });
  configuration.catch(() => known.delete(key));
  return configuration;
}

async function discover({ issuer, clientId, clientSecret }: OidcClient): Promise<client.Configuration> {
  const configuration = await asOidcError(() =>
    client.discovery(new URL(issuer), clientId, undefined, authenticationBy(clientSecret), {
      [client.customFetch]: fetchText,
      timeout: 10,
      // The portal believes a signature, not the connection alone: keys are the provider's own.
      execute: [client.enableNonRepudiationChecks, ...(allowsPrivate() ? [client.allowInsecureRequests] : [])],
    }),
  );
  const server = configuration.serverMetadata();
  // The library lets Microsoft's addresses for all organizations pass, whose tokens any organization's directory can get.
  if (URL.parse(server.issuer)?.href !== new URL(issuer).href) throw new OidcError("not_a_provider");
  const canDoIt = server.authorization_endpoint && server.token_endpoint && server.jwks_uri;
  if (!canDoIt || server.response_types_supported?.includes("code") === false) throw new OidcError("not_a_provider");
  return configuration;
}

/** Sends the secret in the header, which every provider must take, but where its discovery document says that it takes it in the body only. */
function authenticationBy(clientSecret: string): client.ClientAuth {
  const [header, body] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return methods.includes("client_secret_basic") ? header(server, ...rest) : body(server, ...rest);
  };
}

/** Returns the issuer as its discovery document writes it, which is read anew. Throws `OidcError` where that can't be read, or doesn't fit. */
export async function checkProvider(given: OidcClient): Promise<string> {
  return (await discover(given)).serverMetadata().issuer;
}

/** What ties an answer to the request that it answers: each is random, and used once. */
export interface LoginSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** Returns the address of the provider's sign-in page, with state, nonce and a PKCE challenge (RFC 7636). */
export async function authorizationAddress(
  given: OidcClient,
  { secrets, redirectUri, email, again }: { secrets: LoginSecrets; redirectUri: string; email: string; again: boolean },
): Promise<string> {
  const configuration = await configurationOf(given, performance.now());
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
    login_hint: email,
    ...(again ? { prompt: "login", max_age: "0" } : {}),
  });
  // A discovery document could name any address, which a browser would be sent to.
  if (address.protocol !== "https:" && !(allowsPrivate() && address.protocol === "http:")) throw new OidcError("not_a_provider");
  return address.href;
}

/**
 * Returns whom the provider says the person is, from the address that it sent the browser back to. The ID token's signature, issuer, audience,
 * times and nonce are checked, and state and `iss` of the address (RFC 9207). Throws `OidcError`.
 */
export async function exchangeCode(given: OidcClient, returned: URL, { state, nonce, verifier }: LoginSecrets): Promise<Claims> {
  if (returned.searchParams.has("error")) throw new OidcError("declined");
  const configuration = await configurationOf(given, performance.now());
  const tokens = await asOidcError(() =>
    client.authorizationCodeGrant(configuration, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }),
  );
  const claims = tokens.claims();
  if (!claims) throw new OidcError("refused");
  const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);
  const verified = claims.email_verified;
  return {
    subject: claims.sub,
    email: text(claims.email),
    // Some providers write it as text.
    emailVerified: verified === undefined ? null : verified === true || String(verified) === "true",
    name: text(claims.name),
    hostedDomain: text(claims.hd),
    authenticatedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1000) : null,
  };
}

const fetchText: client.CustomFetch = (address, { method, headers, body, signal }) =>
  guardedFetch(address, {
    method,
    headers,
    body: body === undefined || body === null ? null : String(body),
    ...(signal ? { signal } : {}),
  });

/** What an answer says wrong is the provider's; all else is that there was none. Its words are not kept, since they can name a person. */
async function asOidcError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (causesOf(error).some((one) => one instanceof AddressRefused)) throw new OidcError("address_refused");
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (/^OAUTH_(HTTP_REQUEST|REQUEST_PROTOCOL)_FORBIDDEN$/.test(code)) throw new OidcError("address_refused");
    if (/^OAUTH_(RESPONSE_IS_NOT_|PARSE_ERROR|JSON_ATTRIBUTE_COMPARISON|INVALID_SERVER|MISSING_SERVER)/.test(code)) {
      throw new OidcError("not_a_provider");
    }
    if (code.startsWith("OAUTH_") && code !== "OAUTH_TIMEOUT") throw new OidcError("refused");
    throw new OidcError("unreachable");
  }
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let one = error; one instanceof Error && causes.length < 10; one = one.cause) causes.push(one);
  return causes;
}
