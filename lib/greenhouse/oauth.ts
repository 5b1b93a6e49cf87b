import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { z } from "zod";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { type Broken, failureOf, isConnectFailure } from "@/lib/greenhouse/http";
import { type Introspection, parseIntrospection } from "@/lib/greenhouse/introspection";
import { observedRequest } from "@/lib/greenhouse/observe";
import { scrub } from "@/lib/greenhouse/scrub";
import * as m from "@/lib/messages/generated/server/greenhouse";

/** An access token as Greenhouse issued it, with how long it lasts. */
export interface Token {
  accessToken: string;
  lifetimeSeconds: number;
  /** Only in the authorization code flow. */
  refreshToken: string | null;
  /** How long the refresh token can be used; null without one. */
  refreshSeconds: number | null;
}

interface TokenResponse {
  status: number;
  body: string;
  /** In ms, by Greenhouse's clock where it says. */
  respondedAt: number;
  /** Seconds; null where the response names none. */
  retryAfter: number | null;
}

export interface OAuthClientOptions {
  /** Base address from the environment, without a trailing slash. */
  authUrl: string;
  clientId: string;
  clientSecret: string;
}

// Reported lifetimes of access tokens are all one hour; the partner guide says 24 hours for refresh tokens.
const ASSUMED_LIFETIME_SECONDS = 3600;
const ASSUMED_REFRESH_SECONDS = 86_400;
const ATTEMPTS = 3;
const TIMEOUT_MS = 15_000;
const LONGEST_WAIT_SECONDS = 20;
const MOST_SHOWN = 200;

// A token takes some kilobytes; an answer without end would fill the memory.
const limited = new Agent({ maxResponseSize: 64 * 1024 });

const tokenResponseSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  expires_at: z.union([z.string(), z.number()]).optional().catch(undefined),
  expires: z.union([z.string(), z.number()]).optional().catch(undefined),
  refresh_token_expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/** Grants whose code or token works once: asking a second time proves nothing, and may end the approval. */
const usedOnce: ReadonlySet<string> = new Set(["authorization_code", "refresh_token"]);

/** A request with a code or token that works once got no readable answer: whether Greenhouse used it up is not known. */
export class LostAnswer extends GreenhouseError {
  constructor(message: string) {
    super("greenhouse_unreachable", message);
    this.name = "LostAnswer";
  }
}

/** Requests tokens from Greenhouse's token endpoint ("Authentication": Basic with client id and secret, a form as body). */
export class OAuthClient {
  private readonly options: OAuthClientOptions;

  constructor(options: OAuthClientOptions) {
    this.options = options;
  }

  /** Returns what Greenhouse says of one of this client's tokens (RFC 7662); null where it says nothing that can be read. Throws where it has no answer now. */
  async introspect(accessToken: string): Promise<Introspection | null> {
    const response = await observedRequest("oauth", "/introspect", () => this.attempt("/introspect", { token: accessToken }));
    if ("broken" in response) {
      throw new GreenhouseError(
        "greenhouse_unreachable",
        m.unreachable({ reason: response.broken, host: new URL(this.options.authUrl).hostname }),
      );
    }
    if (response.status === 429 || response.status >= 500) {
      throw new GreenhouseError("greenhouse_unreachable", m.serverError({ status: String(response.status) }));
    }
    if (response.status !== 200) return null;
    return parseIntrospection(parseJson(response.body));
  }

  get clientId(): string {
    return this.options.clientId;
  }

  /** Returns a token for a customer's own credential. This revokes the credential's earlier token. */
  clientCredentials(userId: string | null): Promise<Token> {
    return this.requestToken({ grant_type: "client_credentials", ...(userId === null ? {} : { sub: userId }) });
  }

  /** Returns the first token of an approval. Its code expires after one minute and works once. */
  exchangeCode({ code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string | null }): Promise<Token> {
    const form: Record<string, string> = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    return this.requestToken(verifier === null ? form : { ...form, code_verifier: verifier });
  }

