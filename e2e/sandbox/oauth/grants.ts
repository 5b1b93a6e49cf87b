import { createHash, randomBytes } from "node:crypto";
import type { Client } from "@/e2e/sandbox/oauth/client";
import type { Scope } from "@/e2e/sandbox/v3/scopes";
import type { Moment } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

const CODE_SECONDS = 60;
export const REFRESH_SECONDS = 86_400;

interface Token {
  text: string;
  expiresAt: Moment;
}

/** What a client may do in an account, with the tokens that prove it. */
export interface Grant {
  client: Client;
  world: World;
  /** The authorized scopes; null means all of the client's own. */
  scopes: readonly Scope[] | null;
  /** The user whom its tokens act for. */
  userId: number;
  access: Token | null;
  refresh: Token | null;
}

export type NewGrant = Omit<Grant, "access" | "refresh">;

interface Code {
  grant: NewGrant;
  redirectUri: string;
  /** The S256 challenge, when one was given. */
  challenge: string | null;
  expiresAt: Moment;
}

/** Codes, access tokens and refresh tokens. A grant has one access token at a time: a new one revokes the earlier. */
export class Grants {
  private readonly codes = new Map<string, Code>();
  // Dead tokens stay in it, so that a refused request still counts for its client.
  private readonly byAccess = new Map<string, Grant>();
  private readonly byRefresh = new Map<string, Grant>();
  private readonly now: () => Moment;

  constructor(now: () => Moment) {
    this.now = now;
  }

  /** The only grant that a client holds by its own secret; the earlier one of the same client ends. */
  own(client: Client, userId: number): Grant {
    this.end((grant) => grant.client === client);
    const grant: Grant = { client, world: client.world, scopes: null, userId, access: null, refresh: null };
    this.giveAccess(grant);
    return grant;
  }

  /** Returns a code for an authorized grant. */
  code(grant: NewGrant, redirectUri: string, challenge: string | null): string {
    const code = newToken();
    this.codes.set(code, { grant, redirectUri, challenge, expiresAt: this.now() + CODE_SECONDS * 1000 });
    return code;
  }

  /** Turns a code into a grant; undefined when it is not good. Any attempt of its client uses it up. */
  redeem(client: Client, text: string, redirectUri: string | null, verifier: string | null): Grant | undefined {
    const code = this.codes.get(text);
    if (code?.grant.client !== client) return undefined;
    this.codes.delete(text);
    const proved = code.challenge === null || code.challenge === sha256(verifier ?? "");
    if (!proved || code.redirectUri !== redirectUri || code.expiresAt <= this.now()) return undefined;
    return this.renew({ ...code.grant, access: null, refresh: null });
  }

  /** Gives new tokens for a refresh token, which is dead from then on; undefined when it is not good. */
  refresh(client: Client, text: string): Grant | undefined {
    const grant = this.byRefresh.get(text);
    if (!grant?.refresh || grant.client !== client || grant.refresh.expiresAt <= this.now()) return undefined;
    return this.renew(grant);
  }

  /** Whose access token a text is or was, and whether it is good. */
  bearer(text: string): { grant: Grant; alive: boolean } | undefined {
    const grant = this.byAccess.get(text);
    return grant && { grant, alive: grant.access?.text === text && grant.access.expiresAt > this.now() };
  }

  expireAccess(client: Client): void {
    for (const grant of this.byAccess.values()) if (grant.client === client) grant.access = null;
  }

  /** Ends grants with all their tokens, and the codes that would become such grants. */
  end(which: (grant: NewGrant) => boolean): void {
    for (const grant of this.byAccess.values()) {
      if (!which(grant)) continue;
      if (grant.refresh) this.byRefresh.delete(grant.refresh.text);
      grant.access = grant.refresh = null;
    }
    for (const [text, { grant }] of this.codes) if (which(grant)) this.codes.delete(text);
  }

  private renew(grant: Grant): Grant {
    if (grant.refresh) this.byRefresh.delete(grant.refresh.text);
    grant.refresh = { text: newToken(), expiresAt: this.now() + REFRESH_SECONDS * 1000 };
    this.byRefresh.set(grant.refresh.text, grant);
    this.giveAccess(grant);
    return grant;
  }

  private giveAccess(grant: Grant): void {
    grant.access = { text: newToken(), expiresAt: this.now() + grant.client.lifetime.seconds * 1000 };
    this.byAccess.set(grant.access.text, grant);
  }
}

function newToken(): string {
  return randomBytes(24).toString("base64url");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
