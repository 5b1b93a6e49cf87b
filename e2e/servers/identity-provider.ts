import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A person of the provider, by their subject. */
interface Person {
  email: string;
  emailVerified?: boolean;
  name?: string;
}

/** How the next ID tokens differ from what is right. */
interface TokenFault {
  claims?: Record<string, unknown>;
  /** Signs with a key that the provider does not publish. */
  foreignKey?: true;
}

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The people, by subject. Whoever the portal's hint names is signed in without a question, else the first. */
  people: Map<string, Person>;
  /** Overrides the hint: the subject that is signed in. */
  signsIn: string | null;
  fault: TokenFault | null;
  close(): Promise<void>;
}

const clientSecret = "a client secret of the local identity provider";

/** Starts an OpenID provider (npm: oidc-provider) on loopback with the portal as its client. */
export async function startIdentityProvider(redirectUri: string, port = 0): Promise<IdentityProvider> {
  const [own, foreign] = [newKey(), newKey()];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${taken}`;
  const idp: IdentityProvider = {
    issuer,
    clientId: "emptrust",
    clientSecret,
    people: new Map(),
    signsIn: null,
    fault: null,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: idp.clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] },
    cookies: { keys: ["a key of the local identity provider"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, subject) => {
      const person = idp.people.get(subject);
      if (!person) return undefined;
      const { email, emailVerified = true, name } = person;
      return { accountId: subject, claims: async () => ({ sub: subject, email, email_verified: emailVerified, name }) };
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body: unknown = context.body;
    if (context.path !== "/token" || !idp.fault || !isTokenAnswer(body)) return;
    const claims = { ...claimsOf(body.id_token), ...idp.fault.claims };
    body.id_token = signed(claims, idp.fault.foreignKey ? foreign.privateKey : own.privateKey);
  });
  const callback = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith("/interaction/")) void interact(provider, idp, request, response);
    else void callback(request, response);
  });
  return idp;
}

/** Signs a person in and lets the portal know of them, without asking. */
async function interact(provider: Provider, idp: IdentityProvider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const hinted = [...idp.people].find(([, { email }]) => email === params.login_hint)?.[0];
  const accountId = idp.signsIn ?? hinted ?? [...idp.people.keys()][0] ?? "nobody";
  const grant = new provider.Grant({ accountId, clientId: idp.clientId });
  grant.addOIDCScope("openid email profile");
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId: await grant.save() } });
}

function newKey() {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function isTokenAnswer(body: unknown): body is { id_token: string } {
  return typeof body === "object" && body !== null && "id_token" in body && typeof body.id_token === "string";
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

function signed(claims: Record<string, unknown>, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${part({ alg: "RS256", kid: "own", typ: "JWT" })}.${part(claims)}`;
  return `${head}.${sign("RSA-SHA256", Buffer.from(head), key).toString("base64url")}`;
}

/** Follows a browser through the provider's sign-in, and returns where it is sent back to. */
export async function signInAt(idp: IdentityProvider, address: string): Promise<URL> {
  const cookies = new Map<string, string>();
  for (let next = new URL(address), step = 0; step < 10; step++) {
    if (next.origin !== idp.issuer) return next;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    next = new URL(location, next);
  }
  throw new Error("the provider did not send the browser back");
}