  /** Returns the next token of an approval. The refresh token works once; throws `LostAnswer` where it may have been used up. */
  refresh(refreshToken: string): Promise<Token> {
    return this.requestToken({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  private async requestToken(form: Record<string, string>): Promise<Token> {
    for (let attempt = 1; ; attempt++) {
      const response = await observedRequest("oauth", "/token", () => this.attempt("/token", form));
      if (usedOnce.has(form.grant_type ?? "") && isLost(response)) throw new LostAnswer(m.tokenAnswerLost());
      if ("status" in response && response.status !== 429 && response.status < 500) return this.toToken(response, form);
      const waitSeconds = "status" in response && response.status === 429 ? (response.retryAfter ?? 5) : attempt * 0.5;
      if (attempt >= ATTEMPTS || waitSeconds > LONGEST_WAIT_SECONDS) {
        if ("broken" in response) {
          const host = new URL(this.options.authUrl).hostname;
          throw new GreenhouseError("greenhouse_unreachable", m.unreachable({ reason: response.broken, host }));
        }
        if (response.status === 429) throw new GreenhouseError("greenhouse_rate_limited", m.tokensRateLimited());
        throw new GreenhouseError("greenhouse_unreachable", m.serverError({ status: String(response.status) }));
      }
      await sleep(waitSeconds * 1000 + Math.random() * 250);
    }
  }

  private async attempt(path: string, form: Record<string, string>): Promise<TokenResponse | Broken> {
    const { authUrl, clientId, clientSecret } = this.options;
    try {
      const response = await request(`${authUrl}${path}`, {
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
        signal: AbortSignal.timeout(2 * TIMEOUT_MS),
        dispatcher: limited,
      });
      const body = await response.body.text();
      const respondedAt = Date.parse(String(response.headers.date ?? ""));
      const retryAfter = Number(response.headers["retry-after"] ?? Number.NaN);
      return {
        status: response.statusCode,
        body,
        respondedAt: Number.isNaN(respondedAt) ? Date.now() : respondedAt,
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      };
    } catch (error) {
      return { broken: failureOf(error), neverSent: isConnectFailure(error) };
    }
  }

  private toToken({ status, body, respondedAt }: TokenResponse, form: Record<string, string>): Token {
    const parsed = tokenResponseSchema.safeParse(parseJson(body));
    if (status >= 400) {
      throw new GreenhouseError("credential_rejected", rejectionMessage(form.grant_type ?? "", this.shown(errorTextOf(body), form)));
    }
    if (!parsed.success) {
      if (usedOnce.has(form.grant_type ?? "")) throw new LostAnswer(m.tokenAnswerLost());
      throw new GreenhouseError("greenhouse_unreadable", m.notFromSignIn());
    }
    const { access_token, refresh_token, refresh_token_expires_in } = parsed.data;
    return {
      accessToken: access_token,
      lifetimeSeconds: lifetimeSeconds(parsed.data, respondedAt),
      refreshToken: refresh_token ?? null,
      refreshSeconds: refresh_token ? (refresh_token_expires_in ?? ASSUMED_REFRESH_SECONDS) : null,
    };
  }

  /** Returns Greenhouse's error text as it may be shown: some of its texts repeat the client id (measured), and any may repeat what was sent. */
  private shown(errorText: string | null, form: Record<string, string>): string | null {
    if (errorText === null) return null;
    const { clientId, clientSecret } = this.options;
    const { grant_type: _, redirect_uri: __, ...sent } = form;
    return scrub(errorText, [clientSecret, clientId, `${clientId}:${clientSecret}`, ...Object.values(sent)]).slice(0, MOST_SHOWN);
  }
}

/** Whether a request may have reached Greenhouse and its answer did not come back, or says only that something failed. */
function isLost(response: TokenResponse | Broken): boolean {
  if ("status" in response) return response.status >= 500;
  if (response.neverSent) return false;
  return response.broken === "timeout" || response.broken === "connection" || response.broken === "unreadable";
}

/**
 * Returns how long a token lasts, in seconds. `expires_in` (seconds), `expires_at` (ISO 8601) and `expires` (either, as text)
 * have all been seen; without any of them, one hour. A time is compared with Greenhouse's clock, not ours.
 */
export function lifetimeSeconds(
  response: { expires_in?: number | undefined; expires_at?: string | number | undefined; expires?: string | number | undefined },
  respondedAt: number,
): number {
  if (response.expires_in !== undefined) return response.expires_in;
  for (const value of [response.expires_at, response.expires]) {
    if (value === undefined) continue;
    const number = Number(value);
    // A smaller number is a lifetime, a larger one a time in epoch seconds.
    if (Number.isFinite(number) && number > 0) return number < 1_000_000_000 ? number : Math.max(1, number - respondedAt / 1000);
    const until = Date.parse(String(value));
    if (!Number.isNaN(until)) return Math.max(1, (until - respondedAt) / 1000);
  }
  return ASSUMED_LIFETIME_SECONDS;
}

function rejectionMessage(grant: string, text: string | null): string {
  if (grant === "client_credentials") return text ? m.clientRejectedBecause({ text }) : m.clientRejected();
  return text ? m.approvalEndedBecause({ text }) : m.approvalEnded();
}

function errorTextOf(body: string): string | null {
  const parsed = z.object({ message: z.string().optional(), error: z.string().optional() }).safeParse(parseJson(body));
  const text = parsed.success ? (parsed.data.message ?? parsed.data.error) : undefined;
  return text ? text.replace(/\p{Cc}/gu, " ") : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
