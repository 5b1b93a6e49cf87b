import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { z } from "zod";
import { GreenhouseError } from "@/lib/greenhouse/connector";

/** An access token and how long it lasts, by this machine's clock. */
export interface Token {
  accessToken: string;
  expiresAt: Date;
  /** Of the authorization code flow only. */
  refreshToken: string | null;
  refreshBefore: Date | null;
}

export interface OAuthClientOptions {
  /** Base address from the environment, without a trailing slash. */
  authUrl: string;
  clientId: string;
  clientSecret: string;
}

// Measured by others: one hour, whatever field says so; the partner guide gives refresh tokens 24 hours.
const ASSUMED_LIFETIME_SECONDS = 3600;
const ASSUMED_REFRESH_SECONDS = 86_400;
const ATTEMPTS = 3;
const TIMEOUT_MS = 15_000;
const LONGEST_WAIT_SECONDS = 20;

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  expires_at: z.union([z.string(), z.number()]).optional().catch(undefined),
  expires: z.union([z.string(), z.number()]).optional().catch(undefined),
  refresh_token_expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/** Asks Greenhouse's token endpoint ("Authentication": Basic client id and secret, a form as body). */
export class OAuthClient {
  private readonly options: OAuthClientOptions;

  constructor(options: OAuthClientOptions) {
    this.options = options;
  }

  /** A token of a customer's own credential; it revokes the earlier token of the same credential. */
  clientCredentials(userId: string | null): Promise<Token> {
    return this.ask({ grant_type: "client_credentials", ...(userId === null ? {} : { sub: userId }) });
  }

  /** Exchanges the code of an approval, which lives one minute and works once. */
  exchange({ code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string }): Promise<Token> {
    return this.ask({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier });
  }

  /** The next token of an approval; the refresh token is used up by it. */
  refresh(refreshToken: string): Promise<Token> {
    return this.ask({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  private async ask(form: Record<string, string>): Promise<Token> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(form);
      if (answer !== "broken" && answer.status !== 429 && answer.status < 500) return this.read(answer, form.grant_type ?? "");
      const waitSeconds = answer === "broken" || answer.status !== 429 ? attempt * 0.5 : (answer.retryAfter ?? 5);
      if (attempt >= ATTEMPTS || waitSeconds > LONGEST_WAIT_SECONDS) {
        throw answer !== "broken" && answer.status === 429
          ? new GreenhouseError("greenhouse_rate_limited", "Greenhouse asks to wait before it gives another token.")
          : new GreenhouseError("greenhouse_unreachable", "Greenhouse's sign-in for programs does not answer.");
      }
      await sleep(waitSeconds * 1000 + Math.random() * 250);
    }
  }

  private async attempt(form: Record<string, string>) {
    const { authUrl, clientId, clientSecret } = this.options;
    const sentAt = Date.now();
    try {
      const response = await request(`${authUrl}/token`, {
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
          "user-agent": "EMPTrust",
        },
        body: new URLSearchParams(form).toString(),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      const body = await response.body.text();
      const theirs = Date.parse(String(response.headers.date ?? ""));
      const retryAfter = Number(response.headers["retry-after"] ?? Number.NaN);
      return {
        status: response.statusCode,
        body,
        sentAt,
        answeredAt: Number.isNaN(theirs) ? Date.now() : theirs,
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      };
    } catch {
      return "broken" as const;
    }
  }

  private read(
    { status, body, sentAt, answeredAt }: { status: number; body: string; sentAt: number; answeredAt: number },
    grant: string,
  ): Token {
    const parsed = answerSchema.safeParse(parseJson(body));
    if (status >= 400) throw new GreenhouseError("credential_rejected", refusalWords(grant, this.scrub(wordsOf(body))));
    if (!parsed.success) {
      throw new GreenhouseError("greenhouse_unreadable", "The configured sign-in address does not answer like Greenhouse's.");
    }
    const { access_token, refresh_token, refresh_token_expires_in } = parsed.data;
    return {
      accessToken: access_token,
      expiresAt: new Date(sentAt + lifetimeSeconds(parsed.data, answeredAt) * 1000),
      refreshToken: refresh_token ?? null,
      refreshBefore: refresh_token ? new Date(sentAt + (refresh_token_expires_in ?? ASSUMED_REFRESH_SECONDS) * 1000) : null,
    };
  }

  /** Greenhouse's own words repeat the client id for some refusals (measured): taken out by value, as the secret would be. */
  private scrub(words: string | null): string | null {
    if (words === null) return null;
    const { clientId, clientSecret } = this.options;
    return [clientSecret, clientId].reduce((text, secret) => (secret ? text.replaceAll(secret, "…") : text), words);
  }
}

/**
 * How long a token lasts, in seconds: `expires_in` (seconds), `expires_at` (ISO 8601) or `expires` (either, as text) have all
 * been seen; one hour without any of them. A moment is held against Greenhouse's clock, not ours.
 */
export function lifetimeSeconds(
  answer: { expires_in?: number | undefined; expires_at?: string | number | undefined; expires?: string | number | undefined },
  answeredAt: number,
): number {
  if (answer.expires_in !== undefined) return answer.expires_in;
  for (const value of [answer.expires_at, answer.expires]) {
    if (value === undefined) continue;
    const number = Number(value);
    // Below this a number is a lifetime, above it a moment in epoch seconds.
    if (Number.isFinite(number) && number > 0) return number < 1_000_000_000 ? number : Math.max(1, number - answeredAt / 1000);
    const until = Date.parse(String(value));
    if (!Number.isNaN(until)) return Math.max(1, (until - answeredAt) / 1000);
  }
  return ASSUMED_LIFETIME_SECONDS;
}

function refusalWords(grant: string, theirs: string | null): string {
  const quoted = theirs ? ` It says: “${theirs}”.` : "";
  if (grant === "client_credentials") return `Greenhouse does not accept this client ID and secret.${quoted}`;
  return `Greenhouse does not accept the approval (any more).${quoted}`;
}

function wordsOf(body: string): string | null {
  const parsed = z.object({ message: z.string().optional(), error: z.string().optional() }).safeParse(parseJson(body));
  const words = parsed.success ? (parsed.data.message ?? parsed.data.error) : undefined;
  return words ? words.replace(/\p{Cc}/gu, " ").slice(0, 200) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A secret for the way to Greenhouse and back: what is sent along (`challenge`) proves nothing without it (RFC 7636). */
export function makeVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Where an admin approves the connection ("Partner flow"). */
export function authorizeAddress(
  authUrl: string,
  {
    clientId,
    redirectUri,
    scopes,
    state,
    challenge,
  }: { clientId: string; redirectUri: string; scopes: readonly string[]; state: string; challenge: string },
): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(" "),
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  return `${authUrl}/authorize?${query}`;
}
